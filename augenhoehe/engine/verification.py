"""Checks a plan without the solver: nothing here knows how the plan was found.

Scores and rules are computed anew: pair by pair in plain Python (``plain.py``) up to ``PLAIN_LIMIT`` pairs of persons,
above that by ``rows.py``, a second vectorised reading in whole numbers that shares no code with the solver's, plus
plain Python for every pair in the plan and for a spread of others. Shared with the solver are only the data classes,
which rules and criteria have data (``availability.py``), and the rounding of points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.errors import NotVerified
from augenhoehe.engine.plain import Reader
from augenhoehe.engine.plan import Cover, Pair, Plan
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.rows import RowReader
from augenhoehe.engine.types import MAX_SCORE

PLAIN_LIMIT = 20_000
SAMPLE_STEP = 997  # a prime: the sample wanders through all rows and columns

Row = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was shown. method: ``"plain"`` (every pair of persons in plain Python), ``"rows"`` (the second vectorised
    reading, plan and sample in plain Python), ``"matrix"`` (bare scores). pairs: pairs of persons looked at."""

    method: Literal["plain", "rows", "matrix"]
    pairs: int
    sampled: int
    count: int
    floor: int | None
    total: int


def verify(problem: Problem | ScoreMatrix, plan: Plan, *, thorough: bool = False) -> Verification:
    """Check the plan and the three parts of its certificate against the problem.

    thorough: plain Python for every pair of persons, whatever the size (about 20 µs a pair).
    Raises ``NotVerified`` naming the part that does not hold. A plan that says ``certified=False`` is refused too.
    """
    checker = Checker(problem, plan, thorough)
    checker.check_pairs()
    checker.check_sums()
    checker.check_left_over()
    checker.check_covers()
    checker.check_prices()
    return checker.verification()


