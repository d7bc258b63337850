"""From a problem with quotas or precedence of any size to a plan, with few of its pairs in memory."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, arcs, no_arcs
from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.choosing import LIMIT
from augenhoehe.engine.columns.cohort import Cohort, cohort
from augenhoehe.engine.columns.passes import Seeds, blocks
from augenhoehe.engine.columns.scores import PairScores, PersonScores
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
from augenhoehe.engine.quotas.face import Face, first_ranges
from augenhoehe.engine.quotas.folding import Aim
from augenhoehe.engine.quotas.groups import groups_of
from augenhoehe.engine.quotas.proofs import certificate, firsts
from augenhoehe.engine.quotas.restricted import solver
from augenhoehe.engine.quotas.ties import first_by_id
from augenhoehe.engine.quotas.wide import Wide
from augenhoehe.engine.types import MAX_SCORE
from augenhoehe.engine.version import ENGINE_VERSION

Step = Callable[[str, float], None]
LOTS = 8


def solve(problem: Problem | ScoreMatrix, policy: Policy, step: Step, executor: Executor | None = None) -> Plan:
    """See ``doors.solve`` with ``engine="columns"``."""
    step("score", 0.0)
    people = cohort(problem)
    scores = people.open()
    pairs = passes(scores)
    if executor is not None and isinstance(scores, PersonScores) and min(scores.shape):
        pairs = Shared(scores, executor)
    wide = begun(people, pairs)
    floor = pursue_all(wide, people, policy, step)
    if wide.size and max(pairs.scores.shape) <= LIMIT:
        wide.mentor_of = first_by_id(last_face(wide), wide.groups, wide.mentor_of)
    step("reasons", 0.9)
    plan = assembled(people, wide, policy, floor)
    step("done", 1.0)
    return plan


def begun(people: Cohort, pairs: Blocks) -> Wide:
    """Few pairs to begin with, and some plan of them. Raises ``NobodyPossible`` or ``QuotasImpossible``."""
    source, seeds = people.source, pairs.seed()
    seats = people.free[people.mentors]
    refuse_if_nobody(people, int((seeds.best[0] >= 0).sum()))
    ids = open_ids(people)
    groups = groups_of(source.quotas, *ids)
    ranges = first_ranges(seats, partners(pairs, seeds, seats), source.quotas, source.locks)
    wide = Wide(pairs, groups, ranges, seeds, solver(), any_pairs(pairs.scores, seeds))
    if (ranges.groups[0] > 0).any() or (ranges.groups[1] < 0).any():
        plan = wide.within(0)
        if plan is None:
            raise QuotasImpossible(smallest_conflict(office(people)))
        wide.mentor_of = plan
    return wide


def any_pairs(scores: PairScores, seeds: Seeds) -> Arcs:
    """A few possible pairs of everybody whatever their scores, which do not count before the floor: by lot, and every
    third of the best, as some have none by lot."""
    count, width = scores.shape
    if not count:
        return no_arcs(scores.shape)
    columns, step = np.repeat(np.arange(width), LOTS), np.tile(np.arange(LOTS), width)
    rows = (columns * 7919 + step * (count // LOTS + 1)) % count
    values = scores.pairs(rows, columns)
    good = values >= 0
    lot = arcs(rows[good], columns[good], values[good], scores.shape)
    return lot.joined(seeds.arcs.where((seeds.arcs.mentors + seeds.arcs.mentees) % 3 == 0))


def partners(pairs: Blocks, seeds: Seeds, seats: Ints) -> tuple[Ints, Ints]:
    """Of each mentor as many possible partners as matter with these seats; of each mentee whether there are any."""
    out = np.bincount(seeds.arcs.mentors, minlength=len(seats))
    few = np.flatnonzero(out < seats)
    out[few] = pairs.candidates("mentor", few)
    return out, np.asarray(seeds.best[1] >= 0, dtype=np.int64)


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


def pursue_all(wide: Wide, people: Cohort, policy: Policy, step: Step) -> int | None:
    """Number, precedence, floor, total. The floor."""
    nothing = tuple(np.zeros(size, dtype=np.int64) for size in wide.ranges.shape)
    step("count", 0.3)
    wide.pursue("count", Aim(((0, 1),), *nothing))
    for name, mentors, mentees in firsts(people.source, open_ids(people)):
        wide.pursue("precedence", Aim(((0, 0),), mentors, mentees), name)
    wide.turn_to_scores()
    floor = None
    if policy.floor == "best" and wide.size:
        step("floor", 0.4)
        floor = wide.raise_floor()
    step("total", 0.5)
    wide.pursue("total", Aim((), *nothing))
    return floor


def last_face(wide: Wide) -> Face:
    """All best plans, with a table of all pairs that occur in one."""
    allowed = np.zeros(wide.ranges.shape, dtype=np.bool_)
    allowed[wide.tight()] = True
    return Face(wide.ranges.mentors, wide.ranges.mentees, wide.ranges.groups, allowed)


def assembled(people: Cohort, wide: Wide, policy: Policy, floor: int | None) -> Plan:
    """The plan with everything that is told of it."""
    mentor_of = people.lock_of.copy()
    matched = np.flatnonzero(wide.mentor_of >= 0)
    mentor_of[people.mentees[matched]] = people.mentors[wide.mentor_of[matched]]
    pairs, left = pairs_of(people, mentor_of), left_over(people, wide, mentor_of)
    source = people.source
    return Plan(
        pairs=pairs,
        left_over=left,
        certificate=certificate(wide.aims, wide.size, floor, open_ids(people), wide.groups.names),
        policy=policy,
        switched_off=people.switched_off,
        warnings=warnings(people, left),
        total=sum(pair.score for pair in pairs),
        floor=floor,
        worst=min((pair.score for pair in pairs), default=None),
        pinned_by=(),
        max_score=MAX_POINTS * sum(people.weights.values()) if isinstance(source, Problem) else MAX_SCORE,
        engine_version=ENGINE_VERSION,
        problem=source,
    )
