"""The part of ``verify`` about what is told with a plan: causes, warnings, what is off, who pins the floor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.availability import COLUMN
from augenhoehe.engine.criteria import MAX_POINTS
from augenhoehe.engine.errors import NotVerified
from augenhoehe.engine.plan import LeftOver, Plan, Shortage, SwitchedOff, Warning  # noqa: A004
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.quotas.left import LeftByQuotas
from augenhoehe.engine.readings import Readings
from augenhoehe.engine.rules import RULES
from augenhoehe.engine.types import MAX_SCORE, Person, Role


class Told:
    """What a plan tells beside its pairs, held against the readings.

    free: seats of each mentor that no lock has taken. is_locked: which mentees are locked.
    """

    def __init__(self, readings: Readings, free: Mapping[str, int], is_locked: NDArray[np.bool_], plan: Plan) -> None:
        self.readings, self.plan, self.free = readings, plan, free
        self.scores = np.stack([readings.scores[name] for name in readings.mentors])
        self.against = np.stack([readings.against[name] for name in readings.mentors])
        full = np.array([free[name] <= 0 for name in readings.mentors])
        self.open = np.where(full[:, None] | is_locked[None, :], -1, self.scores)
        self.row = {name: i for i, name in enumerate(readings.mentors)}
        self.column = readings.column
        self.seats = np.array([free[name] for name in readings.mentors])

    def check_left_over(self) -> None:
        """Everybody without a pair is named exactly once, and nobody else; the causes are what the rules say."""
        paired = {("mentor", p.mentor) for p in self.plan.pairs} | {("mentee", p.mentee) for p in self.plan.pairs}
        everybody = [("mentor", name) for name in self.row] + [("mentee", name) for name in self.column]
        told = sorted((person.role, person.id) for person in self.plan.left_over)
        if told != sorted(person for person in everybody if person not in paired):
            raise NotVerified("left_over", "these are not the people without a pair")
        by_quotas = self.by_quotas() if self.readings.problem.quotas else None
        for person in self.plan.left_over:
            cause, candidates, removed, alone = self.cause(person)
            quotas: tuple[str, ...] = ()
            if by_quotas is not None and candidates:
                cause, quotas = by_quotas.cause(person)
            expected = cause, candidates, removed, alone, quotas
            if (person.cause, person.candidates, person.removed, person.rules_alone, person.quotas) != expected:
                raise NotVerified("left_over", f"{person.id!r}: the cause is not right")

    def by_quotas(self) -> LeftByQuotas:
        """What quotas have to do with people who are left over."""
        readings = self.readings
        ids = readings.mentors, readings.mentees
        return LeftByQuotas(self.plan, readings.problem.quotas, ids, self.possible_bits(), self.free)

    def possible_bits(self) -> NDArray[np.uint8]:
        """Per mentor the mentees with whom a free pair is possible, a bit each."""
        return np.packbits(self.open >= 0, axis=1)

    def cause(self, person: LeftOver) -> tuple[str, int, dict[str, int], tuple[str, ...]]:
        """Cause, number of candidates, candidates taken by each rule, and the rules that alone take all."""
        numbers, candidates = self.counts(person.role, person.id)
        counts = dict(zip(RULES, numbers, strict=True))
        others = len(self.column if person.role == "mentor" else self.row)
        alone = tuple(rule for rule in RULES if counts[rule] == others)
        cause = "scarcity" if candidates else f"rule:{alone[0]}" if alone else "rules"
        return cause, candidates, {rule: count for rule, count in counts.items() if count}, alone

    def counts(self, role: Role, name: str) -> tuple[list[int], int]:
        """How many of the other side each rule rules out for somebody, and how many none does."""
        against = self.against[self.row[name]] if role == "mentor" else self.against[:, self.column[name]]
        return [int(np.count_nonzero(against >> k & 1)) for k in range(len(RULES))], int(np.count_nonzero(against == 0))

    def check_rest(self, fewest: Mapping[Role, Mapping[str, int]] | None = None) -> None:
        """Shortages, warnings, what is off, the highest score there can be, and who pins the floor.

        fewest: with aims, the fewest tandems of each person in all plans that are best in the aims before the floor.
        """
        self.check_shortages()
        plan, problem = self.plan, self.readings.problem
        off: tuple[SwitchedOff, ...] = ()
        highest = MAX_SCORE
        if isinstance(problem, Problem):
            off, highest = self.readings.reader.on.off, MAX_POINTS * sum(self.readings.reader.weights.values())
        if plan.switched_off != off or plan.max_score != highest:
            raise NotVerified("told", "what is switched off, or the highest score there can be, is not right")
        if plan.warnings != tuple(self.warnings()):
            raise NotVerified("told", "the warnings are not right")
        self.check_pinned(fewest)

    def check_shortages(self) -> None:
        """Scarcity is proven by a group that holds the person and shares too few partners (Hall 1935)."""
        groups: dict[tuple[Role, int], frozenset[str]] = {}  # mostly one object for all of them
        for person in self.plan.left_over:
            short = person.shortage
            if (short is None) != (person.cause != "scarcity"):
                raise NotVerified("left_over", f"{person.id!r}: scarcity and a shortage go together")
            if short is None:
                continue
            key = (person.role, id(short))
            if key not in groups:
                if not self.holds(person.role, short):
                    raise NotVerified("left_over", f"{person.id!r}: the shortage is not right")
                groups[key] = frozenset(short.people)
            if person.id not in groups[key]:
                raise NotVerified("left_over", f"{person.id!r}: the shortage is about others")

    def holds(self, role: Role, short: Shortage) -> bool:
        """Whether these people have these partners and no others, and need more seats than there are."""
        partners = self.partners(role, short.people, 0)
        if partners is None or partners != sorted(short.partners):
            return False
        of_people = sum(self.free[name] for name in short.people) if role == "mentor" else len(short.people)
        of_partners = len(partners) if role == "mentor" else sum(self.free[name] for name in partners)
        return (short.needed, short.seats) == (of_people, of_partners) and of_people > of_partners

    def partners(self, role: Role, people: tuple[str, ...], least: int) -> list[str] | None:
        """Everybody with whom one of these people could have a free pair scored at least this; None for strangers."""
        place = self.row if role == "mentor" else self.column
        if len(set(people)) != len(people) or not set(people) <= place.keys():
            return None
        others = self.readings.mentees if role == "mentor" else self.readings.mentors
        return sorted(others[k] for k in np.flatnonzero(self.met(role, people, least)))

    def met(self, role: Role, people: tuple[str, ...], least: int) -> NDArray[np.bool_]:
        """Who of the other side has a free pair scored at least this with one of these people."""
        place = self.row if role == "mentor" else self.column
        mine = [place[name] for name in people]
        table = self.open[mine].T if role == "mentor" else self.open[:, mine]
        return np.asarray((table >= least).any(axis=1))

    def check_pinned(self, fewest: Mapping[Role, Mapping[str, int]] | None) -> None:
        """The people said to pin the floor: they are needed, and above it they share too few partners."""
        plan = self.plan
        if not plan.pinned_by:
            return
        role, people = plan.pinned_by[0][0], tuple(name for _, name in plan.pinned_by)
        if plan.floor is None or role not in ("mentor", "mentee") or {one for one, _ in plan.pinned_by} != {role}:
            raise NotVerified("floor", "nobody of one side is named to pin it")
        partners = self.partners(role, people, plan.floor + 1)
        if partners is None:
            raise NotVerified("floor", "somebody who takes no part is said to pin it")
        if fewest is not None:
            needed = sum(fewest[role].get(name, 0) for name in people)
            all_needed = all(fewest[role].get(name, 0) > 0 for name in people)
        else:
            needed = sum(self.free[name] for name in people) if role == "mentor" else len(people)
            all_needed = self.number_possible(role) == plan.certificate.free_pairs
        seats = len(partners) if role == "mentor" else sum(self.free[name] for name in partners)
        if needed <= seats or not all_needed:
            raise NotVerified("floor", "the people named do not pin it")

    def number_possible(self, role: Role) -> int:
        """Seats of the mentors, or number of the mentees, who have a free pair."""
        mentors, mentees = self.possible()
        return int(self.seats[mentors].sum()) if role == "mentor" else int(np.count_nonzero(mentees))

    def possible(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which mentors and mentees have a free pair."""
        possible = self.open >= 0
        return np.asarray(possible.any(axis=1)), np.asarray(possible.any(axis=0))

    def warnings(self) -> Iterator[Warning]:
        """The warnings as they follow from the causes, which are checked: who has no candidate is left over."""
        problem = self.readings.problem
        sides: tuple[Role, ...] = ("mentor", "mentee")
        for role in sides:
            left = [person for person in self.plan.left_over if person.role == role]
            for rule in RULES:
                if names := tuple(person.id for person in left if rule in person.rules_alone):
                    yield Warning("rule_alone", role, names, rule)
            if names := tuple(person.id for person in left if person.cause == "rules"):
                yield Warning("rules_together", role, names)
            if isinstance(problem, Problem):
                yield from self.without_data(problem, role)

    def without_data(self, problem: Problem, role: Role) -> Iterator[Warning]:
        """People who do not tell what a rule that counts asks."""
        people: tuple[Person, ...] = problem.mentors if role == "mentor" else problem.mentees
        for rule in self.readings.reader.on.rules:
            if rule == "attribute":
                silent = [one for one in people if not one.attributes.get(problem.rules.different_attribute or "")]
            elif rule in COLUMN:
                asked = attrgetter(COLUMN[rule])
                silent = [one for one in people if asked(one) is None or asked(one) == ()]
            else:
                continue
            if silent:
                yield Warning("missing", role, tuple(sorted(one.id for one in silent)), rule)
