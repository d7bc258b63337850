"""Column generation beside scipy's dense solver, the quickest dense library (lapx) and ortools, each case by itself.

usage: python bench/large.py [--peers-to 20000] [--sizes 500,5000,20000,100000] [--same] [--verify]

Every case runs in a process of its own (bench/large_case.py), so that its peak of memory is its own. Ours is
everything: encoding, rules, scoring, number, floor, total, proof, reasons. Theirs is the total alone over a matrix or
arcs that are already there. Ratios and limits go by processor time, ours summed over all threads; the clock is printed
too. ``fast`` needs numba (compiled first, not timed), the peers lapx and ortools (on all pairs; "arcs": on the possible
ones alone); what is not installed, or needs more memory than is free, is left out and said. At 20,000 scipy takes
4 minutes and 7 GB, ortools 14 GB. ``--same`` solves 5,000 × 5,000 with the matrix of all pairs too and compares the
tandems (2 GB); ``--verify`` times ``verify`` at the largest size. Exit status 1 if a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

CASE = Path(__file__).with_name("large_case.py")
SHAPES = ("everyone agrees", "all equal", "two values", "blocks", "hubs")
RECTANGLES = ((2_000, 43_000), (10_000, 33_000))
NEEDS = {"fast": "numba", "lapx": "lap", "ortools": "ortools", "arcs": "ortools"}

BYTES = {"scipy": 18, "lapx": 18, "ortools": 36, "arcs": 16}
"""Memory a pair that the peers need: two matrices of float64; every pair, or 41 of 100, as an arc in several arrays."""

Result = dict[str, Any]


def available() -> int:
    """Free memory in GB (Linux)."""
    line = next(one for one in Path("/proc/meminfo").read_text().splitlines() if one.startswith("MemAvailable"))
    return int(line.split()[1]) // 10**6


def run(*words: object) -> Result | None:
    """One case; ``None`` where it cannot be run here."""
    needed = NEEDS.get(str(words[0]))
    if needed and find_spec(needed) is None:
        print(f"left out: {words[0]} ({needed} is not installed)")
        return None
    room = BYTES.get(str(words[0]), 0) * int(str(words[1])) ** 2 // 10**9 if str(words[1]).isdigit() else 0
    if room > available():
        print(f"left out: {words[0]} at {words[1]} needs about {room} GB of memory, {available()} GB are free")
        return None
    command = [sys.executable, str(CASE), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"left out: {words} ended with {done.returncode}: {done.stderr.strip()[-200:]}")
        return None
    result: Result = json.loads(done.stdout)
    said = f"{result['count']} pairs, floor {result['floor']}, " if "floor" in result else f"{result['count']} pairs, "
    more = f" (clock {result['clock']:.3f}), peak {result['peak']} MB" if "clock" in result else ""
    proof = ", certified" if result.get("certified") else ""
    print(f"{' '.join(map(str, words))}: {result['cpu']:.3f} s{more}, {said}total {result['total']}{proof}", flush=True)
    return result


def held(what: str, value: float, limit: float, least: bool = False) -> bool:
    """Print a figure beside its limit; whether it holds."""
    good = value >= limit if least else value <= limit
    print(f"  {what}: {value:.3g}, {'at least' if least else 'at most'} {limit:g}: {'holds' if good else 'MISSED'}")
    return good


def size(count: int, other: int, peers: bool) -> tuple[bool, Result | None]:
    """One size, both ways and the peers; whether the limits hold, and the quicker of ours."""
    repeat = 9 if count <= 1_000 else 3 if count <= 5_000 else 1
    fast = run("fast", count, other, repeat)
    core = run("core", count, other, repeat) if count <= 5_000 else None
    names = ("scipy", "lapx", "ortools", "arcs") if count == other else ("scipy", "lapx")
    theirs = {name: run(name, count, other) for name in names} if peers else {}
    fine = all(result["certified"] for result in (fast, core) if result)
    if fast and core:
        fine &= all(fast[name] == core[name] for name in ("count", "floor", "total"))
    fine &= limits(count, fast, core, theirs)
    return fine, fast or core


def limits(count: int, fast: Result | None, core: Result | None, theirs: dict[str, Result | None]) -> bool:
    """The limits set for this size."""
    out = []
    ceiling = {500: (0.05, 0.1), 5_000: (1.0, 2.5)}.get(count)
    if ceiling:
        out += [held("fast, seconds", fast["cpu"], ceiling[0])] if fast else []
        out += [held("core, seconds", core["cpu"], ceiling[1])] if core else []
    scipy, dense = (
        theirs.get("scipy"),
        [one["cpu"] for name, one in theirs.items() if one and name in ("lapx", "ortools")],
    )
    arcs = theirs.get("arcs")
    if fast and arcs and count >= 5_000:
        print(f"  ortools on the possible pairs alone, as arcs that are there : fast: {arcs['cpu'] / fast['cpu']:.3g}")
    if fast and scipy and count >= 5_000:
        out.append(held("scipy : fast", scipy["cpu"] / fast["cpu"], 10 if count < 20_000 else 20, least=True))
    if fast and count == 20_000 and dense:
        out.append(held("best dense library : fast", min(dense) / fast["cpu"], 4, least=True))
    if fast and count == 20_000 and scipy:
        out.append(held("memory, whole processes, ours : scipy's", fast["peak"] / scipy["peak"], 1 / 20))
    if fast and count == 100_000:
        out += [held("clock, seconds", fast["clock"], 180), held("peak, MB", fast["peak"], 1_000)]
    return all(out)


def growth(results: dict[int, Result]) -> bool:
    """Exponents of processor time between the sizes."""
    fine = True
    sizes = [one for one in sorted(results) if one >= 5_000]
    for one, other in pairwise(sizes):
        exponent = math.log(results[other]["cpu"] / results[one]["cpu"]) / math.log(other / one)
        fine &= held(f"growth from {one} to {other}, exponent", exponent, 1.8)
    return fine


def main() -> int:
    """All sizes, rectangles and shapes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers-to", type=int, default=20_000)
    parser.add_argument("--sizes", default="500,5000,20000,100000")
    parser.add_argument("--same", action="store_true")
    parser.add_argument("--verify", action="store_true")
    options = parser.parse_args()
    if find_spec("numba"):
        subprocess.run([sys.executable, "-m", "augenhoehe.engine.columns.fast"], check=True)
    fine, results = True, {}
    for count in (int(word) for word in options.sizes.split(",")):
        good, result = size(count, 600 if count == 500 else count, count <= options.peers_to)
        fine &= good
        if result:
            results[count] = result
    fine &= growth(results)
    if options.same:
        result = run("same", 5_000, 5_000)
        fine &= bool(result and result["same"])
        print(f"  the same tandems by matrix, columns and compiled columns: {bool(result and result['same'])}")
    if options.verify and results:
        result = run("verify", max(results), max(results))
        fine &= result is not None and held("verify, seconds of processor time", result["cpu"], 600)
    for rectangle in RECTANGLES:
        result = run("fast" if find_spec("numba") else "core", *rectangle)
        fine &= bool(result and result["certified"])
    for shape in SHAPES:
        result = run("core", shape, 2_000)
        fine &= bool(result and result["certified"])
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
