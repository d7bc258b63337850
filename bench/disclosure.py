"""Disclosure control beside its limit, beside brute force, and beside the smallest loss there is.

usage: python bench/disclosure.py [--people 200] [--items 60]

A cohort of 15 departments × 6 levels × 2 sides, 60 items that some leave out. Each item is told as means and as
distributions by side, department and level, and as a cross-table. Then everything that was told is proved, and attacked
by adding and subtracting up to four of all printed groups; so is all that the demo's pages tell of groups: its
questionnaires, its people and its network. Exit status 1 if a limit is missed or something follows.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import numpy as np
from desk import set_up
from scipy.optimize import LinearConstraint, milp

from augenhoehe.disclosure import FLOOR, Cell, Kind, Ledger, Population, Told, break_down, derivable

LIMIT_S = 60.0
BY = ("side", "department", "level")
CROSSED = (*BY, ("department", "level"))


def cohort(people: int, departments: int, seed: int) -> Population:
    """Few large departments and many small; levels go along with sides, as in reverse mentoring."""
    rng = random.Random(seed)
    names, sizes = range(departments), [1 / (k + 1) for k in range(departments)]
    members = {}
    for key in range(people):
        side = rng.choice(("mentor", "mentee"))
        level = rng.choice((1, 1, 2, 2, 3) if side == "mentor" else (3, 4, 4, 5, 6))
        members[key] = {"side": side, "department": rng.choices(names, sizes)[0], "level": level}
    return Population(members)


def report(population: Population, items: int, seed: int) -> tuple[list[list[Cell]], float]:
    """Cells of each item, and the seconds that deciding took."""
    rng = random.Random(seed)
    out, began = [], time.perf_counter()
    for item in range(items):
        answered = [key for key in population.members if rng.random() < 0.85]
        ledger = Ledger()
        for kind, by in ((Kind.MEAN, BY), (Kind.DISTRIBUTION, BY), (Kind.MEAN, CROSSED)):
            told = break_down(population, by, kind=kind, answered=answered, question=f"q{item}", ledger=ledger)
            ledger = ledger.plus(told.cells)
        out.append(list(ledger.cells))
    return out, time.perf_counter() - began


def attacked(cells: list[Cell], people: int) -> int:
    """Combinations of up to four printed groups, each added or taken away, that leave one to four people."""
    found = 0
    for answering in {cell.answering for cell in cells}:
        groups = {cell.members for cell in cells if cell.answering == answering}
        rows = np.array([np.isin(np.arange(people), list(one)) for one in groups], dtype=np.int8)
        _, first, sizes = np.unique(rows, axis=1, return_index=True, return_counts=True)
        atoms = rows[:, first]
        for many in range(1, 5):
            for signs in product((1, -1), repeat=many - 1):
                some = np.array(list(combinations(range(len(atoms)), many)), dtype=np.int16).reshape(-1, many)
                for part in np.array_split(some, max(len(some) // 20_000, 1)):
                    left = atoms[part[:, 0]].copy()
                    for sign, column in zip(signs, part[:, 1:].T, strict=True):
                        left += sign * atoms[column]
                    support = (left != 0) @ sizes
                    found += int(((support > 0) & (support < FLOOR)).sum())
    return found


def demo() -> list[list[Cell]]:
    """Everything that the demo tells of groups, as cells over numbered members; those of one question together."""
    set_up()
    from django.utils import timezone

    from augenhoehe.evaluation.selectors import people
    from augenhoehe.network import rules
    from augenhoehe.portal.demo.build import build_demo
    from augenhoehe.surveys import figures

    told: dict[tuple[int, str], tuple[Population, list[Cell]]] = {}

    def listened(population: Population, by: Any, **how: Any) -> Told:
        found = break_down(population, by, **how)
        told.setdefault((id(population), how.get("question", "")), (population, []))[1].extend(found.cells)
        return found

    for room in (people, rules, figures):
        room.break_down = listened  # type: ignore[attr-defined]
    build_demo(timezone.now())
    return [_numbered(population, cells) for population, cells in told.values() if cells]


def _numbered(population: Population, cells: list[Cell]) -> list[Cell]:
    at = {key: number for number, key in enumerate(population.members)}
    return [replace(one, members=frozenset(at[key] for key in one.members)) for one in dict.fromkeys(cells)]


def primary(population: Population) -> list[Cell]:
    """What thresholds alone would print: the attack has to find something here."""
    groups = [frozenset(population.members)]
    groups += [one for by in BY for one in population.groups(by, population.members).values() if len(one) >= FLOOR]
    return [Cell("q", Kind.MEAN, one) for one in groups]


def losses(seed: int, people: int) -> tuple[int, int, int] | None:
    """People whose groups are withheld though they reach the threshold: ours, by greed, and the least there is.

    The least: every choice of groups is tried, the smallest revealing ones become rows of a covering problem for HiGHS.
    """
    population = cohort(people, 5, seed)
    total = frozenset(population.members)
    groups = [one for by in BY for one in population.groups(by, total).values() if len(one) >= FLOOR]

    def reveals(some: list[int]) -> bool:
        return bool(derivable([Cell("", Kind.MEAN, total), *(Cell("", Kind.MEAN, groups[k]) for k in some)]))

    everything = list(range(len(groups)))
    if len(groups) > 12 or not reveals(everything):
        return None
    smallest: list[set[int]] = []
    for many in range(1, len(groups) + 1):
        for some in map(set, combinations(everything, many)):
            if not any(one <= some for one in smallest) and reveals(sorted(some)):
                smallest.append(some)
    cost = np.array([len(one) for one in groups])
    rows = np.array([[k in one for k in everything] for one in smallest], dtype=float)
    least = milp(cost, constraints=LinearConstraint(rows, lb=1), integrality=np.ones_like(cost), bounds=(0, 1))
    told = break_down(population, BY)
    shown = sum(line.n for table in told.tables for line in table.lines if line.group is not None)
    left = sorted(everything, key=lambda k: -cost[k])
    while reveals(left):
        left.pop()
    return int(cost.sum()) - shown, int(cost.sum() - cost[left].sum()), round(least.fun)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--items", type=int, default=60)
    args = parser.parse_args()
    population = cohort(args.people, 15, 1)
    told, deciding = report(population, args.items, 2)
    print(f"{args.people} people, {args.items} items: {sum(map(len, told))} figures decided on in {deciding:.1f} s")
    began = time.perf_counter()
    leaks = sum(len(derivable(cells)) for cells in told)
    proving = time.perf_counter() - began
    print(f"proved in {proving:.1f} s (limit {LIMIT_S:.0f} s): {leaks} follow about fewer than five")
    began = time.perf_counter()
    found = sum(attacked(cells, args.people) for cells in told)
    print(f"attacked in {time.perf_counter() - began:.1f} s: {found} combinations leave one to four people")
    shown = demo()
    began = time.perf_counter()
    leaks += sum(len(derivable(cells)) for cells in shown)
    found += sum(attacked(cells, 1 + max(max(one.members) for one in cells)) for cells in shown)
    checking = time.perf_counter() - began
    figures = sum(map(len, shown))
    print(f"the demo's {figures} figures of groups: proved and attacked in {checking:.1f} s, {leaks + found} follow")
    bare = sum(attacked(primary(cohort(60, 15, seed)), 60) > 0 for seed in range(50))
    print(f"the same attack on thresholds alone breaks {bare} of 50 cohorts of 60 people")
    cases = [one for seed in range(400) if (one := losses(seed, 18 + seed % 12))]
    ours, greed, least = (sum(one[k] for one in cases) for k in range(3))
    print(f"{len(cases)} small cases: withheld {ours}, by greed {greed}, least possible {least} people's groups")
    large, seconds = report(cohort(10_000, 15, 3), 3, 4)
    print(f"10,000 people: {seconds / len(large):.2f} s an item, three tellings each")
    return 0 if not leaks and not found and bare and max(proving, checking) < LIMIT_S and ours == least else 1


if __name__ == "__main__":
    sys.exit(main())
