"""A second vectorised reading of rules and criteria, one mentor against all mentees, for ``verify`` alone.

In whole numbers and loops over topics, aspects and sets, with none of the solver's products of matrices: slower, and
wrong in other ways if it were wrong.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.availability import Active
from augenhoehe.engine.criteria import MAX_POINTS
from augenhoehe.engine.plain import Reader
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.rules import gap_bounds
from augenhoehe.engine.types import ASPECTS, Person

Row = NDArray[np.int64]
NOT_KNOWN = 10**9


class RowReader:
    """Reads a problem mentor by mentor; the mentees' answers are kept by topic, slot, language and so on."""

    def __init__(self, problem: Problem, on: Active) -> None:
        self.problem, self.on = problem, on
        self.mentees = problem.mentees
        self.count = len(problem.mentees)
        self.place = {person.id: j for j, person in enumerate(problem.mentees)}
        self.members = {name: self.by_member(name) for name in ("slots", "languages", "modes", "topics")}
        self.plain = Reader(problem)
        self.place_cache: dict[object, Row] = {}

    def by_member(self, name: str) -> dict[object, list[int]]:
        """Member of a set → columns of the mentees who have it."""
        out: dict[object, list[int]] = {}
        for j, person in enumerate(self.mentees):
            for member in getattr(person, name) or ():
                out.setdefault(member, []).append(j)
        return out

    def row(self, mentor: Person) -> Row:
        """Scores with all mentees, −1 where a rule is against the pair."""
        topics = self.topic_sums(mentor)
        out = np.zeros(self.count, dtype=np.int64)
        for name in self.on.criteria:
            out += self.problem.criteria.weight(name) * self.points(name, mentor, topics)
        for rule in self.on.rules:
            out[~self.holds(rule, mentor, topics)] = -1
        return out

    def topic_sums(self, mentor: Person) -> tuple[Row, Row, Row]:
        """Per mentee: Σ relevance, number and Σ level difference of the topics where the mentor knows more."""
        relevance, number, difference = (np.zeros(self.count, dtype=np.int64) for _ in range(3))
        for topic, answer in (mentor.topics or {}).items():
            for j in self.members["topics"].get(topic, ()):
                need = (self.mentees[j].topics or {})[topic]
                if need.relevance > 0 and answer.level > need.level:
                    relevance[j] += need.relevance
                    number[j] += 1
                    difference[j] += answer.level - need.level
        return relevance, number, difference

    def common(self, name: str, mentor: Person) -> Row:
        """Per mentee: how many members of a set both have."""
        out = np.zeros(self.count, dtype=np.int64)
        for member in getattr(mentor, name) or ():
            out[self.members[name].get(member, [])] += 1
        return out

    def holds(self, rule: str, mentor: Person, topics: tuple[Row, Row, Row]) -> NDArray[np.bool_]:
        """Which mentees one rule permits."""
        rules, problem = self.problem.rules, self.problem
        relations = {
            "ban": problem.bans,
            "line_relation": problem.line_related,
            "private": problem.conflicts,
            "former_partners": problem.former_partners,
        }
        if rule in relations:
            out = np.ones(self.count, dtype=np.bool_)
            out[[self.place[b] for a, b in relations[rule] or () if a == mentor.id and b in self.place]] = False
            return out
        if rule in ("language", "mode", "slot"):
            return self.common({"language": "languages", "mode": "modes", "slot": "slots"}[rule], mentor) > 0
        if rule == "topic":
            return topics[1] > 0
        if rule == "function_level":
            bounds = gap_bounds(rules.direction, rules.level_gap_min, rules.level_gap_max)
            return self.gap(mentor.function_level, [p.function_level for p in self.mentees], bounds)
        if rule == "grade":
            bounds = gap_bounds(rules.direction, rules.grade_gap_min, rules.grade_gap_max)
            return self.gap(mentor.grade, [p.grade for p in self.mentees], bounds)
        return np.array([self.plain.holds(rule, mentor, mentee) for mentee in self.mentees])

    def gap(self, mine: int | None, theirs: list[int | None], bounds: tuple[int, int]) -> NDArray[np.bool_]:
        """Which differences are known and permitted."""
        if mine is None:
            return np.zeros(self.count, dtype=np.bool_)
        difference = np.array([NOT_KNOWN if level is None else level - mine for level in theirs])
        return (difference >= bounds[0]) & (difference <= min(bounds[1], NOT_KNOWN - 1))

    def points(self, name: str, mentor: Person, topics: tuple[Row, Row, Row]) -> Row:
        """Points of one criterion with all mentees."""
        if name == "topic_fit":
            wanted = [sum(need.relevance for need in (p.topics or {}).values()) for p in self.mentees]
            return shares(topics[0], np.array(wanted))
        if name == "topic_level":
            return shares(topics[2], 3 * topics[1])
        if name == "aspects":
            return self.aspects(mentor)
        if name == "time":
            return 250 * np.minimum(self.common("slots", mentor), 4)
        if name == "career_stage":
            stages = [p.career_stage for p in self.mentees]
            if mentor.career_stage is None:
                return np.zeros(self.count, dtype=np.int64)
            mine = mentor.career_stage
            return np.array([0 if s is None else 250 * min(abs(s - mine), 4) for s in stages], dtype=np.int64)
        key = (name, *self.what_matters(name, mentor))
        if key not in self.place_cache:
            values = [self.plain.part(name, mentor, mentee).points for mentee in self.mentees]
            self.place_cache[key] = np.array(values, dtype=np.int64)
        return self.place_cache[key]

    def what_matters(self, name: str, mentor: Person) -> tuple[object, ...]:
        """All of a mentor that a criterion read in plain Python looks at: equal answers are read once."""
        if name == "place_mode":
            return mentor.modes, mentor.meeting_sites()
        if name == "new_link":
            return mentor.department[:1]
        return (mentor.attributes.get(self.problem.criteria.profession_attribute),)

    def aspects(self, mentor: Person) -> Row:
        """What each gives of what the other seeks."""
        part, whole = np.zeros(self.count, dtype=np.int64), np.zeros(self.count, dtype=np.int64)
        for aspect in ASPECTS:
            if self.on.to_mentee:
                sought = np.array([(p.seeks or {}).get(aspect, 0) for p in self.mentees])
                part += np.minimum(sought, (mentor.gives or {}).get(aspect, 0))
                whole += sought
            if self.on.to_mentor:
                mine = (mentor.seeks or {}).get(aspect, 0)
                part += np.minimum([(p.gives or {}).get(aspect, 0) for p in self.mentees], mine)
                whole += mine
        return shares(part, whole)


def shares(part: Row, whole: Row) -> Row:
    """Points of part / whole, half rounded up, 0 where there is no whole; in whole numbers."""
    out: Row = np.where(whole > 0, (2 * MAX_POINTS * part + whole) // np.maximum(2 * whole, 1), 0)
    return out
