"""From a problem with quotas or precedence of any size to a plan, with few of its pairs in memory."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np

from augenhoehe.engine.columns.choosing import LIMIT
from augenhoehe.engine.columns.cohort import Cohort, cohort
from augenhoehe.engine.columns.passes import blocks
from augenhoehe.engine.columns.scores import PersonScores
from augenhoehe.engine.columns.sharing import Shared
from augenhoehe.engine.columns.solving import pairs_of, refuse_if_nobody
from augenhoehe.engine.columns.telling import warnings
from augenhoehe.engine.columns.ways import passes
from augenhoehe.engine.criteria import MAX_POINTS
from augenhoehe.engine.errors import QuotasImpossible
from augenhoehe.engine.plan import Plan
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.blame import left_over
from augenhoehe.engine.quotas.conflict import Office, smallest_conflict
from augenhoehe.engine.quotas.pinning import People, pinned_by
from augenhoehe.engine.quotas.proofs import certificate, firsts
from augenhoehe.engine.quotas.pursuit import begun, first_of_equals, pursue_all
from augenhoehe.engine.quotas.wide import Wide
from augenhoehe.engine.types import MAX_SCORE
from augenhoehe.engine.version import ENGINE_VERSION

Step = Callable[[str, float], None]


def solve(problem: Problem | ScoreMatrix, policy: Policy, step: Step, executor: Executor | None = None) -> Plan:
    """See ``doors.solve`` with ``engine="columns"``."""
    step("score", 0.0)
    people = cohort(problem)
    scores = people.open()
    pairs = passes(scores)
    if executor is not None and isinstance(scores, PersonScores) and min(scores.shape):
        pairs = Shared(scores, executor)
    seeds = pairs.seed()
    refuse_if_nobody(people, int((seeds.best[0] >= 0).sum()))
    ids = open_ids(people)
    wide = begun(pairs, seeds, people.free[people.mentors], ids, problem.quotas, problem.locks)
    if wide is None:
        raise QuotasImpossible(smallest_conflict(office(people)))
    floor = pursue_all(wide, firsts(problem, ids), policy, step)
    if wide.size and max(pairs.scores.shape) <= LIMIT:
        wide.mentor_of = first_of_equals(wide)
    step("reasons", 0.9)
    plan = assembled(people, wide, policy, floor)
    step("done", 1.0)
    return plan


def open_ids(people: Cohort) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is free to choose."""
    mentors, mentees = people.ids
    return tuple(mentors[i] for i in people.mentors.tolist()), tuple(mentees[j] for j in people.mentees.tolist())


def office(people: Cohort) -> Office:
    """What the office has set, over a table of all pairs: only where it cannot be kept."""
    whole, source = people.whole, people.source
    possible = np.concatenate([whole.block(*rows) >= 0 for rows in blocks(whole.shape)])
    capacities = source.capacities()
    seats = np.array([capacities[name] for name in people.ids[0]], dtype=np.int64)
    return Office(*people.ids, possible, seats, source.quotas, source.locks)


def assembled(people: Cohort, wide: Wide, policy: Policy, floor: int | None) -> Plan:
    """The plan with everything that is told of it."""
    mentor_of = people.lock_of.copy()
    matched = np.flatnonzero(wide.mentor_of >= 0)
    mentor_of[people.mentees[matched]] = people.mentors[wide.mentor_of[matched]]
    pairs, left = pairs_of(people, mentor_of), left_over(people, wide, mentor_of)
    source, ids = people.source, open_ids(people)
    pinning: People = ()
    if floor is not None and wide.before_floor is not None:
        seats = people.free[people.mentors]
        pinning = pinned_by(wide.pairs, wide.arcs, wide.before_floor, wide.groups, seats, floor, ids)
    return Plan(
        pairs=pairs,
        left_over=left,
        certificate=certificate(wide.aims, wide.size, floor, ids, wide.groups.names),
        policy=policy,
        switched_off=people.switched_off,
        warnings=warnings(people, left),
        total=sum(pair.score for pair in pairs),
        floor=floor,
        worst=min((pair.score for pair in pairs), default=None),
        pinned_by=pinning,
        max_score=MAX_POINTS * sum(people.weights.values()) if isinstance(source, Problem) else MAX_SCORE,
        engine_version=ENGINE_VERSION,
        problem=source,
    )
