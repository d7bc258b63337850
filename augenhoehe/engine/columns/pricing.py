"""Pricing all pairs without looking at all of them every time.

A full pass notes, beside the pairs that pay, those that nearly do, and for everybody how far all others are from
paying. Prices have to fall by as much before one of the others can pay, so later rounds look only at those whose
prices fell further: a safe form of *partial pricing* (reduced costs bounded from an earlier round; cf. Ahuja,
Magnanti and Orlin 1993, chapter 11).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.passes import MORE, Priced, best_of

Cover = tuple[Bools, Bools]
Masks = tuple[Bools, Bools]
STEPS = np.array([0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 1.0])
"""Shares of a side among which the best place to divide the work is sought."""
HALF = 0.5
"""Above this share of all pairs a full pass costs less."""


@dataclass(frozen=True)
class Seen:
    """What a look at all pairs at prices (u, v) left: no pair but those that were given pays more than ``rest`` allows.

    rest: per mentor, and per mentee, the most that s − u − v can be for a pair that was not given.
    """

    u: Ints
    v: Ints
    rest: tuple[Ints, Ints]

    def unsafe(self, u: Ints, v: Ints, cover: Cover) -> Masks:
        """Mentors and mentees such that only pairs of one of them can pay at other prices; as few as possible."""
        fell = fallen((self.u, self.v), (u, v), cover)
        ways = [divided(self.rest[0] + fell[0], fell[1]), divided(self.rest[1] + fell[1], fell[0])[::-1]]
        return min(ways, key=share)


def share(masks: Masks) -> float:
    """Part of all pairs that these people have, each counted for itself."""
    return float(masks[0].mean() + masks[1].mean())


def divided(need: Ints, fell: Ints) -> Masks:
    """Whose ``need`` plus the fall of somebody opposite is above 0, leaving out a few opposite who fell furthest."""
    best: Masks = need > -1, fell > 0
    for limit in (0, *np.quantile(fell, STEPS, method="lower").tolist()):
        masks = need + limit > 0, fell > limit
        if share(masks) < share(best):
            best = masks
    return best


def fallen(old: tuple[Ints, Ints], new: tuple[Ints, Ints], cover: Cover) -> tuple[Ints, Ints]:
    """By how much prices have fallen, not counting what one side of a part lost and the other gained alike."""
    rows, columns = old[0] - new[0], old[1] - new[1]
    for mentors, mentees in ((cover[0], ~cover[1]), (~cover[0], cover[1])):
        if mentors.any():
            shift = int(np.median(rows[mentors]))
            rows[mentors] -= shift
            columns[mentees] += shift
    return rows, columns


class Pricing:
    """Rounds of pricing at prices such that only pairs with exactly one side in ``cover`` can pay.

    pool: pairs that paid or nearly did. seen: the last full pass, and the last round that answered for all pairs.
    """

    def __init__(self, pairs: Blocks, least: int, cover: Cover) -> None:
        self.pairs, self.least, self.cover = pairs, least, cover
        self.passes = 0
        self.pool: Arcs | None = None
        self.seen: list[Seen] = []

    def from_pool(self, u: Ints, v: Ints) -> Priced:
        """Those that pay among the pairs that nearly did."""
        over = np.zeros(len(u), dtype=np.int64), np.zeros(len(v), dtype=np.int64)
        pool = self.pool if self.pool is not None else self.pairs.none()
        gain = pool.scores - u[pool.mentors] - v[pool.mentees]
        few, gain = pool.where(gain > 0), gain[gain > 0]
        np.maximum.at(over[0], few.mentors, gain)
        np.maximum.at(over[1], few.mentees, gain)
        return Priced(few.where(best_of(few.mentors, few.mentees, gain, MORE)), over)

    def all(self, u: Ints, v: Ints) -> Priced:
        """What pays among all pairs."""
        masks = [seen.unsafe(u, v, self.cover) for seen in self.seen]
        if not masks or share(masks[0]) > HALF:
            return self.full(u, v)
        self.passes += 1
        known = self.from_pool(u, v)  # pays only where time was over before it could be taken
        found, over = known.arcs, known.over
        for rows, columns in rectangles(masks):
            priced = self.pairs.price(u, v, self.least, rows, columns)
            found = found.joined(priced.arcs)
            over = np.maximum(over[0], priced.over[0]), np.maximum(over[1], priced.over[1])
        self.seen = [self.seen[0], Seen(u, v, over)]
        self.pool = found if self.pool is None else self.pool.joined(found)
        return Priced(found, over)

    def full(self, u: Ints, v: Ints) -> Priced:
        """One pass over all pairs."""
        self.passes += 1
        self.pool, rest = self.pairs.near(u, v, self.least)
        self.seen = [Seen(u, v, rest)]
        return self.from_pool(u, v)


def rectangles(masks: list[Masks]) -> Iterator[tuple[Ints | None, Ints | None]]:
    """Mentors × mentees (``None``: all) that hold every pair unsafe by all of one or two looks."""
    (rows, columns), *later = [(np.flatnonzero(one), np.flatnonzero(other)) for one, other in masks]
    whole: list[tuple[Ints | None, Ints | None]] = [(rows, None), (None, columns)]
    if later:
        others = later[0]
        both = np.intersect1d(rows, others[0]), np.intersect1d(columns, others[1])
        whole = [(both[0], None), (None, both[1]), (rows, others[1]), (others[0], columns)]
    for one, other in whole:
        if (one is None or len(one)) and (other is None or len(other)):
            yield one, other