class Checker:
    """One verification."""

    def __init__(self, problem: Problem | ScoreMatrix, plan: Plan, thorough: bool) -> None:
        self.problem, self.plan, self.proof = problem, plan, plan.certificate
        self.mentors = ids(problem.mentors)
        self.mentees = ids(problem.mentees)
        self.column = {name: j for j, name in enumerate(self.mentees)}
        self.seats = problem.capacities()
        self.free = dict(self.seats)
        for mentor, _ in problem.locks:
            self.free[mentor] -= 1
        locked = {mentee for _, mentee in problem.locks}
        self.is_locked = np.array([name in locked for name in self.mentees])
        size = len(self.mentors) * len(self.mentees)
        self.sampled = 0
        if isinstance(problem, ScoreMatrix):
            self.method: Literal["plain", "rows", "matrix"] = "matrix"
        else:
            self.method = "plain" if thorough or size <= PLAIN_LIMIT else "rows"
            self.reader = Reader(problem)
            self.people = {p.id: p for p in problem.mentors}, {p.id: p for p in problem.mentees}
        self.scores = dict(self.rows())

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Per mentor the scores with all mentees in the problem's order, −1 where a pair is not possible."""
        problem = self.problem
        if isinstance(problem, ScoreMatrix):
            for i, mentor in enumerate(self.mentors):
                cells = [-1 if cell is None else int(cell) for cell in problem.cells[i]]
                yield mentor, self.without_bans(mentor, np.array(cells, dtype=np.int64))
        elif self.method == "plain":
            for one in problem.mentors:
                yield one.id, np.array([self.plain(one.id, name) for name in self.mentees], dtype=np.int64)
        else:
            second = RowReader(problem, self.reader.on)
            for i, one in enumerate(problem.mentors):
                row = second.row(one)
                for j in range((i * 31) % SAMPLE_STEP, len(row), SAMPLE_STEP):
                    self.sampled += 1
                    if self.plain(one.id, self.mentees[j]) != row[j]:
                        raise NotVerified("scores", f"{one.id!r} and {self.mentees[j]!r}: two readings differ")
                yield one.id, row

    def without_bans(self, mentor: str, row: Row) -> Row:
        """The row with the office's bans applied."""
        for one, other in self.problem.bans:
            if one == mentor:
                row[self.column[other]] = -1
        return row

    def plain(self, mentor: str, mentee: str) -> int:
        """Score of a pair of persons in plain Python, −1 when a rule is against it."""
        one, other = self.people[0][mentor], self.people[1][mentee]
        return -1 if self.reader.against(one, other) else self.reader.score(one, other)

    def check_pairs(self) -> None:
        """Each pair is possible, scored right, within the seats; the locks are kept; the floor is reached."""
        taken: dict[str, int] = {}
        used: set[str] = set()
        for pair in self.plan.pairs:
            if pair.mentor not in self.scores or pair.mentee not in self.column:
                raise NotVerified("pairs", f"{pair.mentor!r} or {pair.mentee!r} takes no part")
            if pair.mentee in used:
                raise NotVerified("pairs", f"mentee {pair.mentee!r} is in two pairs")
            used.add(pair.mentee)
            taken[pair.mentor] = taken.get(pair.mentor, 0) + 1
            if taken[pair.mentor] > self.seats[pair.mentor]:
                raise NotVerified("pairs", f"mentor {pair.mentor!r} has more pairs than seats")
            self.check_score(pair)
        links = {(pair.mentor, pair.mentee) for pair in self.plan.pairs}
        for lock in sorted(self.problem.locks - links):
            raise NotVerified("locks", f"the locked pair {lock} is not in the plan")
        for pair in self.plan.pairs:
            if pair.locked != ((pair.mentor, pair.mentee) in self.problem.locks):
                raise NotVerified("locks", f"{pair.mentor!r} and {pair.mentee!r}: wrongly marked")

    def check_score(self, pair: Pair) -> None:
        """The score is what the persons give, and each criterion's part too."""
        score = int(self.scores[pair.mentor][self.column[pair.mentee]])
        if score < 0:
            raise NotVerified("pairs", f"{pair.mentor!r} and {pair.mentee!r} are not a possible pair")
        if score != pair.score:
            raise NotVerified("scores", f"{pair.mentor!r} and {pair.mentee!r}: {pair.score}, really {score}")
        if isinstance(self.problem, Problem):
            one, other = self.people[0][pair.mentor], self.people[1][pair.mentee]
            parts = {
                name: (self.reader.part(name, one, other).points, weight)
                for name, weight in self.reader.weights.items()
            }
            told = {name: (part.points, part.weight) for name, part in pair.contributions.items()}
            if parts != told or sum(points * weight for points, weight in parts.values()) != score:
                raise NotVerified("scores", f"{pair.mentor!r} and {pair.mentee!r}: the parts are not right")

    def check_sums(self) -> None:
        """Total, worst and number of free pairs are what the pairs say."""
        plan = self.plan
        scores = [pair.score for pair in plan.pairs]
        if plan.total != sum(scores) or plan.worst != min(scores, default=None):
            raise NotVerified("scores", "total or worst is not what the pairs say")
        if self.proof.free_pairs != len(self.free_pairs()):
            raise NotVerified("certificate", "the number of free pairs is not right")
        if self.proof.gap != 0 or not self.proof.certified:
            raise NotVerified("certificate", "the plan does not claim to be certified")

    def free_pairs(self) -> list[Pair]:
        """The pairs that are not locked."""
        return [pair for pair in self.plan.pairs if not pair.locked]

    def check_left_over(self) -> None:
        """Everybody without a pair is named exactly once, and nobody else; the causes fit the candidates."""
        paired = {("mentor", p.mentor) for p in self.plan.pairs} | {("mentee", p.mentee) for p in self.plan.pairs}
        everybody = [("mentor", name) for name in self.mentors] + [("mentee", name) for name in self.mentees]
        told = sorted((person.role, person.id) for person in self.plan.left_over)
        if told != sorted(person for person in everybody if person not in paired):
            raise NotVerified("left_over", "these are not the people without a pair")
        of_mentor = {name: int(np.count_nonzero(row >= 0)) for name, row in self.scores.items()}
        of_mentee = np.count_nonzero(np.stack(list(self.scores.values())) >= 0, axis=0)
        for person in self.plan.left_over:
            count = of_mentor[person.id] if person.role == "mentor" else int(of_mentee[self.column[person.id]])
            if count != person.candidates or (person.cause == "scarcity") != (count > 0):
                raise NotVerified("left_over", f"{person.id!r}: the cause is not right")

    def check_covers(self) -> None:
        """No plan has more pairs; none as large has a higher floor."""
        proof, size = self.proof, self.proof.free_pairs
        if self.checked_cover("cardinality", proof.cardinality, 0) != size:
            raise NotVerified("cardinality", "the cover is larger than the plan")
        if proof.floor_value != self.plan.floor:
            raise NotVerified("floor", "the certificate is about another floor")
        if self.plan.policy.floor == "none" or not size:
            if self.plan.floor is not None:
                raise NotVerified("floor", "there is no floor to claim")
            return
        if self.plan.floor is None or proof.floor is None:
            raise NotVerified("floor", "the proof is missing")
        if min(pair.score for pair in self.free_pairs()) != self.plan.floor:
            raise NotVerified("floor", "the weakest free pair is not at the floor")
        if self.checked_cover("floor", proof.floor, self.plan.floor + 1) >= size:
            raise NotVerified("floor", "the cover does not exclude a higher floor")

    def checked_cover(self, part: str, cover: Cover, least: int) -> int:
        """Size of the cover, after checking that it touches every free pair scored at least ``least``."""
        mentors, mentees = set(cover.mentors), set(cover.mentees)
        if not mentors <= self.free.keys() or not mentees <= self.column.keys():
            raise NotVerified(part, "the cover names somebody who takes no part")
        outside = np.array([name not in mentees for name in self.mentees])
        for mentor in self.open_mentors():
            if mentor not in mentors and bool(((self.open_row(mentor) >= least) & outside).any()):
                raise NotVerified(part, f"a pair of mentor {mentor!r} is not covered")
        size = sum(self.free[name] for name in mentors) + len(mentees)
        if size != cover.size:
            raise NotVerified(part, "the cover's size is not right")
        return size

    def open_mentors(self) -> list[str]:
        """Mentors with a seat that no lock has taken."""
        return [name for name in self.mentors if self.free[name] > 0]

    def open_row(self, mentor: str) -> Row:
        """A mentor's scores with mentees that are not locked, −1 elsewhere."""
        row = self.scores[mentor]
        return np.where(self.is_locked, -1, row) if self.is_locked.any() else row

    def check_prices(self) -> None:
        """No plan with as many pairs at or above the floor has a higher total (weak duality)."""
        proof = self.proof.total
        if not set(proof.mentors) <= self.free.keys() or not set(proof.mentees) <= self.column.keys():
            raise NotVerified("total", "a price is somebody's who takes no part")
        u = {name: int(proof.mentors.get(name, 0)) for name in self.mentors}
        v = [int(proof.mentees.get(name, 0)) for name in self.mentees]
        limit = 4 * (proof.tandem_value + MAX_SCORE)
        if min([*u.values(), *v]) < 0 or max([*u.values(), *v]) > limit or limit > 1 << 60:
            raise NotVerified("total", "a price is negative or beyond any use")
        column_prices, least = np.array(v, dtype=np.int64), self.plan.floor or 0
        for mentor in self.open_mentors():
            row = self.open_row(mentor)
            if bool(((row >= least) & (u[mentor] + column_prices < row + proof.tandem_value)).any()):
                raise NotVerified("total", f"the prices do not reach a pair of mentor {mentor!r}")
        bound = sum(self.free[name] * u[name] for name in self.mentors) + sum(v)
        reached = sum(pair.score + proof.tandem_value for pair in self.free_pairs())
        if bound != proof.bound or bound != reached:
            raise NotVerified("total", f"the prices bound {bound}, the plan reaches {reached}")

    def verification(self) -> Verification:
        """What was shown."""
        pairs = len(self.mentors) * len(self.mentees)
        return Verification(self.method, pairs, self.sampled, len(self.plan.pairs), self.plan.floor, self.plan.total)


def ids(side: object) -> list[str]:
    """Ids of persons, or the ids themselves."""
    return [one if isinstance(one, str) else one.id for one in side]  # type: ignore[attr-defined]
