"""A plan kept ready for questions: one change after the other, each exact, none solved from the beginning.

>>> kept = plan.kept
>>> kept.ban("m7", "e3").total, kept.without(mentor="m7").links, kept.lock("m7", "e4").plan()
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from augenhoehe.engine.answers import Regret
from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.errors import ProblemError
from augenhoehe.engine.instance import Instance, build
from augenhoehe.engine.kept.acts import Draft
from augenhoehe.engine.kept.equals import choose_first
from augenhoehe.engine.kept.regret import regrets_of
from augenhoehe.engine.kept.settling import Anew
from augenhoehe.engine.kept.state import State, costs_of, worth
from augenhoehe.engine.plan import Cover
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.quota import by_aims
from augenhoehe.engine.scoring import Scored
from augenhoehe.engine.solving import solve
from augenhoehe.engine.types import Link

if TYPE_CHECKING:
    from augenhoehe.engine.plan import Plan

Source = Problem | ScoreMatrix
Step = Callable[[Any], Any]


@dataclass(frozen=True)
class People:
    """Everybody by place, in the order of the ids; ``row`` and ``column`` know only those who still take part."""

    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    row: Mapping[str, int]
    column: Mapping[str, int]

    def without(self, mentor: str | None, mentee: str | None) -> People:
        """After somebody has left: the places stay, the names are forgotten."""
        row = {name: k for name, k in self.row.items() if name != mentor}
        column = {name: k for name, k in self.column.items() if name != mentee}
        return replace(self, row=row, column=column)


class Kept:
    """A proven plan that changes at once. Never changed itself: each change gives another one.

    Every one is what ``solve`` finds for the changed problem: number, floor, total and, among equals, the same pairs.
    """

    def __init__(
        self,
        people: People,
        state: State,
        lock_of: Ints,
        policy: Policy,
        source: Callable[[], Source],
        plan: Plan | None = None,
    ) -> None:
        self.people, self.state, self.lock_of, self.policy = people, state, lock_of, policy
        self._source, self._plan = source, plan

    @property
    def count(self) -> int:
        """Number of tandems."""
        return self.state.size + int(np.count_nonzero(self.lock_of >= 0))

    @property
    def floor(self) -> int | None:
        """The best possible weakest score among the pairs that were free to choose."""
        return self.state.floor

    @cached_property
    def mentor_of(self) -> Ints:
        """Per mentee its mentor's row, or −1; locked pairs included."""
        return np.where(self.lock_of >= 0, self.lock_of, self.state.mentor_of)

    @cached_property
    def _scores(self) -> Ints:
        columns = np.flatnonzero(self.mentor_of >= 0)
        return self.state.scores[self.mentor_of[columns], columns].astype(np.int64)

    @property
    def total(self) -> int:
        """Sum of all scores."""
        return int(self._scores.sum())

    @property
    def worst(self) -> int | None:
        """The lowest score of all pairs."""
        return int(self._scores.min()) if len(self._scores) else None

    @cached_property
    def links(self) -> frozenset[Link]:
        """All pairs as (mentor's id, mentee's id)."""
        columns = np.flatnonzero(self.mentor_of >= 0).tolist()
        mentors, mentees = self.people.mentors, self.people.mentees
        return frozenset((mentors[self.mentor_of[j]], mentees[j]) for j in columns)

    @cached_property
    def problem(self) -> Source:
        """The problem that this plan solves."""
        return self._source()

    @property
    def certified(self) -> bool:
        """Whether the three proofs add up: covers of the right size, prices that bound what the plan reaches."""
        state = self.state
        reached = state.value * state.size + self._free_total()
        bound = int((state.seats * state.u)[state.seats > 0].sum() + state.v[state.there].sum())
        fits = state.cover is not None and state.cover_size(state.cover) == state.size
        low = state.floor_cover is not None and state.cover_size(state.floor_cover) < state.size
        return bound == reached and fits and (low or not state.seek_floor)

    def _free_total(self) -> int:
        columns = np.flatnonzero(self.state.mentor_of >= 0)
        return int(self.state.scores[self.state.mentor_of[columns], columns].sum(dtype=np.int64))

    def plan(self) -> Plan:
        """The whole plan with reasons, causes and certificate: to the letter what ``solve`` gives."""
        from augenhoehe.engine.kept.whole import whole

        return self._plan or whole(self)

    def lock(self, mentor: str, mentee: str) -> Kept:
        """This pair fixed; a ban on it is lifted. Raises ``LockImpossible`` naming the rules it breaks."""
        return self._changed(lambda source: source.with_lock(mentor, mentee), Draft.fix, mentor, mentee)

    def unlock(self, mentor: str, mentee: str) -> Kept:
        """This pair no longer fixed, but free to be chosen."""
        return self._changed(lambda source: source.unlocked([(mentor, mentee)]), Draft.loosen, mentor, mentee)

    def ban(self, mentor: str, mentee: str) -> Kept:
        """This pair forbidden; a lock on it is lifted."""
        return self._changed(lambda source: source.with_ban(mentor, mentee), Draft.forbid, mentor, mentee)

    def permit(self, mentor: str, mentee: str) -> Kept:
        """This pair no longer forbidden by the office."""
        return self._changed(lambda source: source.unbanned([(mentor, mentee)]), Draft.allow, mentor, mentee)

    def without(self, *, mentor: str | None = None, mentee: str | None = None) -> Kept:
        """After a withdrawal; locks and bans of this person go with them."""
        kept = self
        if mentor is not None:
            kept = kept._changed(lambda source: source.without(mentor=mentor), Draft.leave_mentor, mentor)
        if mentee is not None:
            kept = kept._changed(lambda source: source.without(mentee=mentee), Draft.leave_mentee, None, mentee)
        return kept

    def regrets(self, *, mentor: str | None = None, mentee: str | None = None) -> tuple[Regret, ...]:
        """What forcing each possible pair of one person loses: one search for all. By the other's id.

        The pairs of the plan are among them, and lose nothing. Raises ``ProblemError`` unless exactly one is given.
        """
        if (mentor is None) == (mentee is None):
            raise ProblemError("format", "give either a mentor or a mentee")
        return regrets_of(self, mentor, mentee)

    def _changed(self, step: Step, act: Callable[..., None], mentor: str | None, mentee: str | None = None) -> Kept:
        """One act on a copy of the state; what it cannot do, the solver does, or says why it is not possible."""
        draft = Draft(self.state.copy(), self.lock_of.copy())
        try:
            act(draft, *self._places(mentor, mentee))
            draft.settle()
        except Anew:
            return kept_of(solve(step(self.problem), self.policy))
        if draft.touched:
            choose_first(draft.state)
        people = self.people.without(mentor, mentee) if act in (Draft.leave_mentor, Draft.leave_mentee) else self.people
        return Kept(people, draft.state, draft.lock_of, self.policy, lambda: step(self.problem))

    def _places(self, mentor: str | None, mentee: str | None) -> list[int]:
        """Row and column. Strangers are the solver's matter: it says that they take no part."""
        try:
            rows = [] if mentor is None else [self.people.row[mentor]]
            return rows + ([] if mentee is None else [self.people.column[mentee]])
        except KeyError:
            raise Anew from None


