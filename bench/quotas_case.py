"""One case of bench/quotas.py in a process of its own, so that its peak of memory is its own. Prints JSON.

usage: python bench/quotas_case.py {fast,flow,core,ortools} {usual,none} MENTORS MENTEES FLOOR [REPEAT]

``usual``: rules that leave 58 of 100 pairs possible; ``none``: every pair is. ``fast``: numba and ortools; ``flow``:
ortools alone; ``core``: numpy and scipy alone. ``ortools``: one flow over all possible pairs, whose scores are there
already; FLOOR is for ours.
"""

from __future__ import annotations

import json
import os
import random
import sys
from dataclasses import replace

WAY = sys.argv[1]
os.environ["AUGENHOEHE_ENGINE_FAST"] = "1" if WAY in ("fast", "ortools") else "0"
if WAY == "core":
    sys.modules["ortools"] = None  # type: ignore[assignment] - as if it were not installed

import numpy as np  # noqa: E402 - after the environment is set
from cohort import cohort  # noqa: E402
from measure import forget_peak, megabytes, timed  # noqa: E402

from augenhoehe.engine import Person, Policy, Precedence, Problem, Quota, Rules, solve  # noqa: E402

RULES = {
    "usual": Rules(level_gap_min=1, mode=False),
    "none": Rules(
        line_relation=False, private=False, department=0, function_level=False, topic=False, language=False,
        mode=False, slot=False, former_partners=False,
    ),
}  # fmt: skip


def made(rules: str, mentors: int, mentees: int) -> Problem:
    """A city: one to three seats, a quota for each of 15 departments and for each of its four divisions on both sides;
    every tenth mentee has waited, every one has a need from 0 to 3."""
    rng = random.Random(3)
    people = cohort(mentors, mentees)
    ours = tuple(replace(person, capacity=rng.randint(1, 3)) for person in people.mentors)
    theirs = people.mentees
    waiting = {person.id: int(rng.random() < 0.1) for person in theirs}
    need = {person.id: rng.randint(0, 3) for person in theirs}
    quotas = [*quotas_of("mentor", ours, 0.9, (0, 0)), *quotas_of("mentee", theirs, 0.6, (3, 1))]
    first = Precedence("waiting", "mentee", waiting), Precedence("need", "mentee", need)
    return people.replaced(mentors=ours, quotas=tuple(quotas), precedence=first, rules=RULES[rules])


def quotas_of(side: str, people: tuple[Person, ...], share: float, least: tuple[int, int]) -> list[Quota]:
    """At most this share of a department, a little more of each division, and at least so many."""
    units: dict[tuple[str, ...], list[str]] = {}
    for person in people:
        for depth in (1, 2):
            units.setdefault(person.department[:depth], []).append(person.id)
    return [
        Quota(
            f"{side} {unit[-1]}",
            side,
            frozenset(ids),
            least[len(unit) - 1],
            int(len(ids) * share + 0.1 * len(ids) * (len(unit) - 1)),
        )  # type: ignore[arg-type]
        for unit, ids in sorted(units.items())
    ]


def ours(problem: Problem, floor: str, repeat: int) -> dict[str, object]:
    """Everything: encoding, scoring, each aim with its proof, causes. The first of several calls warms up."""
    before = megabytes("VmRSS")
    forget_peak()
    policy = Policy(floor)  # type: ignore[arg-type]
    plan, cpu, clock = timed(lambda: solve(problem.replaced(), policy, engine="columns"), repeat)
    aims = {one.name or one.kind: one.value for one in plan.certificate.aims}  # type: ignore[attr-defined]
    certified = plan.certificate.certified  # type: ignore[attr-defined]
    return {"cpu": cpu, "clock": clock, "peak": megabytes(), "before": before, "aims": aims, "certified": certified}


def theirs(problem: Problem) -> dict[str, object]:
    """ortools with an arc for every possible pair: who has waited and need as weights that outweigh what comes after,
    the number by its largest flow. It proves nothing that could be checked."""
    from augenhoehe.engine.columns.cohort import cohort as known

    people = known(problem)
    whole = people.open()
    scores = np.concatenate(
        [whole.block(k, min(k + 100, len(people.mentors))) for k in range(0, len(people.mentors), 100)]
    )
    before = megabytes("VmRSS")
    forget_peak()
    mentor_of, cpu, clock = timed(lambda: all_arcs(problem, scores, people.ids), 1)
    placed = np.flatnonzero(mentor_of >= 0)
    aims = {"count": len(placed)}
    for one in problem.precedence:
        aims[one.name] = sum(one.points[people.ids[1][j]] for j in placed.tolist())
    aims["total"] = int(scores[mentor_of[placed], placed].sum(dtype=np.int64))
    return {"cpu": cpu, "clock": clock, "peak": megabytes(), "before": before, "aims": aims}


def all_arcs(problem: Problem, scores: np.ndarray, ids: tuple[tuple[str, ...], tuple[str, ...]]) -> np.ndarray:
    """Per mentee the mentor, or −1. (Every "at least" here is kept without being asked for.)"""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    count, width = scores.shape
    unit_of = {person.id: person.department for side in (problem.mentors, problem.mentees) for person in side}
    quotas = {quota.name: count + width + k for k, quota in enumerate(problem.quotas)}
    source, sink = count + width + len(quotas), count + width + len(quotas) + 1
    seats = np.array([problem.capacities()[name] for name in ids[0]])
    waiting, need = ([one.points[name] for name in ids[1]] for one in problem.precedence)
    dear = 100_001 * min(int(seats.sum()), width)  # outweighs every difference in scores
    gain = dear * (np.array(need) + (3 * width + 1) * np.array(waiting))
    flow = SimpleMinCostFlow()
    i, j = np.nonzero(scores >= 0)
    pairs = flow.add_arcs_with_capacity_and_unit_cost(i, count + j, np.ones(len(i), dtype=np.int64), -scores[i, j])
    inner = [
        np.array([quotas[f"{side} {unit_of[name][1]}"] for name in ids[k]])
        for k, side in enumerate(("mentor", "mentee"))
    ]
    flow.add_arcs_with_capacity_and_unit_cost(inner[0], np.arange(count), seats, np.zeros(count, dtype=np.int64))
    flow.add_arcs_with_capacity_and_unit_cost(count + np.arange(width), inner[1], np.ones(width, dtype=np.int64), -gain)
    for quota in problem.quotas:
        unit = quota.name.split()[1]
        around = quotas.get(f"{quota.side} {unit.partition('-')[0]}") if "-" in unit else None
        outer = around if around is not None else source if quota.side == "mentor" else sink
        ends = (outer, quotas[quota.name]) if quota.side == "mentor" else (quotas[quota.name], outer)
        flow.add_arc_with_capacity_and_unit_cost(*ends, quota.at_most or 0, 0)
    flow.set_node_supply(source, int(seats.sum()))
    flow.set_node_supply(sink, -int(seats.sum()))
    assert flow.solve_max_flow_with_min_cost() == flow.OPTIMAL
    used = flow.flows(pairs) > 0
    mentor_of = np.full(width, -1)
    mentor_of[j[used]] = i[used]
    return mentor_of


def main() -> int:
    """Run the case."""
    problem = made(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    repeat = int(sys.argv[6]) if len(sys.argv) > 6 else 1
    print(json.dumps(theirs(problem) if WAY == "ortools" else ours(problem, sys.argv[5], repeat)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
