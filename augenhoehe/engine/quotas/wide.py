"""The aims one after the other over cohorts whose pairs are never all in memory, as ``chain`` does with all of them.

Column generation (Dantzig and Wolfe 1960): each aim is solved over few pairs and its prices are held against all, block
by block. The pairs that the aims before have left are told by two numbers: those where U(i) + V(j) is 0, in which all
prices so far are folded, scored at least so much. So one pass prices everything, however many aims came before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.passes import Seeds
from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.chain import Proven
from augenhoehe.engine.quotas.circulation import Circulation
from augenhoehe.engine.quotas.face import Multipliers, Ranges, narrowed
from augenhoehe.engine.quotas.flow import Pairs, feasible
from augenhoehe.engine.quotas.folding import Aim, Folded, Pricing
from augenhoehe.engine.quotas.groups import Groups
from augenhoehe.engine.quotas.programme import Few
from augenhoehe.engine.quotas.restricted import Solver

SEVERAL = 50
"""Where so many people come on one pair that pays, the plan may be the best one with these too."""


@dataclass
class Wide:
    """The state between aims. arcs: the pairs looked at so far; ``mentor_of``: a plan of what is left, from them."""

    pairs: Blocks
    groups: Groups
    ranges: Ranges
    seeds: Seeds
    solver: Solver
    arcs: Arcs
    least: int = 0
    aims: list[Proven] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Everything is left, nobody has a tandem."""
        count, width = self.ranges.shape
        self.mentor_of: Ints = np.full(width, -1, dtype=np.int64)
        self.before_floor: Ranges | None = None
        self.folded: Folded = (np.zeros(count, dtype=np.int64), np.zeros(width, dtype=np.int64))

    @property
    def size(self) -> int:
        """Number of tandems."""
        return int(np.count_nonzero(self.mentor_of >= 0))

    def left(self, least: int) -> Arcs:
        """The pairs looked at that are left, scored at least so much."""
        arcs, (u, v) = self.arcs, self.folded
        return arcs.where((u[arcs.mentors] + v[arcs.mentees] == 0) & (arcs.scores >= least))

    def scores(self) -> Ints:
        """Of the plan's pairs."""
        mentees = np.flatnonzero(self.mentor_of >= 0)
        return self.arcs.scores[self.arcs.find(self.mentor_of[mentees], mentees)]

    def value(self, aim: Aim) -> int:
        """What the plan reaches."""
        placed = self.mentor_of >= 0
        mentors = int(aim.mentors[np.unique(self.mentor_of[placed])].sum())
        return int(aim.of(self.scores()).sum()) + mentors + int(aim.mentees[placed].sum())

    def pursue(self, kind: str, aim: Aim, name: str = "") -> None:
        """Make an aim as large as possible and keep only what reaches it."""
        by, self.mentor_of = self.best(aim)
        bound, self.ranges = narrowed(self.ranges, self.groups, aim.mentors, aim.mentees, by)
        value = self.value(aim)
        self.aims.append(Proven(kind, value, by, bound, bound == value, name))
        if aim.levels:
            self.folded = self.pricing(aim).folding(by, aim.levels[-1][1])

    def pricing(self, aim: Aim) -> Pricing:
        """All pairs, to be priced for an aim."""
        return Pricing(self.pairs, aim, self.folded, self.ranges, self.least)

    def best(self, aim: Aim) -> tuple[Multipliers, Ints]:
        """Solve over few pairs, price all, add what would pay, until nothing does: prices that reach all pairs."""
        pricing = self.pricing(aim)
        few = self.circulation(aim, pricing)
        mentor_of = self.solver(few)
        by = few.prices(mentor_of)
        while True:
            fresh = pricing.paying(by)
            if not len(fresh):
                return pricing.lifted(by), mentor_of
            self.arcs = self.arcs.joined(fresh)
            few = self.circulation(aim, pricing)
            known = few.prices_if_best(mentor_of, by) if SEVERAL * len(fresh) < sum(self.ranges.shape) else None
            if known is None:
                mentor_of = self.solver(few)
                known = few.prices(mentor_of, by)
            by = known

    def circulation(self, aim: Aim, pricing: Pricing) -> Circulation:
        """The few pairs for an aim."""
        few = pricing.inside(self.left(self.least))
        i, j = few.mentors.astype(np.int64), few.mentees.astype(np.int64)
        return Circulation(self.ranges, self.groups, Few(i, j, aim.of(few.scores), aim.mentors, aim.mentees))

    def turn_to_scores(self) -> None:
        """From here on the best pairs of everybody, besides those of the plan."""
        mentees = np.flatnonzero(self.mentor_of >= 0)
        mine = np.zeros(len(self.arcs), dtype=np.bool_)
        mine[self.arcs.find(self.mentor_of[mentees], mentees)] = True
        self.arcs = self.arcs.where(mine).joined(self.seeds.arcs)

    def tight(self) -> tuple[Ints, Ints]:
        """All pairs of all plans that are best in the last aim too, the total."""
        total = Aim((), *self.folded)
        return self.pricing(total).tight(self.aims[-1].by)

    def raise_floor(self) -> int:
        """The highest floor: by bisection over few pairs, until one more is impossible over all."""
        low, high = self.weakest(), self.no_higher()
        while True:
            low = self.best_floor(low, high)
            plan = self.within(low + 1)
            if plan is None:
                break
            self.mentor_of = plan
            low = self.weakest()
        self.prove_floor(low)
        self.before_floor = self.ranges
        self.least = low
        return low

    def weakest(self) -> int:
        """The lowest score in the plan."""
        return int(self.scores().min())

    def no_higher(self) -> int:
        """As ``Chain.no_higher``: the plan's last person cannot do better than their best pair."""
        by_mentor = np.sort(np.repeat(self.seeds.best[0], self.ranges.mentors[1]))[::-1]
        by_mentee = np.sort(self.seeds.best[1])[::-1]
        return int(min(by_mentor[self.size - 1], by_mentee[self.size - 1]))

    def best_floor(self, low: int, high: int) -> int:
        """The highest floor over few pairs; ``low`` is reached. The plan reaches it too."""
        probe = high
        while low < high:
            few = self.left(probe)
            plan, _ = feasible(self.ranges, self.groups, (few.mentors, few.mentees), nobody)
            if plan is None:
                high = probe - 1
            else:
                self.mentor_of = plan
                low = self.weakest()
            probe = (low + high + 1) // 2
        return low

    def within(self, least: int) -> Ints | None:
        """Some plan of what is left with pairs scored at least so much, ``None`` when there is none."""
        nothing = Aim(((least, 1),), *(np.zeros(size, dtype=np.int64) for size in self.ranges.shape))
        pricing = self.pricing(nothing)

        def more(mentors: Bools, mentees: Bools) -> Pairs:
            cut = Multipliers((~mentors).astype(np.int64), (~mentees).astype(np.int64), np.zeros(0, dtype=np.int64))
            fresh = pricing.paying(cut)
            self.arcs = self.arcs.joined(fresh)
            return fresh.mentors, fresh.mentees

        few = self.left(max(least, self.least))
        return feasible(self.ranges, self.groups, (few.mentors, few.mentees), more)[0]

    def prove_floor(self, floor: int) -> None:
        """In no plan that is left are all pairs above the floor: so many at most, and that is too few."""
        aim = Aim(((0, 0), (floor + 1, 1)), *(np.zeros(size, dtype=np.int64) for size in self.ranges.shape))
        by, _ = self.best(aim)
        bound, _ = narrowed(self.ranges, self.groups, aim.mentors, aim.mentees, by)
        self.aims.append(Proven("floor", floor, by, bound, bound < self.size))


def nobody(_mentors: Bools, _mentees: Bools) -> Pairs:
    """No further pairs."""
    return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
