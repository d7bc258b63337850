"""A second vectorised reading of rules and criteria, one mentor against all mentees, for ``verify`` alone.

In whole numbers and loops over topics, aspects and sets, with none of the solver's products of matrices: slower, and
wrong in other ways if it were wrong.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.availability import Active
from augenhoehe.engine.criteria import MAX_POINTS
from augenhoehe.engine.plain import Reader
from augenhoehe.engine.problem import Links, Problem
from augenhoehe.engine.rules import RULES, gap_bounds
from augenhoehe.engine.types import ASPECTS, Person

Row = NDArray[np.int64]
NOT_KNOWN = 10**9
LINKS = {
    "ban": "bans",
    "line_relation": "line_related",
    "private": "conflicts",
    "former_partners": "former_partners",
}


class RowReader:
    """Reads a problem mentor by mentor; the mentees' answers are kept by topic, slot, language and so on."""

    def __init__(self, problem: Problem, on: Active) -> None:
        self.problem, self.on = problem, on
        self.mentees = problem.mentees
        self.count = len(problem.mentees)
        self.place = {person.id: j for j, person in enumerate(problem.mentees)}
        self.members = {name: self.by_member(name) for name in ("slots", "languages", "modes")}
        self.needs = self.by_topic()
        self.wanted = np.array([sum(n.relevance for n in (p.topics or {}).values()) for p in self.mentees])
        self.numbers = {name: self.by_number(name) for name in ("function_level", "grade", "career_stage")}
        self.wishes = {name: self.by_aspect(name) for name in ("seeks", "gives")}
        self.plain = Reader(problem)
        self.read_once: dict[tuple[object, ...], Row] = {}
        self.kinds: dict[str, tuple[list[Person], Row]] = {}
        self.out = {name: self.by_mentor(getattr(problem, field)) for name, field in LINKS.items()}

    def by_mentor(self, links: Links | None) -> dict[str, list[int]]:
        """Mentor's id → columns of the mentees in a relation with them."""
        out: dict[str, list[int]] = {}
        for mentor, mentee in links or ():
            if mentee in self.place:
                out.setdefault(mentor, []).append(self.place[mentee])
        return out

    def by_member(self, name: str) -> dict[object, Row]:
        """Member of a set → columns of the mentees who have it."""
        out: dict[object, list[int]] = {}
        for j, person in enumerate(self.mentees):
            for member in getattr(person, name) or ():
                out.setdefault(member, []).append(j)
        return {member: np.array(columns, dtype=np.int64) for member, columns in out.items()}

    def by_topic(self) -> dict[str, tuple[Row, Row, Row]]:
        """Topic → columns, own levels and relevances of the mentees to whom it is relevant."""
        told: dict[str, list[tuple[int, int, int]]] = {}
        for j, person in enumerate(self.mentees):
            for topic, need in (person.topics or {}).items():
                if need.relevance > 0:
                    told.setdefault(topic, []).append((j, need.level, need.relevance))
        columns = {topic: np.array(rows, dtype=np.int64).T for topic, rows in told.items()}
        return {topic: (part[0], part[1], part[2]) for topic, part in columns.items()}

    def by_number(self, name: str) -> Row:
        """A number per mentee, ``NOT_KNOWN`` where there is none."""
        values = [getattr(person, name) for person in self.mentees]
        return np.array([NOT_KNOWN if value is None else value for value in values], dtype=np.int64)

    def by_aspect(self, name: str) -> dict[str, Row]:
        """Aspect → weight per mentee."""
        told = [getattr(person, name) or {} for person in self.mentees]
        return {aspect: np.array([one.get(aspect, 0) for one in told], dtype=np.int64) for aspect in ASPECTS}

    def row(self, mentor: Person) -> tuple[Row, Row]:
        """With all mentees: scores, −1 where a rule is against the pair, and a bit for each such rule."""
        topics = self.topic_sums(mentor)
        out, against = np.zeros(self.count, dtype=np.int64), np.zeros(self.count, dtype=np.int64)
        for name in self.on.criteria:
            out += self.problem.criteria.weight(name) * self.points(name, mentor, topics)
        for rule in self.on.rules:
            against[~self.holds(rule, mentor, topics)] |= 1 << RULES.index(rule)
        out[against != 0] = -1
        return out, against

    def topic_sums(self, mentor: Person) -> tuple[Row, Row, Row]:
        """Per mentee: Σ relevance, number and Σ level difference of the topics where the mentor knows more."""
        relevance, number, difference = (np.zeros(self.count, dtype=np.int64) for _ in range(3))
        for topic, answer in (mentor.topics or {}).items():
            if topic in self.needs:
                columns, levels, relevances = self.needs[topic]
                less = levels < answer.level
                relevance[columns[less]] += relevances[less]
                number[columns[less]] += 1
                difference[columns[less]] += answer.level - levels[less]
        return relevance, number, difference

    def common(self, name: str, mentor: Person) -> Row:
        """Per mentee: how many members of a set both have."""
        out = np.zeros(self.count, dtype=np.int64)
        for member in getattr(mentor, name) or ():
            if member in self.members[name]:
                out[self.members[name][member]] += 1
        return out

    def holds(self, rule: str, mentor: Person, topics: tuple[Row, Row, Row]) -> NDArray[np.bool_]:
        """Which mentees one rule permits."""
        rules = self.problem.rules
        if rule in LINKS:
            out = np.ones(self.count, dtype=np.bool_)
            out[self.out[rule].get(mentor.id, [])] = False
            return out
        if rule in ("language", "mode", "slot"):
            return self.common({"language": "languages", "mode": "modes", "slot": "slots"}[rule], mentor) > 0
        if rule == "topic":
            return topics[1] > 0
        if rule == "function_level":
            bounds = gap_bounds(rules.direction, rules.level_gap_min, rules.level_gap_max)
            return self.gap(mentor.function_level, rule, bounds)
        if rule == "grade":
            bounds = gap_bounds(rules.direction, rules.grade_gap_min, rules.grade_gap_max)
            return self.gap(mentor.grade, rule, bounds)
        return self.once(rule, mentor, lambda mentee: int(self.plain.holds(rule, mentor, mentee))) > 0

    def gap(self, mine: int | None, name: str, bounds: tuple[int, int]) -> NDArray[np.bool_]:
        """Which differences are known and permitted."""
        theirs = self.numbers[name]
        if mine is None:
            return np.zeros(self.count, dtype=np.bool_)
        fits: NDArray[np.bool_] = (theirs - mine >= bounds[0]) & (theirs - mine <= bounds[1])
        fits &= theirs != NOT_KNOWN
        return fits

    def once(self, name: str, mentor: Person, read: Callable[[Person], int]) -> Row:
        """A value per mentee in plain Python, read once for people alike in all that it looks at."""
        key = (name, self.what_matters(name, mentor))
        first, kind = self.alike(name)
        if key not in self.read_once:
            self.read_once[key] = np.array([read(mentee) for mentee in first], dtype=np.int64)
        return self.read_once[key][kind]

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

    def points(self, name: str, mentor: Person, topics: tuple[Row, Row, Row]) -> Row:
        """Points of one criterion with all mentees."""
        if name == "topic_fit":
            return shares(topics[0], self.wanted)
        if name == "topic_level":
            return shares(topics[2], 3 * topics[1])
        if name == "aspects":
            return self.aspects(mentor)
        if name == "time":
            return 250 * np.minimum(self.common("slots", mentor), 4)
        if name == "career_stage":
            theirs, mine = self.numbers[name], mentor.career_stage
            if mine is None:
                return np.zeros(self.count, dtype=np.int64)
            return np.where(theirs == NOT_KNOWN, 0, 250 * np.minimum(np.abs(theirs - mine), 4))
        return self.once(name, mentor, lambda mentee: self.plain.part(name, mentor, mentee).points)

    def aspects(self, mentor: Person) -> Row:
        """What each gives of what the other seeks."""
        part, whole = np.zeros(self.count, dtype=np.int64), np.zeros(self.count, dtype=np.int64)
        for aspect in ASPECTS:
            if self.on.to_mentee:
                part += np.minimum(self.wishes["seeks"][aspect], (mentor.gives or {}).get(aspect, 0))
                whole += self.wishes["seeks"][aspect]
            if self.on.to_mentor:
                mine = (mentor.seeks or {}).get(aspect, 0)
                part += np.minimum(self.wishes["gives"][aspect], mine)
                whole += mine
        return shares(part, whole)


def shares(part: Row, whole: Row) -> Row:
    """Points of part / whole, half rounded up, 0 where there is no whole; in whole numbers."""
    out: Row = np.where(whole > 0, (2 * MAX_POINTS * part + whole) // np.maximum(2 * whole, 1), 0)
    return out
