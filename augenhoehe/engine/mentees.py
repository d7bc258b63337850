"""What all mentees say, as ``rows`` reads it: columns of small whole numbers, and a table of shares."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.criteria import MAX_POINTS
from augenhoehe.engine.problem import Links, Problem
from augenhoehe.engine.types import ASPECTS, MAX_ANSWER

Row = NDArray[np.int64]
Counts = NDArray[np.uint8]
Points = NDArray[np.int32]
NOT_KNOWN = 10**9
LINKS = {
    "ban": "bans",
    "line_relation": "line_related",
    "private": "conflicts",
    "former_partners": "former_partners",
}


class Mentees:
    """All mentees' answers, by topic, slot, language and so on.

    most: topics relevant to one mentee, at most. field: bits for each of the three sums over topics.
    """

    def __init__(self, problem: Problem) -> None:
        self.mentees = problem.mentees
        self.count = len(problem.mentees)
        self.place = {person.id: j for j, person in enumerate(problem.mentees)}
        self.members = {name: self.by_member(name) for name in ("slots", "languages", "modes")}
        self.needs = self.by_topic()
        wanted = [[need.relevance for need in (person.topics or {}).values()] for person in self.mentees]
        self.most = max(max(map(len, wanted), default=0), len(ASPECTS) * 2)
        self.field = (MAX_ANSWER * self.most).bit_length()
        self.wanted = np.array([sum(one) for one in wanted], dtype=np.int32)
        self.share = share_table(MAX_ANSWER * self.most)
        self.numbers = {name: self.by_number(name) for name in ("function_level", "grade", "career_stage")}
        self.wishes = {name: self.by_aspect(name) for name in ("seeks", "gives")}
        self.sought = sum(self.wishes["seeks"][aspect][MAX_ANSWER].astype(np.int32) for aspect in ASPECTS)
        self.out = {name: self.by_mentor(getattr(problem, field)) for name, field in LINKS.items()}

    def by_mentor(self, links: Links | None) -> dict[str, list[int]]:
        """Mentor's id → columns of the mentees in a relation with them."""
        out: dict[str, list[int]] = {}
        for mentor, mentee in links or ():
            if mentee in self.place:
                out.setdefault(mentor, []).append(self.place[mentee])
        return out

    def by_member(self, name: str) -> dict[object, Counts]:
        """Member of a set → 1 for each mentee who has it."""
        out: dict[object, Counts] = {}
        for j, person in enumerate(self.mentees):
            for member in getattr(person, name) or ():
                if member not in out:
                    out[member] = np.zeros(self.count, dtype=np.uint8)
                out[member][j] = 1
        return out

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

    def by_aspect(self, name: str) -> dict[str, list[Counts]]:
        """Aspect → per weight w of the other side min(w, own weight) of each mentee."""
        told = [getattr(person, name) or {} for person in self.mentees]
        own = {aspect: np.array([one.get(aspect, 0) for one in told], dtype=np.uint8) for aspect in ASPECTS}
        return {
            aspect: [np.minimum(one, w).astype(np.uint8) for w in range(MAX_ANSWER + 1)] for aspect, one in own.items()
        }


def share_table(most: int) -> Points:
    """Points of part / whole, half rounded up, 0 where there is no whole; whole × part, in whole numbers."""
    whole, part = np.arange(most + 1)[:, None], np.arange(most + 1)[None, :]
    points = np.where(whole > 0, (2 * MAX_POINTS * part + whole) // np.maximum(2 * whole, 1), 0)
    return points.astype(np.int32)
