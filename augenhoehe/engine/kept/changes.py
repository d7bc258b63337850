"""A plan kept ready for questions: one change after the other, each exact, none solved from the beginning.

>>> kept = plan.kept
>>> kept.ban("m7", "e3").total, kept.without(mentor="m7").links, kept.lock("m7", "e4").plan()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from augenhoehe.engine.answers import Regret
from augenhoehe.engine.criteria import MAX_POINTS, Criteria
from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.errors import ProblemError
from augenhoehe.engine.instance import build, scored_once
from augenhoehe.engine.kept.acts import Draft
from augenhoehe.engine.kept.arrivals import arrived
from augenhoehe.engine.kept.equals import choose_first
from augenhoehe.engine.kept.making import permitted_scores, ready, state_of
from augenhoehe.engine.kept.people import People, people_of
from augenhoehe.engine.kept.ranking import next_best
from augenhoehe.engine.kept.regret import regrets_of
from augenhoehe.engine.kept.scarce import Scarce, scarce
from augenhoehe.engine.kept.settling import Anew
from augenhoehe.engine.kept.state import State
from augenhoehe.engine.kept.weights import rescored, reweighed
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.solving import solve
from augenhoehe.engine.types import MAX_SCORE, Link, Person, Role

if TYPE_CHECKING:
    from augenhoehe.engine.plan import Plan

Source = Problem | ScoreMatrix
Step = Callable[[Any], Any]


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

    @property
    def max_score(self) -> int:
        """What the active weights permit at most."""
        problem = self.problem
        if not isinstance(problem, Problem):
            return MAX_SCORE
        return MAX_POINTS * sum(problem.criteria.weight(name) for name in scored_once(problem)[0].criteria)

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

    def joined(
        self,
        *,
        mentor: Person | None = None,
        mentee: Person | None = None,
        relations: Mapping[str, Iterable[Link]] | None = None,
    ) -> Kept:
        """After somebody has come late. relations: fields of ``Problem`` with the pairs that come with this person."""
        role: Role = "mentor" if mentor is not None else "mentee"
        person = mentor or mentee
        before = self.problem
        if person is None or not isinstance(before, Problem):
            raise ProblemError("format", "persons join a problem of persons, one at a time")
        more = {
            name: (getattr(before, name) or frozenset()) | frozenset(pairs) for name, pairs in (relations or {}).items()
        }
        after = before.replaced(**{f"{role}s": (*getattr(before, f"{role}s"), person)}, **more)
        try:
            people, draft = arrived(self.people, self.state, self.lock_of, before, after, person, role)
            draft.settle()
        except Anew:
            return kept_of(solve(after, self.policy))
        choose_first(draft.state)
        return Kept(people, draft.state, draft.lock_of, self.policy, lambda: after)

    def reweighed(self, criteria: Criteria) -> Kept:
        """With other weights. Points are not read anew, only added up; prices of mentors start where they are."""
        before = self.problem
        if not isinstance(before, Problem):
            raise ProblemError("format", "a bare matrix has no weights")
        after = reweighed(before, criteria)
        try:
            state = rescored(self.state, permitted_scores(after))
        except Anew:
            return kept_of(solve(after, self.policy))
        return Kept(self.people, state, self.lock_of, self.policy, lambda: after)

    def regrets(self, *, mentor: str | None = None, mentee: str | None = None) -> tuple[Regret, ...]:
        """What forcing each possible pair of one person loses: one search for all. By the other's id.

        The pairs of the plan are among them, and lose nothing. Raises ``ProblemError`` unless exactly one is given.
        """
        if (mentor is None) == (mentee is None):
            raise ProblemError("format", "give either a mentor or a mentee")
        return regrets_of(self, mentor, mentee)

    def runners_up(self, limit: int) -> Iterator[Kept]:
        """The next best plans: as many tandems, as good a floor, the least total lost first. Fewer where there are no
        more. They are there to be read, not to be changed further."""
        for _lost, state in next_best(self.state, limit):
            yield Kept(self.people, state, self.lock_of, self.policy, self._source)

    def _changed(self, step: Step, act: Callable[..., None], mentor: str | None, mentee: str | None = None) -> Kept:
        """One act on a copy of the state; what it cannot do, the solver does, or says why it is not possible."""
        draft = self._draft(act)
        try:
            act(draft, *self._places(mentor, mentee))
            draft.settle()
        except Anew:
            return kept_of(solve(step(self.problem), self.policy))
        if draft.touched:
            choose_first(draft.state)
        people = self.people.without(mentor, mentee) if act in (Draft.leave_mentor, Draft.leave_mentee) else self.people
        return Kept(people, draft.state, draft.lock_of, self.policy, lambda: step(self.problem))

    def _draft(self, act: Callable[..., None]) -> Draft:
        """A state in the making: what changes least is this one, or, for a withdrawal, one with a seat fewer."""
        if act is Draft.leave_mentor and self._scarce is not None:
            state, back = self._scarce.with_seat(self.state), self._scarce.mentor
            return Draft(state, self.lock_of.copy(), mentors=[back], touched=True)
        return Draft(self.state.copy(), self.lock_of.copy())

    @cached_property
    def _scarce(self) -> Scarce | None:
        return scarce(self.state)

    def _places(self, mentor: str | None, mentee: str | None) -> list[int]:
        """Row and column. Strangers are the solver's matter: it says that they take no part."""
        try:
            rows = [] if mentor is None else [self.people.row[mentor]]
            return rows + ([] if mentee is None else [self.people.column[mentee]])
        except KeyError:
            raise Anew from None


def kept_of(plan: Plan) -> Kept:
    """A proven plan with its problem, made ready for changes. Takes one look at each pair."""
    if not ready(plan):
        raise ValueError("only a proven plan of a cohort that fits in memory can be kept")
    source = plan.source()
    instance = build(source)
    people = people_of(instance.mentors, instance.mentees)
    state = state_of(plan, instance, people)
    return Kept(people, state, instance.lock_of, plan.policy, lambda: source, plan)