LARGEST = 40_000_000
"""So many pairs of people a kept plan may hold: about 12 bytes each."""


def ready(plan: Plan) -> bool:
    """Whether a plan can be kept: proven, for this room's aims alone, and not too large."""
    source = plan.source()
    fits = len(source.mentors) * len(source.mentees) <= LARGEST
    return fits and plan.certificate.certified and not by_aims(source, plan.policy)


def kept_of(plan: Plan) -> Kept:
    """A proven plan with its problem, made ready for changes. Takes one look at each pair."""
    if not ready(plan):
        raise ValueError("only a proven plan of a cohort that fits in memory can be kept")
    source = plan.source()
    instance = build(source)
    mentors, mentees = instance.mentors, instance.mentees
    people = People(mentors, mentees, places(mentors), places(mentees))
    state = state_of(plan, instance, people)
    return Kept(people, state, instance.lock_of, plan.policy, lambda: source, plan)


def places(ids: tuple[str, ...]) -> dict[str, int]:
    """Id → place."""
    return {name: k for k, name in enumerate(ids)}


def state_of(plan: Plan, instance: Instance, people: People) -> State:
    """The arrays of a plan, its prices and its covers."""
    proof, count = plan.certificate, len(people.mentors)
    mentor_of = np.full(len(people.mentees), -1, dtype=np.int64)
    held: list[tuple[int, ...]] = [()] * count
    for pair in plan.pairs:
        if not pair.locked:
            i, j = people.row[pair.mentor], people.column[pair.mentee]
            mentor_of[j] = i
            held[i] = (*held[i], j)
    bans = frozenset((people.row[a], people.column[b]) for a, b in plan.source().bans)
    scored: Scored = plan.source().cache["scored"]
    scores = np.where(scored.removed == 0, scored.scores, np.int32(-1)) if bans else instance.scores
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
    state.lift_value(value)
    return state


def masks(cover: Cover, people: People) -> tuple[Bools, Bools]:
    """A cover by place."""
    mentors = np.zeros(len(people.mentors), dtype=np.bool_)
    mentees = np.zeros(len(people.mentees), dtype=np.bool_)
    mentors[[people.row[name] for name in cover.mentors]] = True
    mentees[[people.column[name] for name in cover.mentees]] = True
    return mentors, mentees
