"""``verify`` for plans too large to hold all readings: everything is asked in one pass, mentor by mentor.

The checks are those of ``verification.py`` and ``telling.py``, in the same words; only where these look something up in
a table, the answer was collected on the way. Nothing of the solver's is used.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.plan import Cover, Pair, Plan
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.aim_rows import AimRows
from augenhoehe.engine.readings import Readings, Row
from augenhoehe.engine.rules import RULES
from augenhoehe.engine.telling import Told
from augenhoehe.engine.types import Role
from augenhoehe.engine.verification import Checker

Mask = NDArray[np.bool_]
Group = tuple[Role, tuple[str, ...], int]
"""Some people of one side, and the least score that counts between them and the others."""


class Passing(Checker):
    """One verification in one pass.

    at: per mentor the scores with the mentees they are paired with. first: the first mentor with a pair that a cover
    (by its least score) or the prices do not reach.
    """

    def __init__(self, problem: Problem | ScoreMatrix, plan: Plan, thorough: bool, some: slice = slice(None)) -> None:
        self.problem, self.plan, self.proof = problem, plan, plan.certificate
        self.readings = Readings(problem, thorough, keep=False, some=some)
        self.prepare()
        self.at: dict[str, dict[int, int]] = {}
        self.first: dict[str | int, str] = {}
        self.now: tuple[str, Row] = ("", np.zeros(0, dtype=np.int64))

    def walk(self, told: PassedBy, aims: AimRows | None) -> None:
        """Read all pairs once and note what will be asked. aims: where the proof is there, aim by aim."""
        paired: dict[str, list[int]] = {}
        for pair in self.plan.pairs:
            if pair.mentee in self.column:
                paired.setdefault(pair.mentor, []).append(self.column[pair.mentee])
        covers = [(set(cover.mentors), np.flatnonzero(self.outside(cover)), least) for cover, least in self.covers()]
        v = np.array([self.price(self.proof.total.mentees, name) for name in self.mentees], dtype=np.int64)
        for mentor, scores, against in self.readings.rows():
            self.now = mentor, scores
            self.at[mentor] = {j: int(scores[j]) for j in paired.get(mentor, ())}
            open_row = super().open_row(mentor) if self.free[mentor] > 0 else np.full_like(scores, -1)
            if aims is not None:
                aims.note(mentor, open_row)
            else:
                self.note(mentor, open_row, covers, v)
            told.note(mentor, open_row, against)

    def note(self, mentor: str, open_row: Row, covers: list[tuple[set[str], Row, int]], v: Row) -> None:
        """Whether the covers and the prices reach all pairs of a mentor."""
        for mentors, outside, least in covers:
            if mentor not in mentors and bool((open_row[outside] >= least).any()):
                self.first.setdefault(least, mentor)
        limit = open_row + (self.proof.total.tandem_value - self.price(self.proof.total.mentors, mentor))
        if bool(((open_row >= (self.plan.floor or 0)) & (v < limit)).any()):
            self.first.setdefault("prices", mentor)

    def price(self, prices: Mapping[str, int], name: str) -> int:
        """A price, cut to what an array holds; ``check_prices`` refuses prices beyond any use before they matter."""
        return max(-(1 << 61), min(1 << 61, int(prices.get(name, 0))))

    def covers(self) -> list[tuple[Cover, int]]:
        """The covers and the least score that each is about."""
        out = [(self.proof.cardinality, 0)]
        if self.proof.floor is not None and self.plan.floor is not None:
            out.append((self.proof.floor, self.plan.floor + 1))
        return out

    def row(self, mentor: str) -> Row:  # noqa: ARG002
        """The row that is being read."""
        return self.now[1]

    def score_of(self, pair: Pair) -> int:
        """See ``Checker``."""
        return self.at[pair.mentor][self.column[pair.mentee]]

    def untouched(self, cover: Cover, least: int) -> str | None:  # noqa: ARG002
        """See ``Checker``."""
        return self.first.get(least)

    def unpaid(self, u: dict[str, int], v: Row) -> str | None:  # noqa: ARG002
        """See ``Checker``."""
        return self.first.get("prices")


class PassedBy(Told):
    """What a plan tells, noted while ``Passing`` reads.

    by_mentor, by_mentee: per person left over, the candidates each rule takes, and at last the candidates. partners:
    who of the other side has a score that counts with a group. bits: only where there are quotas.
    """

    def __init__(self, readings: Readings, free: Mapping[str, int], plan: Plan) -> None:
        self.readings, self.plan, self.free = readings, plan, free
        self.row = {name: i for i, name in enumerate(readings.mentors)}
        self.column = readings.column
        self.seats = np.array([free[name] for name in readings.mentors])
        self.anybody = np.zeros(len(self.row), dtype=np.bool_), np.zeros(len(self.column), dtype=np.bool_)
        left = {(person.role, person.id) for person in plan.left_over}
        self.left_mentors = {name for name in self.row if ("mentor", name) in left}
        self.left_mentees = [name for name in self.column if ("mentee", name) in left]
        self.columns = np.array([self.column[name] for name in self.left_mentees], dtype=np.int64)
        self.by_mentor: dict[str, list[int]] = {}
        self.by_mentee = np.zeros((len(RULES) + 1, len(self.columns)), dtype=np.int64)
        self.bits: list[NDArray[np.uint8]] = []
        self.partners_of: dict[Group, tuple[set[str], Row, Mask]] = {}
        for group in self.groups():
            role, people, _ = group
            mine = [self.column[name] for name in people if name in self.column] if role == "mentee" else []
            others = np.zeros(len(self.column if role == "mentor" else self.row), dtype=np.bool_)
            self.partners_of[group] = set(people), np.array(mine, dtype=np.int64), others

    def groups(self) -> list[Group]:
        """The groups that will be asked about: who share a shortage, and who pin the floor."""
        known = {id(one.shortage): one for one in self.plan.left_over}  # mostly one object for all of them
        out: list[Group] = [(one.role, one.shortage.people, 0) for one in known.values() if one.shortage is not None]
        if self.plan.pinned_by and self.plan.floor is not None:
            people = tuple(name for _, name in self.plan.pinned_by)
            out.append((self.plan.pinned_by[0][0], people, self.plan.floor + 1))
        return list(dict.fromkeys(out))

    def note(self, mentor: str, open_row: Row, against: Row) -> None:
        """A row is read: what it says about the people left over and about the groups."""
        i = self.row[mentor]
        possible = open_row >= 0
        self.anybody[0][i] = possible.any()
        self.anybody[1][:] |= possible
        if self.readings.problem.quotas:
            self.bits.append(np.packbits(possible))
        if mentor in self.left_mentors:
            self.by_mentor[mentor] = [int(np.count_nonzero(against >> k & 1)) for k in range(len(RULES))]
            self.by_mentor[mentor].append(int(np.count_nonzero(against == 0)))
        if len(self.columns):
            some = against[self.columns]
            for k in range(len(RULES)):
                self.by_mentee[k] += some >> k & 1
            self.by_mentee[-1] += some == 0
        for (role, _, least), (people, mine, others) in self.partners_of.items():
            if role == "mentee":
                others[i] = (open_row[mine] >= least).any()
            elif mentor in people:
                others |= open_row >= least

    def counts(self, role: Role, name: str) -> tuple[list[int], int]:
        """See ``Told``."""
        if role == "mentor":
            numbers = self.by_mentor[name]
        else:
            numbers = self.by_mentee[:, int(np.searchsorted(self.columns, self.column[name]))].tolist()
        return numbers[:-1], numbers[-1]

    def possible_bits(self) -> NDArray[np.uint8]:
        """See ``Told``."""
        return np.stack(self.bits)

    def met(self, role: Role, people: tuple[str, ...], least: int) -> Mask:
        """See ``Told``."""
        return self.partners_of[role, people, least][2]

    def possible(self) -> tuple[Mask, Mask]:
        """See ``Told``."""
        return self.anybody
