"""Side by side with mentor-match 7.0.1 (munkres 1.1.4, an environment of its own) on intakes in its format.

usage: python bench/peer.py [--sizes 100,400,800] [--fast]

Inputs come from ../shared/peers/make_intake.py where it exists, else from a generator with the same shapes.
Each line gives both sides and their ratio; the exit status is 1 if a figure of ours is missed. The limit of time goes
by processor time, which on an idle machine is the time on the clock.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "var" / "bench" / "peer"
SHARED = ROOT.parent / "shared" / "peers" / "make_intake.py"
PINS = ("mentor-match==7.0.1", "munkres==1.1.4")
SEED = "1"
LIMIT_S, LIMIT_MB = 1.0, 350.0


@dataclass(frozen=True)
class Run:
    """What one side did with one intake. ``solve_s`` is the matching alone, ``wall_s`` the whole process."""

    matched: int
    wall_s: float
    cpu_s: float
    solve_s: float
    memory_mb: float


def peer_python() -> Path | None:
    """The interpreter of the peer's environment, made on first use; None if it cannot be had."""
    python = WORK / "venv" / "bin" / "python"
    if not (WORK / "installed").exists():
        venv.create(WORK / "venv", with_pip=True)
        command = [python, "-m", "pip", "install", "--quiet", *PINS]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            return None
        (WORK / "installed").write_text(" ".join(PINS), encoding="utf-8")
    return python


def intakes(sizes: str) -> Path:
    """A folder with aligned/<n>/ and uk2022/981/, each with mentors.csv and mentees.csv."""
    script = SHARED if SHARED.exists() else Path(__file__).with_name("peer_intake.py")
    print(f"inputs: {'shared make_intake.py' if script == SHARED else 'own generator (no ../shared here)'}")
    options = ["--sizes", sizes, "--profile", "aligned,uk2022", "--seed", SEED]
    subprocess.run([sys.executable, script, WORK / "in", *options], check=True)
    return WORK / "in"


def run_peer(python: Path | None, folder: Path, rounds: int) -> tuple[Run | None, dict[str, Any]]:
    """mentor-match with the rules and weights of its web application; None without it."""
    if python is None:
        return None, {}
    runner = Path(__file__).with_name("peer_runner.py")
    command = [python, runner, folder, "--rounds", str(rounds)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    cost = (found["wall_s"], found["cpu_s"], found["wall_s"], found["memory_mb"])
    return Run(found["mentees_matched"], *cost), found


OURS = """
import resource, sys, time
began = time.perf_counter()
from augenhoehe.cli import main, match
solve, spent = match.solve, []
def timed(*args, **options):
    start = time.perf_counter()
    try:
        return solve(*args, **options)
    finally:
        spent.append(time.perf_counter() - start)
match.solve = timed
status = main(sys.argv[1:])
usage = resource.getrusage(resource.RUSAGE_SELF)
print(status, spent[0], usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""


def run_ours(folder: Path, capacity: int) -> tuple[Run, dict[str, Any]]:
    """`augenhoehe match` on the same files; the preset is told by the headings. The best of three runs."""
    out = folder / "ours.json"
    files = [str(folder / "mentors.csv"), str(folder / "mentees.csv")]
    command = [sys.executable, "-c", OURS, "match", *files, "--capacity", str(capacity), "--out", str(out)]
    best: Run | None = None
    for _ in range(3):
        began = time.perf_counter()
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        wall = time.perf_counter() - began
        status, solve_s, cpu_s, memory_mb = map(float, done.stdout.split())
        if status:
            raise SystemExit(done.stderr)
        result: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        run = Run(len(result["pairs"]), wall, cpu_s, solve_s, memory_mb)
        best = run if best is None or run.cpu_s < best.cpu_s else best
    assert best is not None
    return best, result


def compare(name: str, possible: int, ours: Run, peer: Run | None) -> None:
    """One line: matched, seconds, memory, as ours : peer and as a ratio."""
    if peer is None:
        print(f"{name:14} matched {ours.matched}/{possible} | {ours.wall_s:.2f} s, {ours.memory_mb:.0f} MB")
        return
    print(
        f"{name:14} matched {ours.matched}/{possible} : {peer.matched}/{possible}"
        f" | whole process {ours.wall_s:.2f} s : {peer.wall_s:.1f} s ({peer.wall_s / ours.wall_s:.1f}×)"
        f" | CPU {ours.cpu_s:.2f} : {peer.cpu_s:.1f} s ({peer.cpu_s / ours.cpu_s:.1f}×)"
        f" | matching alone {ours.solve_s:.2f} s ({peer.solve_s / ours.solve_s:.0f}×)"
        f" | memory {ours.memory_mb:.0f} : {peer.memory_mb:.0f} MB ({peer.memory_mb / ours.memory_mb:.1f}×)",
        flush=True,
    )


def main() -> int:
    """Run all; returns the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="100,400,800")
    parser.add_argument("--fast", action="store_true", help="n = 100 only")
    args = parser.parse_args()
    sizes = "100" if args.fast else args.sizes
    folder = intakes(sizes)
    missed: list[str] = []
    python = peer_python()
    left_out = "" if python else " (left out: it could not be installed)"
    print(f"ours : mentor-match 7.0.1 with the weights of its web application{left_out}")
    for n in map(int, sizes.split(",")):
        ours, result = run_ours(folder / "aligned" / str(n), 1)
        peer, _ = run_peer(python, folder / "aligned" / str(n), 1)
        compare(f"aligned {n}", n, ours, peer)
        missed += check(f"aligned {n}", n, ours, result)
    if not args.fast:
        ours, result = run_ours(folder / "uk2022" / "981", 3)
        peer, found = run_peer(python, folder / "uk2022" / "981", 3)
        compare("uk2022", 610, ours, peer)
        if found:
            print(f"{'':14} there {found['mentees_with_three']} mentees get three mentors each; here one each")
        missed += check("uk2022", 610, ours, result)
    for line in missed:
        print(f"MISSED {line}")
    return 1 if missed else 0


def check(name: str, possible: int, ours: Run, result: dict[str, Any]) -> list[str]:
    """The figures that must hold: everybody matched, proven, the whole process under 1 s and 350 MB."""
    missed = []
    if ours.matched != possible or not result["certificate"]["certified"]:
        missed.append(f"{name}: {ours.matched} of {possible} matched and proven")
    if ours.cpu_s >= LIMIT_S:
        missed.append(f"{name}: {ours.cpu_s:.2f} s for the whole process, limit {LIMIT_S} s")
    if ours.memory_mb >= LIMIT_MB:
        missed.append(f"{name}: {ours.memory_mb:.0f} MB, limit {LIMIT_MB:.0f} MB")
    return missed


if __name__ == "__main__":
    sys.exit(main())
