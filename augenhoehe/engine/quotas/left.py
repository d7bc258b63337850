"""The part of ``verify`` about quotas as the cause of somebody's being left over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.plan import LeftOver, Plan, Shortage
from augenhoehe.engine.quotas.quota import Quota
from augenhoehe.engine.types import Role

Mask = NDArray[np.bool_]
Bits = NDArray[np.uint8]
Full = tuple[str, ...]


class LeftByQuotas:
    """Chains of exchanges in a plan, walked back from their ends.

    ids: mentors and mentees. possible: who could have whom by free choice, a row a mentor, a bit a mentee. free: seats
    of each mentor beside the locks.
    """

    def __init__(
        self,
        plan: Plan,
        quotas: Sequence[Quota],
        ids: tuple[Sequence[str], Sequence[str]],
        possible: Bits,
        free: Mapping[str, int],
    ) -> None:
        self.quotas, self.ids, self.possible = quotas, ids, possible
        self.place = tuple({name: k for k, name in enumerate(side)} for side in ids)
        self.mentor_of = np.full(len(ids[1]), -1, dtype=np.int64)
        for pair in plan.pairs:
            if not pair.locked:
                self.mentor_of[self.place[1][pair.mentee]] = self.place[0][pair.mentor]
        taken = np.bincount(self.mentor_of[self.mentor_of >= 0], minlength=len(ids[0]))
        self.room: Mask = taken < np.array([free[name] for name in ids[0]])
        self.count = {
            quota.name: sum(getattr(pair, quota.side) in quota.people for pair in plan.pairs) for quota in quotas
        }
        self.placed = {("mentor", pair.mentor) for pair in plan.pairs} | {
            ("mentee", pair.mentee) for pair in plan.pairs
        }
        self.ends: dict[Role, dict[Full, Mask]] = {}
        self.just: dict[tuple[str, int], bool] = {}

    def cause(self, one: LeftOver) -> tuple[str, tuple[str, ...]]:
        """Cause and quotas of somebody who has candidates."""
        if one.role not in self.ends:
            self.ends[one.role] = self.reaching(one.role)
        place, mine = self.place[0 if one.role == "mentor" else 1][one.id], self.full(one.role, one.id)
        ways = [sorted({*mine, *full}) for full, mask in self.ends[one.role].items() if mask[place]]
        if not ways:
            return "scarcity", self.just_met(one)
        single = sorted({way[0] for way in ways if len(way) == 1})
        if single:
            return "quota", tuple(single)
        return "quotas", tuple(min((len(way), way) for way in ways)[1])

    def full(self, role: Role, name: str) -> Full:
        """Quotas that hold this person and permit no more."""
        return tuple(
            quota.name
            for quota in self.quotas
            if quota.side == role
            and quota.at_most is not None
            and self.count[quota.name] >= quota.at_most
            and name in quota.people
        )

    def just_met(self, one: LeftOver) -> tuple[str, ...]:
        """Quotas that are just met by placed people of the shortage, of whom this person is not one."""
        if one.shortage is None:
            return ()
        others = (quota for quota in self.quotas if quota.side == one.role and one.id not in quota.people)
        return tuple(sorted(quota.name for quota in others if self.met_in(quota, one.shortage)))

    def met_in(self, quota: Quota, short: Shortage) -> bool:
        """Whether a quota is just met, and by placed people of this shortage."""
        if not quota.at_least or self.count[quota.name] != quota.at_least:
            return False
        key = quota.name, id(short)  # mostly one object for all who share it
        if key not in self.just:
            self.just[key] = any((quota.side, name) in self.placed for name in quota.people.intersection(short.people))
        return self.just[key]

    def reaching(self, role: Role) -> dict[Full, Mask]:
        """Full quotas at the end of a chain → who of this side can get there: to a partner who could have one more."""
        other: Role = "mentee" if role == "mentor" else "mentor"
        ids = self.ids[0 if other == "mentor" else 1]
        ends: dict[Full, list[int]] = {}
        for k in np.flatnonzero(self.room if other == "mentor" else self.mentor_of < 0).tolist():
            ends.setdefault(self.full(other, ids[k]), []).append(k)
        walk = self.mentees_reaching if role == "mentee" else self.mentors_reaching
        return {full: walk(np.array(some)) for full, some in ends.items()}

    def mentees_reaching(self, ends: NDArray[np.int64]) -> Mask:
        """Mentees who could have one of these mentors, or one whose mentee can get there."""
        mentors = np.zeros(len(self.ids[0]), dtype=np.bool_)
        found = np.zeros(self.possible.shape[1], dtype=np.uint8)
        mentors[ends] = True
        new = ends
        while len(new):
            found |= np.bitwise_or.reduce(self.possible[new], axis=0)
            onward = self.mentor_of[self.unpacked(found) & (self.mentor_of >= 0)]
            new = np.unique(onward[~mentors[onward]])
            mentors[new] = True
        return self.unpacked(found)

    def mentors_reaching(self, ends: NDArray[np.int64]) -> Mask:
        """Mentors who could have one of these mentees, or one whose mentor can get there."""
        mentees = np.zeros(len(self.ids[1]), dtype=np.bool_)
        mentees[ends] = True
        mentors = np.zeros(len(self.ids[0]), dtype=np.bool_)
        while True:
            grown = mentors | (self.possible & np.packbits(mentees)).any(axis=1)
            if np.array_equal(grown, mentors):
                return mentors
            mentors = grown
            mentees |= (self.mentor_of >= 0) & mentors[self.mentor_of]

    def unpacked(self, bits: Bits) -> Mask:
        """Bits as a mask of mentees."""
        return np.unpackbits(bits, count=len(self.ids[1])).astype(np.bool_)
