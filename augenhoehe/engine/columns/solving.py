"""From a problem of any size to a plan."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np

from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.choosing import LIMIT, chosen
from augenhoehe.engine.columns.cohort import Cohort, cohort
from augenhoehe.engine.columns.counts import total_removed
from augenhoehe.engine.columns.generation import Generated, generate
from augenhoehe.engine.columns.memory import keep_apart
from augenhoehe.engine.columns.scores import CellScores, PersonScores
from augenhoehe.engine.columns.sharing import Shared
from augenhoehe.engine.columns.telling import left_over, warnings
from augenhoehe.engine.columns.ways import passes, solver
from augenhoehe.engine.criteria import MAX_POINTS
from augenhoehe.engine.errors import NobodyPossible
from augenhoehe.engine.instance import roles_look_swapped
from augenhoehe.engine.plan import Certificate, Contribution, Cover, Pair, Plan, Prices
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.types import MAX_SCORE, Role
from augenhoehe.engine.version import ENGINE_VERSION


def solve(
    problem: Problem | ScoreMatrix,
    policy: Policy,
    step: Callable[[str, float], None],
    budget_s: float | None = None,
    executor: Executor | None = None,
) -> Plan:
    """See ``doors.solve`` with ``engine="columns"``."""
    until = None if budget_s is None else time.monotonic() + budget_s
    step("score", 0.0)
    people = cohort(problem)
    scores = people.open()
    keep_apart(scores.shape)
    pairs = passes(scores)
    if executor is not None and isinstance(scores, PersonScores) and min(scores.shape):
        pairs = Shared(scores, executor)
    seats = people.free[people.mentors]
    best = generate(pairs, seats, policy, step, solver(scores), until)
    refuse_if_nobody(people, best.size)
    if best.proven and best.size and max(pairs.scores.shape) <= LIMIT:
        tight = pairs.tight(best.u, best.v, best.value, best.floor or 0)
        best = replace(best, mentor_of=chosen(tight, best.u, best.v, seats, best.mentor_of))
    step("reasons", 0.9)
    mentor_of = people.lock_of.copy()
    matched = np.flatnonzero(best.mentor_of >= 0)
    mentor_of[people.mentees[matched]] = people.mentors[best.mentor_of[matched]]
    plan = assembled(people, pairs, best, policy, mentor_of)
    step("done", 1.0)
    return plan


def assembled(people: Cohort, blocks: Blocks, best: Generated, policy: Policy, mentor_of: Ints) -> Plan:
    """The plan with everything that is told of it."""
    pairs = pairs_of(people, mentor_of)
    total = sum(pair.score for pair in pairs)
    left = left_over(people, blocks, best, mentor_of)
    free_total = total - sum(pair.score for pair in pairs if pair.locked)
    source = people.source
    return Plan(
        pairs=pairs,
        left_over=left,
        certificate=certificate(people, best, mentor_of, free_total),
        policy=policy,
        switched_off=people.switched_off,
        warnings=warnings(people, left),
        total=total,
        floor=best.floor,
        worst=min((pair.score for pair in pairs), default=None),
        pinned_by=pinned_by(people, best.pinning),
        max_score=MAX_POINTS * sum(people.weights.values()) if isinstance(source, Problem) else MAX_SCORE,
        engine_version=ENGINE_VERSION,
        problem=source,
    )


def pairs_of(people: Cohort, mentor_of: Ints) -> tuple[Pair, ...]:
    """The tandems by mentor's id, then mentee's, with the criteria's parts; equal parts are one object."""
    mentees = np.flatnonzero(mentor_of >= 0)
    mentees = mentees[np.lexsort((mentees, mentor_of[mentees]))]
    mentors = mentor_of[mentees]
    locked = (people.lock_of[mentees] >= 0).tolist()
    rows, columns = people.ids
    if isinstance(people.whole, CellScores):
        scores = people.whole.pairs(mentors, mentees).tolist()
        parts: list[dict[str, Contribution]] = [{} for _ in scores]
    else:
        points = people.whole.points(mentors, mentees)
        named = [
            list(map(parts_of(weight).__getitem__, points[name].tolist())) for name, weight in people.weights.items()
        ]
        total = np.zeros(len(mentees), dtype=np.int64)
        for name, weight in people.weights.items():
            total += weight * points[name].astype(np.int64)
        scores = total.tolist()
        parts = [dict(zip(people.weights, one, strict=True)) for one in zip(*named, strict=True)]
    places = zip(mentors.tolist(), mentees.tolist(), scores, parts, locked, strict=True)
    return tuple(Pair(rows[i], columns[j], score, part, lock) for i, j, score, part, lock in places)


def parts_of(weight: int) -> list[Contribution]:
    """A contribution of this weight for each number of points."""
    return [Contribution(points, weight) for points in range(MAX_POINTS + 1)]


def certificate(people: Cohort, best: Generated, mentor_of: Ints, free_total: int) -> Certificate:
    """The three proofs with ids; the arithmetic is checked here, once more."""
    seats = people.free[people.mentors]
    first = named_cover(people, best.cover, seats)
    floor = named_cover(people, best.floor_cover, seats) if best.floor_cover else None
    matched = int(np.count_nonzero((mentor_of >= 0) & (people.lock_of < 0)))
    bound = int((seats * best.u).sum() + best.v.sum())
    reached = best.value * matched + free_total
    sound = (
        best.proven
        and first.size == best.size == matched
        and (floor is None or floor.size < best.size)
        and bool((best.u >= 0).all() and (best.v >= 0).all())
    )
    prices = Prices(best.value, named(people, 0, best.u), named(people, 1, best.v), bound)
    return Certificate(
        sound and bound == reached, best.size, first, best.floor, floor, prices, max(best.gap, bound - reached)
    )


def named_cover(people: Cohort, masks: tuple[Bools, Bools], seats: Ints) -> Cover:
    """A cover with ids."""
    mentors, mentees = masks
    return Cover(
        mentors=tuple(people.ids[0][i] for i in people.mentors[mentors]),
        mentees=tuple(people.ids[1][j] for j in people.mentees[mentees]),
        size=int(seats[mentors].sum() + mentees.sum()),
    )


def named(people: Cohort, side: int, prices: Ints) -> dict[str, int]:
    """Prices above 0 by id."""
    places = np.flatnonzero(prices)
    who = (people.mentors, people.mentees)[side][places].tolist()
    return {people.ids[side][k]: price for k, price in zip(who, prices[places].tolist(), strict=True)}


def pinned_by(people: Cohort, pinning: tuple[Bools, Bools]) -> tuple[tuple[Role, str], ...]:
    """The people because of whom the floor cannot rise, with ids."""
    return (
        *(("mentor", people.ids[0][i]) for i in people.mentors[pinning[0]]),
        *(("mentee", people.ids[1][j]) for j in people.mentees[pinning[1]]),
    )


def refuse_if_nobody(people: Cohort, size: int) -> None:
    """Raise ``NobodyPossible`` with the rules that each leave no pair, when no pair is possible."""
    if size or people.source.locks:
        return
    counts, alone = total_removed(people)
    problem = people.source
    swapped = isinstance(problem, Problem) and roles_look_swapped(problem, alone)
    raise NobodyPossible(alone, counts, "roles_swapped" if swapped else None)
