"""Checks a plan without the solver: nothing here knows how the plan was found.

Scores and rules are computed anew (``readings.py``): pair by pair in plain Python (``plain.py``) up to ``PLAIN_LIMIT``
pairs of persons, above that by ``rows.py``, a second vectorised reading in whole numbers that shares no code with the
solver's, plus plain Python for every pair in the plan and for a spread of others. Shared with the solver are only the
data classes, which rules and criteria have data (``availability.py``), and the rounding of points.
"""

from __future__ import annotations

from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.answers import Verification
from augenhoehe.engine.errors import NotVerified
from augenhoehe.engine.plan import Cover, Pair, Plan
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.checking import AimChecker
from augenhoehe.engine.quotas.quota import by_aims
from augenhoehe.engine.readings import Readings, Row
from augenhoehe.engine.telling import Told
from augenhoehe.engine.types import MAX_SCORE

KEPT = 2_000_000
"""Pairs of persons whose readings are all kept; of larger cohorts they are read once, on the way (``streaming.py``)."""


def verify(
    problem: Problem | ScoreMatrix, plan: Plan, *, thorough: bool = False, executor: Executor | None = None
) -> Verification:
    """See ``doors``."""
    aims = AimChecker(problem, plan) if by_aims(problem, plan.policy) else None
    checker: Checker
    told: Told
    if len(problem.mentors) * len(problem.mentees) > KEPT:
        from augenhoehe.engine import portions, streaming  # which take their checks from here

        passing = streaming.Passing(problem, plan, thorough)
        noted = streaming.PassedBy(passing.readings, passing.free, plan)
        if executor is None:
            passing.walk(noted, aims.rows if aims else None)
        else:
            portions.walk(passing, noted, aims.rows if aims else None, thorough, executor)
        checker, told = passing, noted
    else:
        checker = Checker(problem, plan, thorough)
        told = Told(checker.readings, checker.free, checker.is_locked, plan)
        if aims:
            aims.rows.note_all(checker.mentors, told.open)
    checker.check_pairs()
    checker.check_sums()
    told.check_left_over()
    if aims:
        aims.check(checker.free)
    else:
        checker.check_covers()
        checker.check_prices()
    told.check_rest(aims.fewest if aims else None)
    return checker.verification()


class Checker:
    """One verification."""

    def __init__(self, problem: Problem | ScoreMatrix, plan: Plan, thorough: bool) -> None:
        self.problem, self.plan, self.proof = problem, plan, plan.certificate
        self.readings = Readings(problem, thorough)
        self.prepare()

    def prepare(self) -> None:
        """Who takes part, and which seats are left."""
        problem = self.problem
        self.mentors, self.mentees = self.readings.mentors, self.readings.mentees
        self.column = self.readings.column
        self.seats = problem.capacities()
        self.free = dict(self.seats)
        for mentor, _ in problem.locks:
            self.free[mentor] -= 1
        locked = {mentee for _, mentee in problem.locks}
        self.is_locked = np.array([name in locked for name in self.mentees])

    def row(self, mentor: str) -> Row:
        """A mentor's scores with all mentees, −1 where a rule is against it."""
        return self.readings.scores[mentor]

    def score_of(self, pair: Pair) -> int:
        """The score of a pair, read anew."""
        return int(self.row(pair.mentor)[self.column[pair.mentee]])

    def check_pairs(self) -> None:
        """Each pair is possible, scored right, within the seats; the locks are kept; the floor is reached."""
        taken: dict[str, int] = {}
        used: set[str] = set()
        for pair in self.plan.pairs:
            if pair.mentor not in self.free or pair.mentee not in self.column:
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
        score = self.score_of(pair)
        if score < 0:
            raise NotVerified("pairs", f"{pair.mentor!r} and {pair.mentee!r} are not a possible pair")
        if score != pair.score:
            raise NotVerified("scores", f"{pair.mentor!r} and {pair.mentee!r}: {pair.score}, really {score}")
        if isinstance(self.problem, Problem):
            reader, people = self.readings.reader, self.readings.people
            one, other = people[0][pair.mentor], people[1][pair.mentee]
            parts = {name: (reader.part(name, one, other).points, weight) for name, weight in reader.weights.items()}
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
        mentor = self.untouched(cover, least)
        if mentor is not None:
            raise NotVerified(part, f"a pair of mentor {mentor!r} is not covered")
        size = sum(self.free[name] for name in mentors) + len(mentees)
        if size != cover.size:
            raise NotVerified(part, "the cover's size is not right")
        return size

    def untouched(self, cover: Cover, least: int) -> str | None:
        """A mentor with a free pair scored at least so much that the cover does not touch."""
        mentors, outside = set(cover.mentors), self.outside(cover)
        for mentor in self.open_mentors():
            if mentor not in mentors and bool(((self.open_row(mentor) >= least) & outside).any()):
                return mentor
        return None

    def outside(self, cover: Cover) -> NDArray[np.bool_]:
        """Which mentees the cover leaves out."""
        mentees = set(cover.mentees)
        return np.array([name not in mentees for name in self.mentees])

    def open_mentors(self) -> list[str]:
        """Mentors with a seat that no lock has taken."""
        return [name for name in self.mentors if self.free[name] > 0]

    def open_row(self, mentor: str) -> Row:
        """A mentor's scores with mentees that are not locked, −1 elsewhere."""
        row = self.row(mentor)
        return np.where(self.is_locked, -1, row) if self.is_locked.any() else row

    def check_prices(self) -> None:
        """No plan with as many pairs at or above the floor has a higher total (weak duality)."""
        proof = self.proof.total
        if not set(proof.mentors) <= self.free.keys() or not set(proof.mentees) <= self.column.keys():
            raise NotVerified("total", "a price is somebody's who takes no part")
        u = [int(proof.mentors.get(name, 0)) for name in self.mentors]
        v = [int(proof.mentees.get(name, 0)) for name in self.mentees]
        limit = 4 * (proof.tandem_value + MAX_SCORE)
        if min([*u, *v]) < 0 or max([*u, *v]) > limit or limit > 1 << 60:
            raise NotVerified("total", "a price is negative or beyond any use")
        mentor = self.unpaid(dict(zip(self.mentors, u, strict=True)), np.array(v, dtype=np.int64))
        if mentor is not None:
            raise NotVerified("total", f"the prices do not reach a pair of mentor {mentor!r}")
        bound = sum(self.free[name] * price for name, price in zip(self.mentors, u, strict=True)) + sum(v)
        reached = sum(pair.score + proof.tandem_value for pair in self.free_pairs())
        if bound != proof.bound or bound != reached:
            raise NotVerified("total", f"the prices bound {bound}, the plan reaches {reached}")

    def unpaid(self, u: dict[str, int], v: Row) -> str | None:
        """A mentor with a free pair at or above the floor whose prices do not add up to what it is worth."""
        value, least = self.proof.total.tandem_value, self.plan.floor or 0
        for mentor in self.open_mentors():
            row = self.open_row(mentor)
            if bool(((row >= least) & (u[mentor] + v < row + value)).any()):
                return mentor
        return None

    def verification(self) -> Verification:
        """What was shown."""
        pairs = len(self.mentors) * len(self.mentees)
        readings, plan = self.readings, self.plan
        return Verification(readings.method, pairs, readings.sampled, len(plan.pairs), plan.floor, plan.total)
