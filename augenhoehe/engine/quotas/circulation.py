"""The aim over few pairs as a circulation of least cost, and the prices that prove a plan the best of them.

Nodes: a root, mentors, mentees, groups. A unit runs from the root through the mentors' groups to a mentor, over a pair
to a mentee and through the mentees' groups back. A plan is such a flow whatever solver found it; its prices are
distances in the residual graph (Ford and Fulkerson 1962), whole numbers by Bellman–Ford sweeps. Halfway between the
least and the greatest, rounded down, are prices as well (Murota 2003, L♮-convexity), and as far from both ends few
pairs pay that do not belong in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import Multipliers, Ranges
from augenhoehe.engine.quotas.groups import Groups
from augenhoehe.engine.quotas.programme import Few

ROOT = 0
SOME = 100
"""Sweeps."""


@dataclass(frozen=True)
class Arcs:
    """Arcs with bounds and the cost of a unit, alike long."""

    tail: Ints
    head: Ints
    low: Ints
    high: Ints
    cost: Ints


@dataclass(frozen=True)
class Circulation:
    """Few pairs between people and groups with ranges. Needs groups that form a forest."""

    ranges: Ranges
    groups: Groups
    few: Few

    @property
    def first_mentee(self) -> int:
        """Node of the first mentee; mentors begin at 1."""
        return 1 + self.ranges.shape[0]

    @property
    def first_group(self) -> int:
        """Node of the first group."""
        return self.first_mentee + self.ranges.shape[1]

    @property
    def size(self) -> int:
        """Number of nodes."""
        return self.first_group + len(self.groups.names)

    @cached_property
    def parents(self) -> tuple[Ints, Ints, Ints]:
        """What is right above each mentor, mentee and group: a group or the root."""
        inner = (*self.groups.innermost(*self.ranges.shape), np.asarray(self.groups.above, dtype=np.int64))
        mentors, mentees, groups = (np.where(one >= 0, self.first_group + one, ROOT) for one in inner)
        return mentors, mentees, groups

    @cached_property
    def several(self) -> Ints:
        """Mentors who may have more than one tandem."""
        return np.flatnonzero(self.ranges.mentors[1] > 1)

    @cached_property
    def others(self) -> Arcs:
        """All arcs but the pairs': mentors' first tandem, their further ones (where several), mentees, groups."""
        mentors, mentees = np.arange(1, self.first_mentee), np.arange(self.first_mentee, self.first_group)
        groups, more, left = np.arange(self.first_group, self.size), self.several, self.groups.of_mentors
        above = self.parents
        low, high = self.ranges.mentors
        most = np.minimum(self.ranges.groups[1], self.ranges.shape[1] + 1)  # no bound where there is none
        nothing = np.zeros(len(more) + len(groups), dtype=np.int64)
        return Arcs(
            np.concatenate((above[0], above[0][more], mentees, np.where(left, above[2], groups))),
            np.concatenate((mentors, mentors[more], above[1], np.where(left, groups, above[2]))),
            np.concatenate(
                (np.minimum(low, 1), np.maximum(low[more] - 1, 0), self.ranges.mentees[0], self.ranges.groups[0])
            ),
            np.concatenate((np.minimum(high, 1), high[more] - 1, self.ranges.mentees[1], most)),
            np.concatenate((-self.few.mentors, nothing[: len(more)], -self.few.mentees, nothing[len(more) :])),
        )

    def flow(self, mentor_of: Ints) -> Ints:
        """What a plan sends over these arcs."""
        placed = (mentor_of >= 0).astype(np.int64)
        taken = np.bincount(mentor_of[mentor_of >= 0], minlength=self.ranges.shape[0])
        further = np.maximum(taken[self.several] - 1, 0)
        return np.concatenate((np.minimum(taken, 1), further, placed, self.groups.sums(taken, placed)))

    def residual(self, mentor_of: Ints) -> tuple[Ints, Ints, Ints]:
        """Tail, head and cost of every way a unit more, or less, can go. Pairs have no upper bound of their own."""
        few, others, flow = self.few, self.others, self.flow(mentor_of)
        i, j = 1 + few.i, self.first_mentee + few.j
        used = mentor_of[few.j] == few.i
        up, down = flow < others.high, flow > others.low
        return (
            np.concatenate((i, j[used], others.tail[up], others.head[down])),
            np.concatenate((j, i[used], others.head[up], others.tail[down])),
            np.concatenate((-few.weights, few.weights[used], others.cost[up], -others.cost[down])),
        )

    def prices(self, mentor_of: Ints, guess: Multipliers | None = None, most: int | None = None) -> Multipliers:
        """Prices that prove the plan the best over the few pairs. guess: of an earlier round; what can stay, stays.

        Raises ``ArithmeticError`` when it is not the best, as the sweeps then do not end, or after ``most`` of them.
        """
        start = np.zeros(self.size, dtype=np.int64) if guess is None else self.distances(guess)
        tail, head, cost = self.residual(mentor_of)
        low = swept(start, tail, head, cost, most)
        high = low if guess is not None else -swept(-start, head, tail, cost, most)
        middle = (low - low[ROOT] + high - high[ROOT]) // 2
        groups = middle[self.first_group :]
        sign = np.where(self.groups.of_mentors, 1, -1)
        y = sign * (groups - middle[self.parents[2]])
        return Multipliers(middle[1 : self.first_mentee], -middle[self.first_mentee : self.first_group], y)

    def prices_if_best(self, mentor_of: Ints, guess: Multipliers) -> Multipliers | None:
        """The prices, where a few sweeps are enough to see that the plan is the best."""
        try:
            return self.prices(mentor_of, guess, SOME)
        except ArithmeticError:
            return None

    def distances(self, by: Multipliers) -> Ints:
        """The distances from the root that are these prices."""
        out = np.concatenate(([0], by.u, -by.v, by.y))
        sign = np.where(self.groups.of_mentors, 1, -1)
        for k in sorted(range(len(by.y)), key=self.groups.depth):
            out[self.first_group + k] = out[self.parents[2][k]] + sign[k] * by.y[k]
        return out


def swept(values: Ints, tail: Ints, head: Ints, cost: Ints, most: int | None = None) -> Ints:
    """The greatest values below these with value[head] ≤ value[tail] + cost (Bellman–Ford, all at once).

    Raises ``ArithmeticError`` after ``most`` sweeps; without that, when there are none.
    """
    if not len(head):
        return values
    order = np.argsort(head.astype(np.int32))  # whatever the order among equals: the least of them counts
    tail, head, cost = tail[order], head[order], cost[order]
    first = np.flatnonzero(np.r_[True, head[1:] != head[:-1]])
    target = head[first]
    for _ in range(len(values) + 2 if most is None else most):
        best = np.minimum.reduceat(values[tail] + cost, first)
        better = best < values[target]
        if not better.any():
            return values
        values = values.copy()
        values[target[better]] = best[better]
    raise ArithmeticError("the plan is not the best")
