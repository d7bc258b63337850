"""All pairs priced in one pass, however many aims came before.

The pairs that the aims before have left are those without slack in any of their prices. All these are folded into two
numbers a person, so that a possible pair is left exactly when U(i) + V(j) is 0, and U(i) + V(j) > 0 otherwise. Far more
for each unit of it on top of the prices of an aim, and only pairs that are left can seem to pay.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, concatenated
from augenhoehe.engine.columns.arrays import Bools
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import Multipliers, Ranges
from augenhoehe.engine.types import MAX_SCORE

APART = 1 << 22
BEYOND = 1 << 17
"""More than any score."""
Folded = tuple[Ints, Ints]


@dataclass(frozen=True)
class Aim:
    """What is made as large as possible. levels: (least score, weight), rising: what a pair scored at least so much
    weighs; none: its score. mentors, mentees: gains of people who have a tandem."""

    levels: tuple[tuple[int, int], ...]
    mentors: Ints
    mentees: Ints

    def of(self, scores: Ints) -> Ints:
        """Weights of pairs with these scores."""
        if not self.levels:
            return scores.astype(np.int64)
        out = np.zeros(len(scores), dtype=np.int64)
        for least, weight in self.levels:
            out[scores >= least] = weight
        return out


class Pricing:
    """Pairs that would pay for an aim, round after round; later only people whose prices fell are looked at again.

    least: the lowest score of a pair that is left.
    """

    def __init__(self, pairs: Blocks, aim: Aim, folded: Folded, ranges: Ranges, least: int) -> None:
        self.pairs, self.aim, self.fold, self.least = pairs, aim, folded, least
        u, v = folded
        left = u + v.min(initial=0) <= 0, v + u.min(initial=0) <= 0
        out = ranges.mentors[1] == 0, ranges.mentees[1] == 0
        self.idle: tuple[Bools, Bools] = (left[0] & out[0], left[1] & out[1])
        self.open: tuple[Bools, Bools] = (left[0] & ~out[0], left[1] & ~out[1])
        self.people = places(self.open[0]), places(self.open[1])
        self.before: tuple[Ints, Ints] | None = None
        self.paid: Bools = np.zeros(len(u), dtype=np.bool_)

    def inside(self, arcs: Arcs) -> Arcs:
        """Those of the pairs whose people can still have a tandem, or are bound to."""
        return arcs.where(self.open[0][arcs.mentors] & self.open[1][arcs.mentees])

    def lowest(self, by: Multipliers) -> int:
        """No two people who are left have lower prices together."""
        u, v = by.u[self.open[0]], by.v[self.open[1]]
        return int(u.min() + v.min()) if len(u) and len(v) else 0

    def paying(self, by: Multipliers) -> Arcs:
        """Pairs that are left and weigh more than their prices: some for everybody who has any."""
        return self.by_level(by) if self.aim.levels else self.by_score(by)

    def by_level(self, by: Multipliers) -> Arcs:
        """Where pairs of a level weigh the same. No pass is needed where no two prices are too low."""
        low = self.lowest(by)
        found = []
        for least, weight in self.aim.levels:
            if low < weight:
                u, v = self.folding(by, weight)
                u, v = BEYOND * u, BEYOND * (v + 1) - 1
                found.append(self.pairs.price(u, v, max(least, self.least), *self.people).arcs)
        return concatenated(found, self.pairs.scores.shape)

    def by_score(self, by: Multipliers) -> Arcs:
        """Where a pair weighs its score. A pair that did not pay pays now only if one of its prices has fallen."""
        u, v = self.apart(by)
        fallen = None
        if self.before is not None:
            fallen = self.open[0] & (self.paid | (u < self.before[0])), self.open[1] & (v < self.before[1])
        self.before = u, v
        if fallen is None or share(fallen, self.open) > 0.9:
            priced = self.pairs.price(u, v, self.least, *self.people)
            self.paid = priced.over[0] > 0
            return priced.arcs
        by_row = self.pairs.price(u, v, self.least, np.flatnonzero(fallen[0]), self.people[1])
        by_column = self.pairs.price(u, v, self.least, self.people[0], np.flatnonzero(fallen[1]))
        self.paid = (by_row.over[0] > 0) | (by_column.over[0] > 0)
        return by_row.arcs.joined(by_column.arcs)

    def tight(self, by: Multipliers) -> tuple[Ints, Ints]:
        """All pairs that are left and whose prices are just their score."""
        return self.pairs.tight(*self.apart(by), 0, self.least)

    def apart(self, by: Multipliers) -> tuple[Ints, Ints]:
        """Prices that only pairs that are left can fall short of."""
        far = max(APART, MAX_SCORE + 1 - int(by.u.min(initial=0) + by.v.min(initial=0)))
        return by.u + far * self.fold[0], by.v + far * self.fold[1]

    def folding(self, by: Multipliers, weight: int) -> Folded:
        """U and V with the slack of these prices too, for pairs that weigh so much: 0 where it is and was 0, below 0
        where it was 0 and the prices do not reach the weight."""
        factor = 1 + max(0, weight - int(by.u.min(initial=0) + by.v.min(initial=0)))
        return factor * self.fold[0] + by.u, factor * self.fold[1] + by.v - weight

    def lifted(self, by: Multipliers) -> Multipliers:
        """With prices for people who can have no tandem any more, so that they reach their pairs. They cost nothing."""
        most = max([weight for _, weight in self.aim.levels] or [MAX_SCORE])
        high = most - min(int(by.u.min(initial=0)), int(by.v.min(initial=0)))
        u, v = (np.where(idle, high, price) for idle, price in zip(self.idle, (by.u, by.v), strict=True))
        return Multipliers(u, v, by.y)


def places(mask: Bools) -> Ints | None:
    """The people in a mask, ``None`` for all."""
    return None if mask.all() else np.flatnonzero(mask)


def share(some: tuple[Bools, Bools], of: tuple[Bools, Bools]) -> float:
    """Which part of all pairs is looked at by looking at these rows and these columns."""
    return sum(float(one.sum()) / max(1, int(whole.sum())) for one, whole in zip(some, of, strict=True))
