"""What ``verify`` goes by: the score of every pair and the rules against it, computed anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.answers import Method
from augenhoehe.engine.errors import NotVerified
from augenhoehe.engine.plain import Reader
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.rows import RowReader
from augenhoehe.engine.rules import RULES

PLAIN_LIMIT = 20_000
SAMPLE_STEPS = (997, 9973)  # primes: the sample wanders through all rows and columns; the second from ``MANY`` pairs on
MANY = 10**9

Row = NDArray[np.int64]


class Readings:
    """All pairs of one problem, mentor by mentor, mentees in the problem's order.

    scores: −1 where a pair is not possible. against: bit k is set where ``RULES[k]`` rules the pair out. Both stay
    empty without ``keep``; then ``rows`` reads them on the way. some: the mentors that are read, by their places.
    """

    def __init__(
        self, problem: Problem | ScoreMatrix, thorough: bool, keep: bool = True, some: slice = slice(None)
    ) -> None:
        self.problem, self.some = problem, some
        self.mentors, self.mentees = ids(problem.mentors), ids(problem.mentees)
        self.column = {name: j for j, name in enumerate(self.mentees)}
        self.sampled = 0
        self.method: Method = "matrix"
        if isinstance(problem, Problem):
            small = len(self.mentors) * len(self.mentees) <= PLAIN_LIMIT
            self.method = "plain" if thorough or small else "rows"
            self.reader = Reader(problem)
            self.people = {p.id: p for p in problem.mentors}, {p.id: p for p in problem.mentees}
        self.scores: dict[str, Row] = {}
        self.against: dict[str, Row] = {}
        for mentor, scores, against in self.rows() if keep else ():
            self.scores[mentor], self.against[mentor] = scores, against

    def rows(self) -> Iterator[tuple[str, Row, Row]]:
        """Per mentor scores and rules with all mentees."""
        if isinstance(self.problem, ScoreMatrix):
            yield from self.matrix_rows(self.problem)
        elif self.method == "plain":
            for one in self.problem.mentors[self.some]:
                read = [self.plain(one.id, name) for name in self.mentees]
                yield one.id, row(score for score, _ in read), row(against for _, against in read)
        else:
            yield from self.person_rows(self.problem)

    def matrix_rows(self, matrix: ScoreMatrix) -> Iterator[tuple[str, Row, Row]]:
        """The cells as given; an empty one counts as a ban."""
        for mentor, given in zip(self.mentors[self.some], matrix.cells[self.some], strict=True):
            cells = row(-1 if cell is None else int(cell) for cell in given)
            for one, other in matrix.bans:
                if one == mentor:
                    cells[self.column[other]] = -1
            yield mentor, cells, np.where(cells < 0, bits(["ban"]), 0)

    def person_rows(self, problem: Problem) -> Iterator[tuple[str, Row, Row]]:
        """The second vectorised reading, compared with plain Python at a spread of pairs."""
        second = RowReader(problem, self.reader.on)
        step = SAMPLE_STEPS[len(self.mentors) * len(self.mentees) >= MANY]
        for i, one in enumerate(problem.mentors[self.some], start=self.some.start or 0):
            scores, against = second.row(one)
            for j in range((i * 31) % step, len(scores), step):
                self.sampled += 1
                if self.plain(one.id, self.mentees[j]) != (scores[j], against[j]):
                    raise NotVerified("scores", f"{one.id!r} and {self.mentees[j]!r}: two readings differ")
            yield one.id, scores, against

    def plain(self, mentor: str, mentee: str) -> tuple[int, int]:
        """Score and rules of a pair of persons in plain Python."""
        one, other = self.people[0][mentor], self.people[1][mentee]
        against = self.reader.against(one, other)
        return (-1 if against else self.reader.score(one, other)), bits(against)


def bits(rules: Iterable[str]) -> int:
    """Rules as a number, a bit each."""
    return sum(1 << RULES.index(rule) for rule in rules)


def row(values: Iterable[int]) -> Row:
    """Whole numbers as an array."""
    return np.array(list(values), dtype=np.int64)


def ids(side: Iterable[object]) -> list[str]:
    """Ids of persons, or the ids themselves."""
    return [one if isinstance(one, str) else one.id for one in side]  # type: ignore[attr-defined]
