"""A second vectorised reading of rules and criteria, one mentor against all mentees, for ``verify`` alone.

In whole numbers and loops over topics, aspects and sets, with none of the solver's products of matrices and none of its
bits: wrong in other ways if it were wrong. Every share of two whole numbers is looked up in a table, and the three sums
over topics are added up side by side in one number. About 10 ns a pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.availability import Active
from augenhoehe.engine.mentees import LINKS, NOT_KNOWN, Counts, Mentees, Points, Row
from augenhoehe.engine.plain import Reader
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.rules import RULES, gap_bounds
from augenhoehe.engine.types import ASPECTS, Person

T = TypeVar("T")
KEPT = 256
"""Rows that depend on few things of a mentor are kept, so many at most."""


class RowReader(Mentees):
    """Reads a problem mentor by mentor."""

    def __init__(self, problem: Problem, on: Active) -> None:
        super().__init__(problem)
        self.problem, self.on, self.plain = problem, on, Reader(problem)
        self.read_once: dict[tuple[object, ...], Points] = {}
        self.kept: dict[tuple[object, ...], Any] = {}
        self.met: dict[tuple[str, int], Row] = {}
        self.kinds: dict[str, tuple[list[Person], Row]] = {}

    def row(self, mentor: Person) -> tuple[Row, Row]:
        """With all mentees: scores, −1 where a rule is against the pair, and a bit for each such rule."""
        topics = self.topic_sums(mentor)
        out, against = np.zeros(self.count, dtype=np.int32), np.zeros(self.count, dtype=np.int16)
        for name in self.on.criteria:
            out += self.points(name, mentor, topics) * np.int32(self.problem.criteria.weight(name))
        for rule in self.on.rules:
            bit = np.int16(1 << RULES.index(rule))
            if rule in LINKS:
                against[self.out[rule].get(mentor.id, [])] |= bit
            else:
                against |= self.broken(rule, mentor, topics) * bit
        out[against != 0] = -1
        return out.astype(np.int64), against.astype(np.int64)

    def topic_sums(self, mentor: Person) -> tuple[Points, Points, Points]:
        """Per mentee: Σ relevance, number and Σ level difference of the topics where the mentor knows more."""
        total = np.zeros(self.count, dtype=self.side_by_side)
        for topic, answer in (mentor.topics or {}).items():
            if topic in self.needs:
                total += self.more_known(topic, answer.level)
        one = (1 << self.field) - 1
        parts = total & one, (total >> self.field) & one, total >> (2 * self.field)
        return parts[0].astype(np.int32), parts[1].astype(np.int32), parts[2].astype(np.int32)

    @property
    def side_by_side(self) -> type[np.signedinteger[Any]]:
        """The numbers that hold three sums."""
        return np.int32 if 3 * self.field < 31 else np.int64

    def more_known(self, topic: str, level: int) -> NDArray[Any]:
        """Relevance, 1 and level difference of a topic side by side, where somebody at this level knows more."""
        if (topic, level) not in self.met:
            columns, levels, relevances = self.needs[topic]
            out = np.zeros(self.count, dtype=self.side_by_side)
            less = levels < level
            sums = relevances + (1 << self.field) + ((level - levels) << (2 * self.field))
            out[columns[less]] = sums[less]
            self.met[topic, level] = out
        return self.met[topic, level]

    def common(self, name: str, members: Iterable[object] | None) -> Counts:
        """Per mentee: how many members of a set both have."""
        out = np.zeros(self.count, dtype=np.uint8)
        for member in members or ():
            if member in self.members[name]:
                out += self.members[name][member]
        return out

    def broken(self, rule: str, mentor: Person, topics: tuple[Points, Points, Points]) -> NDArray[np.bool_]:
        """Whom one rule keeps from this mentor."""
        if rule in ("topic", "slot"):
            return np.equal(topics[1] if rule == "topic" else self.common("slots", mentor.slots), 0)
        if rule in ("language", "mode"):
            name = "languages" if rule == "language" else "modes"
            members = getattr(mentor, name)
            return self.keep((rule, members), lambda: np.equal(self.common(name, members), 0))
        if rule in ("function_level", "grade"):
            mine = getattr(mentor, rule)
            return self.keep((rule, mine), lambda: ~self.gap(mine, rule))
        return np.greater(self.once(rule, mentor, lambda mentee: int(not self.plain.holds(rule, mentor, mentee))), 0)

    def gap(self, mine: int | None, name: str) -> NDArray[np.bool_]:
        """Which differences are known and permitted."""
        rules, theirs = self.problem.rules, self.numbers[name]
        if mine is None:
            return np.zeros(self.count, dtype=np.bool_)
        short = "level" if name == "function_level" else "grade"
        low, high = gap_bounds(rules.direction, getattr(rules, f"{short}_gap_min"), getattr(rules, f"{short}_gap_max"))
        fits: NDArray[np.bool_] = (theirs - mine >= low) & (theirs - mine <= high) & (theirs != NOT_KNOWN)
        return fits

    def keep(self, key: tuple[object, ...], read: Callable[[], T]) -> T:
        """A row that depends on few things of the mentor."""
        if key not in self.kept:
            if len(self.kept) >= KEPT:
                self.kept.clear()
            self.kept[key] = read()
        row: T = self.kept[key]
        return row

    def once(self, name: str, mentor: Person, read: Callable[[Person], int]) -> Points:
        """A value per mentee in plain Python, read once for people alike in all that it looks at."""
        key = (name, self.what_matters(name, mentor))
        first, kind = self.alike(name)
        if key not in self.read_once:
            self.read_once[key] = np.array([read(mentee) for mentee in first], dtype=np.int32)
        return self.read_once[key].take(kind)

    def alike(self, name: str) -> tuple[list[Person], Row]:
        """One mentee of each kind, and each mentee's kind."""
        if name not in self.kinds:
            kinds: dict[object, int] = {}
            kind = np.array([kinds.setdefault(self.what_matters(name, one), len(kinds)) for one in self.mentees])
            first = np.unique(kind, return_index=True)[1].tolist()
            self.kinds[name] = [self.mentees[j] for j in first], kind
        return self.kinds[name]

    def what_matters(self, name: str, person: Person) -> tuple[object, ...]:
        """All of a person that a rule or criterion read in plain Python looks at."""
        if name == "place_mode":
            return person.modes, person.meeting_sites()
        if name == "new_link":
            return person.department[:1]
        if name == "department":
            return person.department
        rules, criteria = self.problem.rules, self.problem.criteria
        attribute = rules.different_attribute if name == "attribute" else criteria.profession_attribute
        return (person.attributes.get(attribute or ""),)

    def points(self, name: str, mentor: Person, topics: tuple[Points, Points, Points]) -> Points:
        """Points of one criterion with all mentees."""
        if name == "topic_fit":
            return self.shares(topics[0], self.wanted)
        if name == "topic_level":
            return self.shares(topics[2], 3 * topics[1])
        if name == "aspects":
            return self.aspects(mentor)
        if name == "time":
            return 250 * np.minimum(self.common("slots", mentor.slots), 4).astype(np.int32)
        if name == "career_stage":
            return self.keep((name, mentor.career_stage), lambda: self.stage(mentor.career_stage))
        return self.once(name, mentor, lambda mentee: self.plain.part(name, mentor, mentee).points)

    def stage(self, mine: int | None) -> Points:
        """Points of career stages."""
        theirs = self.numbers["career_stage"]
        if mine is None:
            return np.zeros(self.count, dtype=np.int32)
        return np.where(theirs == NOT_KNOWN, 0, 250 * np.minimum(np.abs(theirs - mine), 4)).astype(np.int32)

    def aspects(self, mentor: Person) -> Points:
        """What each gives of what the other seeks."""
        part, whole = np.zeros(self.count, dtype=np.uint8), np.zeros(self.count, dtype=np.int32)
        gives, seeks = mentor.gives or {}, mentor.seeks or {}
        if self.on.to_mentee:
            whole += self.sought
        if self.on.to_mentor:
            whole += sum(seeks.get(aspect, 0) for aspect in ASPECTS)
        for aspect in ASPECTS:
            if self.on.to_mentee:
                part += self.wishes["seeks"][aspect][gives.get(aspect, 0)]
            if self.on.to_mentor:
                part += self.wishes["gives"][aspect][seeks.get(aspect, 0)]
        return self.shares(part, whole)

    def shares(self, part: NDArray[Any], whole: Points) -> Points:
        """Points of part / whole from the table."""
        place = whole * np.int32(len(self.share))
        place += part
        return self.share.reshape(-1).take(place)
