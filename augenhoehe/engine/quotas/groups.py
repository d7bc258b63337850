"""Quotas as arrays: who belongs to which, and which lie within which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.quotas.quota import Quota


@dataclass(frozen=True)
class Groups:
    """Quotas as arrays. members: per quota the places of its people on its side. above: per quota the smallest quota
    of that side that contains it, or −1; ``None`` when groups of a side overlap without one containing the other."""

    names: tuple[str, ...]
    of_mentors: Bools
    members: tuple[Ints, ...]
    above: Ints | None

    @property
    def laminar(self) -> bool:
        """Whether the groups form a forest on each side."""
        return self.above is not None

    def sums(self, mentors: Ints, mentees: Ints) -> Ints:
        """Per quota the sum of a number of its people: mentors' or mentees', as its side is."""
        sides = [mentors if flag else mentees for flag in self.of_mentors]
        return np.array([int(side[own].sum()) for side, own in zip(sides, self.members, strict=True)], dtype=np.int64)

    def innermost(self, mentors: int, mentees: int) -> tuple[Ints, Ints]:
        """Per mentor and per mentee the smallest quota that holds them, or −1. Needs groups that form a forest."""
        out = np.full(mentors, -1, dtype=np.int64), np.full(mentees, -1, dtype=np.int64)
        for k in sorted(range(len(self.names)), key=self.depth):
            out[0 if self.of_mentors[k] else 1][self.members[k]] = k
        return out

    def depth(self, k: int) -> int:
        """How many groups are around this one."""
        if self.above is None:
            raise ValueError("only a forest of groups is a network")
        found = 0
        while self.above[k] >= 0:
            k, found = int(self.above[k]), found + 1
        return found

    def spread(self, prices: Ints, mentors: int, mentees: int) -> tuple[Ints, Ints]:
        """Per mentor and per mentee the sum of the prices of the quotas that hold them."""
        out = np.zeros(mentors, dtype=np.int64), np.zeros(mentees, dtype=np.int64)
        for k, own in enumerate(self.members):
            out[0 if self.of_mentors[k] else 1][own] += prices[k]
        return out


def groups_of(quotas: Sequence[Quota], mentors: Sequence[str], mentees: Sequence[str]) -> Groups:
    """The arrays of these quotas for people in this order; others in them are left out."""
    places = {
        "mentor": {name: k for k, name in enumerate(mentors)},
        "mentee": {name: k for k, name in enumerate(mentees)},
    }
    return Groups(
        names=tuple(quota.name for quota in quotas),
        of_mentors=np.array([quota.side == "mentor" for quota in quotas], dtype=np.bool_),
        members=tuple(
            np.array(
                sorted(places[quota.side][one] for one in quota.people if one in places[quota.side]), dtype=np.int64
            )
            for quota in quotas
        ),
        above=forest(quotas),
    )


def forest(quotas: Sequence[Quota]) -> Ints | None:
    """Per quota the smallest one around it, or −1; ``None`` when they are not laminar. Equal groups stand in a row."""
    above = np.full(len(quotas), -1, dtype=np.int64)
    order = sorted(range(len(quotas)), key=lambda k: (len(quotas[k].people), k))
    for place, k in enumerate(order):
        for other in order[place + 1 :]:
            if quotas[other].side != quotas[k].side or quotas[k].people.isdisjoint(quotas[other].people):
                continue
            if not quotas[k].people <= quotas[other].people:
                return None
            if above[k] < 0:
                above[k] = other
    return above
