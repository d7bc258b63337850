"""From a proven plan to the state that is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.instance import Instance
from augenhoehe.engine.kept.people import People
from augenhoehe.engine.kept.state import State, costs_of, worth
from augenhoehe.engine.plan import Cover
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.quota import by_aims
from augenhoehe.engine.scoring import Scored, Scores

if TYPE_CHECKING:
    from augenhoehe.engine.plan import Plan

LARGEST = 40_000_000
"""So many pairs of people a kept plan may hold: about 12 bytes each."""


def ready(plan: Plan) -> bool:
    """Whether a plan can be kept: proven, for this room's aims alone, and not too large."""
    source = plan.source()
    fits = len(source.mentors) * len(source.mentees) <= LARGEST
    return fits and plan.certificate.certified and not by_aims(source, plan.policy)


def state_of(plan: Plan, instance: Instance, people: People) -> State:
    """The arrays of a plan, its prices and its covers."""
    proof = plan.certificate
    mentor_of, held = placed(plan, people)
    source = plan.source()
    bans = frozenset((people.row[a], people.column[b]) for a, b in source.bans)
    scores = permitted_scores(source) if bans else instance.scores
    value = max(worth(scores, proof.free_pairs), proof.total.tandem_value)
    costs = costs_of(scores, plan.floor or 0, bans, value)
    dtype = costs.of_mentor.dtype
    state = State(
        scores=scores,
        costs=costs,
        bans=bans,
        seats=instance.free.astype(np.int64),
        there=instance.lock_of < 0,
        mentor_of=mentor_of,
        held=held,
        u=np.array([proof.total.mentors.get(name, 0) for name in people.mentors], dtype=dtype),
        v=np.array([proof.total.mentees.get(name, 0) for name in people.mentees], dtype=dtype),
        value=proof.total.tandem_value,
        seek_floor=plan.policy.floor == "best",
        floor=plan.floor,
        cover=masks(proof.cardinality, people),
        floor_cover=None if proof.floor is None else masks(proof.floor, people),
    )
    if not holds(state):
        raise ValueError("the prices of this plan do not prove it for this problem")
    state.lift_value(value)
    return state


def placed(plan: Plan, people: People) -> tuple[Ints, list[tuple[int, ...]]]:
    """Per mentee its mentor, or −1; per mentor its mentees. Locked pairs are not among them."""
    mentor_of = np.full(len(people.mentees), -1, dtype=np.int64)
    held: list[tuple[int, ...]] = [()] * len(people.mentors)
    for pair in plan.pairs:
        if not pair.locked:
            i, j = people.row[pair.mentor], people.column[pair.mentee]
            mentor_of[j] = i
            held[i] = (*held[i], j)
    return mentor_of, held


def holds(state: State) -> bool:
    """Whether every pair costs at least its prices, those of the plan exactly, and nobody left out has a price."""
    columns = np.flatnonzero(state.mentor_of >= 0)
    rows = state.mentor_of[columns]
    exact = state.u[rows] + state.v[columns] + state.costs.of_mentor[rows, columns] == state.value
    taken = np.bincount(rows, minlength=len(state.seats))
    alone = state.there & (state.mentor_of < 0)
    least = (state.costs.of_mentor + state.open_v()).min(axis=1) + state.open_u()
    return bool(
        exact.all()
        and (least >= state.value).all()
        and not state.u[taken < state.seats].any()
        and not state.v[alone].any()
    )


def permitted_scores(source: Problem | ScoreMatrix) -> Scores:
    """Scores of a problem that was scored already, −1 where the rules are against a pair; bans are not looked at."""
    scored: Scored = source.cache["scored"]
    return np.where(scored.removed == 0, scored.scores, np.int32(-1))


def masks(cover: Cover, people: People) -> tuple[Bools, Bools]:
    """A cover by place."""
    mentors = np.zeros(len(people.mentors), dtype=np.bool_)
    mentees = np.zeros(len(people.mentees), dtype=np.bool_)
    mentors[[people.row[name] for name in cover.mentors]] = True
    mentees[[people.column[name] for name in cover.mentees]] = True
    return mentors, mentees
