"""Quotas, several seats and need: the engine beside ortools' min-cost flow with an arc for every possible pair.

usage: python bench/quotas.py [--small] [--repeat 3]

Scores are random with 58 of 100 pairs possible; mentors have one to three seats; each of 15 departments has a quota on
both sides; every mentee a need from 0 to 3. Ours is everything: number, need, total (and, where it says so, the
floor), causes, checked certificate. ortools is given the number and need as large weights in one flow and proves
nothing that could be checked. Processor time; exit status 1 if a limit is missed.

Then a city of 5,000 mentors and 10,000 mentees, persons with every criterion, each way in a process of its own
(bench/quotas_case.py): once with rules that leave 58 of 100 pairs possible, once without any, so that all arcs are
really all. Ours includes encoding, scoring and causes, ortools has its scores already. --small leaves the city out.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from augenhoehe.engine import Policy, Precedence, Quota, ScoreMatrix, solve

LIMITS = {(500, 600): 1.0}
"""Seconds of processor time for number, need and total."""
SECONDS, TIMES = 3.0, 20.0
"""The same for a city, and how many times as long ortools must take with all arcs."""
CITY = (5_000, 10_000)
DEPARTMENTS = 15
CASE = Path(__file__).with_name("quotas_case.py")


def cohort(mentors: int, mentees: int) -> tuple[ScoreMatrix, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """A matrix with quotas and need, and the numbers for ortools: scores, departments of both sides, seats."""
    rng = np.random.default_rng(3)
    scores = rng.integers(0, 100_001, (mentors, mentees))
    scores[rng.random((mentors, mentees)) < 0.42] = -1
    ours, theirs = [f"a{k:05d}" for k in range(mentors)], [f"b{k:05d}" for k in range(mentees)]
    mine, other = rng.integers(0, DEPARTMENTS, mentors), rng.integers(0, DEPARTMENTS, mentees)
    seats, need = rng.integers(1, 4, mentors), rng.integers(0, 4, mentees)
    quotas = []
    for k in range(DEPARTMENTS):
        left, right = np.array(ours)[mine == k].tolist(), np.array(theirs)[other == k].tolist()
        quotas.append(Quota(f"mentors {k}", "mentor", frozenset(left), 0, int(len(left) * 0.9)))
        quotas.append(Quota(f"mentees {k}", "mentee", frozenset(right), 3, int(len(right) * 0.6)))
    matrix = ScoreMatrix(
        ours,
        theirs,
        scores,
        capacity=dict(zip(ours, seats.tolist(), strict=True)),
        quotas=tuple(quotas),
        precedence=(Precedence("need", "mentee", dict(zip(theirs, need.tolist(), strict=True))),),
    )
    return matrix, scores, mine, other, need


def ortools_alone(
    matrix: ScoreMatrix, scores: np.ndarray, mine: np.ndarray, other: np.ndarray, need: np.ndarray
) -> int:
    """The total of scores with number and need first: one flow over all possible pairs."""
    from ortools.graph.python import min_cost_flow

    count, width = scores.shape
    dear = 100_001 * min(count * 3, width)  # one point of need outweighs every difference in scores
    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = count + width + 2 * DEPARTMENTS, count + width + 2 * DEPARTMENTS + 1
    left, right = count + width + np.arange(DEPARTMENTS), count + width + DEPARTMENTS + np.arange(DEPARTMENTS)
    i, j = np.nonzero(scores >= 0)
    seats = np.array([matrix.capacities()[name] for name in matrix.mentors])
    most = {quota.name: quota.at_most for quota in matrix.quotas}
    flow.add_arcs_with_capacity_and_unit_cost(i, count + j, np.ones(len(i), dtype=np.int64), -scores[i, j])
    flow.add_arcs_with_capacity_and_unit_cost(left[mine], np.arange(count), seats, np.zeros(count, dtype=np.int64))
    flow.add_arcs_with_capacity_and_unit_cost(
        count + np.arange(width), right[other], np.ones(width, dtype=np.int64), -dear * need
    )
    for k in range(DEPARTMENTS):
        flow.add_arc_with_capacity_and_unit_cost(source, int(left[k]), most[f"mentors {k}"], 0)
        flow.add_arc_with_capacity_and_unit_cost(int(right[k]), sink, most[f"mentees {k}"], 0)
    everybody = int(min(seats.sum(), width))
    flow.set_node_supply(source, everybody)
    flow.set_node_supply(sink, -everybody)
    assert flow.solve_max_flow_with_min_cost() == flow.OPTIMAL
    used = flow.flows(np.arange(len(i))) > 0
    return int(scores[i[used], j[used]].sum(dtype=np.int64))


def seconds(work: Callable[[], object], repeat: int) -> tuple[float, object]:
    """Least processor time of several calls, and what the last one gave."""
    found, out = [], None
    for _ in range(repeat):
        began = time.process_time()
        out = work()
        found.append(time.process_time() - began)
    return min(found), out


def line(mentors: int, mentees: int, repeat: int) -> bool:
    """One row; whether its limit holds."""
    matrix, *numbers = cohort(mentors, mentees)

    def ours() -> object:
        matrix.cache.pop("scored", None)
        return solve(matrix, Policy("none"))

    mine, plan = seconds(ours, repeat)
    theirs, total = seconds(lambda: ortools_alone(matrix, *numbers), 1)
    same = plan.total == total and plan.certificate.certified
    limit = LIMITS.get((mentors, mentees))
    fits = limit is None or mine <= limit
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{mentors:>6,} × {mentees:<6,} {mine:8.2f} s  ortools, all arcs {theirs:8.2f} s  {theirs / mine:6.1f} ×  "
        f"same total {'yes' if same else 'NO'}  limit {f'{limit:.1f} s' if limit else '–':>6} "
        f"{'held' if fits else 'MISSED'}  peak {peak} MB"
    )
    return fits and same


def case(way: str, rules: str, floor: str, repeat: int) -> dict[str, Any] | None:
    """A city one way, under these rules; ``None`` where something for it is not installed."""
    needed = {"fast": ("numba", "ortools"), "core": (), "flow": ("ortools",), "ortools": ("ortools",)}[way]
    missing = [name for name in needed if find_spec(name) is None]
    if missing:
        print(f"left out: {way} ({', '.join(missing)} not installed)")
        return None
    command = [sys.executable, str(CASE), way, rules, *map(str, CITY), floor, str(repeat)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    name = {"ortools": "ortools, all arcs"}.get(way, f"ours, {way}, floor {floor}")
    reached = ", ".join(f"{aim} {value:,}" for aim, value in found["aims"].items())
    print(
        f"{name:24} {found['cpu']:7.2f} s (clock {found['clock']:.2f})  peak {found['peak']:,} MB, {found['before']:,} "
        f"of them before  {reached}" + (", certified" if found.get("certified") else ""),
        flush=True,
    )
    return found


def city() -> bool:
    """5,000 × 10,000 all ways; whether all agree and the limits hold."""
    if find_spec("numba"):
        subprocess.run([sys.executable, "-m", "augenhoehe.engine.columns.fast"], check=True)
    print(f"{CITY[0]:,} × {CITY[1]:,}, 58 of 100 pairs possible")
    ours = [case(way, "usual", "none", repeat) for way, repeat in (("fast", 5), ("flow", 3), ("core", 1))]
    floor = case("fast", "usual", "best", 3)
    held = beside(ours, case("ortools", "usual", "none", 1), least=0)
    print(f"{CITY[0]:,} × {CITY[1]:,}, every pair possible, so that all arcs are 50 million")
    held &= beside([case("fast", "none", "none", 5)], case("ortools", "none", "none", 1), least=TIMES)
    return held and (floor is None or floor["certified"])


def beside(ours: list[dict[str, Any] | None], peer: dict[str, Any] | None, *, least: float) -> bool:
    """Whether all agree, ours are certified, and the first is quick enough and ``least`` times as quick as the peer."""
    held = all(one["certified"] for one in ours if one)
    held &= len({tuple(one["aims"].values()) for one in (*ours, peer) if one}) == 1
    if fast := ours[0]:
        held &= fast["cpu"] <= SECONDS
        print(f"  limit {SECONDS} s {'held' if fast['cpu'] <= SECONDS else 'MISSED'}")
    if fast and peer:
        times = peer["cpu"] / fast["cpu"]
        held &= times >= least
        limit = f", at least {least:.0f}: {'held' if times >= least else 'MISSED'}" if least else ""
        print(f"  ortools takes {times:.1f} × as long{limit}")
    return held


def main() -> int:
    """Print the rows; 1 if a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="without the city of 5,000 × 10,000")
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    sizes = [(200, 240), (500, 600), (1000, 1200)]
    held = [line(*size, args.repeat) for size in sizes]
    if not args.small:
        held.append(city())
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
