"""A solved plan as arrays that one change after the other can be made to: pairs, prices and covers.

The prices are what makes a change cheap. As long as every possible pair costs at least what it gives
(``u + v ≥ value + score``), a change leaves only few people out of place, and each of them is put back along one
cheapest way (``ways.py``). Nothing here is solved again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.scoring import Scores

Costs = NDArray[Any]
"""Whole numbers, of 32 bits where these suffice, else of 64."""
Cell = tuple[int, int]
"""A mentor's row and a mentee's column."""

WIDE = 1 << 27
"""Up to this value of a tandem all sums of prices stay within 32 bits; above, 64 are taken."""


MORE = 100
"""More seats than one change can free."""


def worth(scores: Scores, size: int) -> int:
    """A tandem's value for this number of pairs: more than twice what points could ever add up to."""
    return 2 * (size + MORE) * int(scores.max(initial=0)) + 1


def far_of(dtype: np.dtype[np.signedinteger]) -> int:
    """Longer than any way: what stands for a pair that may not be."""
    return 1 << 29 if dtype.itemsize == 4 else 1 << 60


@dataclass(frozen=True)
class CostTable:
    """What each pair costs: minus its score, or ``far`` below the floor, where a rule is against it or a ban.

    The same table twice, so that a mentor's row and a mentee's are each read in one go. Shared by all states with the
    same floor; ``bans`` are those that are written into it.
    """

    least: int
    bans: frozenset[Cell]
    of_mentor: Costs  # mentors × mentees
    of_mentee: Costs  # mentees × mentors
    far: int


def costs_of(scores: Scores, least: int, bans: frozenset[Cell], value: int) -> CostTable:
    """The table for pairs scored at least ``least``."""
    dtype: np.dtype[np.signedinteger] = np.dtype(np.int32 if value <= WIDE else np.int64)
    far = far_of(dtype)
    table: Costs = np.where(scores >= least, -scores.astype(dtype, copy=False), dtype.type(far))
    if bans:
        rows, columns = zip(*sorted(bans), strict=True)
        table[list(rows), list(columns)] = far
    return CostTable(least, bans, table, np.ascontiguousarray(table.T), far)


@dataclass
class State:
    """One optimal plan of the people who are free to choose, with everything that proves it.

    scores: mentors × mentees, −1 where a rule is against the pair; bans are apart. seats: free ones, 0 for mentors who
    have left or whose seats are locked. there: mentees who are free to choose. mentor_of: per mentee, or −1.
    held: per mentor its mentees. u, v: prices for ``value`` + score. floor: ``None`` under the policy without one.
    cover, floor_cover: the proofs of number and floor, ``None`` where they have to be found anew.
    """

    scores: Scores
    costs: CostTable
    bans: frozenset[Cell]
    seats: Ints
    there: Bools
    mentor_of: Ints
    held: list[tuple[int, ...]]
    u: Costs
    v: Costs
    value: int
    seek_floor: bool
    floor: int | None
    cover: tuple[Bools, Bools] | None
    floor_cover: tuple[Bools, Bools] | None
    patched: dict[int, list[Cell]] = field(default_factory=dict)
    """Per mentee the cells whose cost in the shared table is not right, because a ban has come or gone since."""

    def copy(self) -> State:
        """A state of its own for the next change; tables of scores and costs are shared."""
        return replace(
            self,
            seats=self.seats.copy(),
            there=self.there.copy(),
            mentor_of=self.mentor_of.copy(),
            held=self.held.copy(),
            u=self.u.copy(),
            v=self.v.copy(),
        )

    @property
    def size(self) -> int:
        """Number of pairs."""
        return int(np.count_nonzero(self.mentor_of >= 0))

    def room(self, i: int) -> bool:
        """Whether the mentor has an empty seat."""
        return len(self.held[i]) < int(self.seats[i])

    def open_u(self) -> Costs:
        """Prices of the mentors, ``far`` for those who have no seat to give."""
        return np.where(self.seats > 0, self.u, self.u.dtype.type(self.costs.far))

    def open_v(self) -> Costs:
        """Prices of the mentees, ``far`` for those who are not free to choose."""
        return np.where(self.there, self.v, self.v.dtype.type(self.costs.far))

    def of_mentee(self, j: int) -> Costs:
        """A mentee's row of costs."""
        row: Costs = self.costs.of_mentee[j]
        if j in self.patched:
            row = row.copy()
            for i, _j in self.patched[j]:
                row[i] = self.cost(i, j)
        return row

    def of_mentor(self, i: int) -> Costs:
        """A mentor's row of costs."""
        row: Costs = self.costs.of_mentor[i]
        mine = [j for cells in self.patched.values() for a, j in cells if a == i]
        if mine:
            row = row.copy()
            for j in mine:
                row[j] = self.cost(i, j)
        return row

    def cost(self, i: int, j: int) -> int:
        """What one pair costs, as things are now."""
        score = int(self.scores[i, j])
        return self.costs.far if score < self.costs.least or (i, j) in self.bans else -score

    def ban(self, cells: Iterable[Cell], lift: bool = False) -> None:
        """Forbid pairs, or lift that."""
        self.bans = self.bans - frozenset(cells) if lift else self.bans | frozenset(cells)
        self.patched = {}
        for i, j in sorted(self.bans ^ self.costs.bans):
            self.patched.setdefault(j, []).append((i, j))

    def release(self, j: int) -> int:
        """Take a mentee out of its pair; returns the mentor, or −1."""
        i = int(self.mentor_of[j])
        if i >= 0:
            self.held[i] = tuple(k for k in self.held[i] if k != j)
            self.mentor_of[j] = -1
        return i

    def seat(self, j: int, i: int) -> None:
        """Give a mentee another mentor."""
        self.release(j)
        self.held[i] = (*self.held[i], j)
        self.mentor_of[j] = i

    def open_scores(self) -> Scores:
        """Scores of the pairs that may be chosen, −1 elsewhere."""
        out: Scores = np.where((self.seats > 0)[:, None] & self.there[None, :], self.scores, np.int32(-1))
        for i, j in self.bans:
            out[i, j] = -1
        return out

    def cover_size(self, cover: tuple[Bools, Bools]) -> int:
        """How many pairs a cover permits at most."""
        return int(self.seats[cover[0]].sum() + np.count_nonzero(cover[1] & self.there))

    def lift_value(self, value: int) -> None:
        """A tandem is worth more from now on. The cover's people pay: each pair has exactly one of them."""
        if value > self.value and self.cover is not None:
            more = value - self.value
            self.u[self.cover[0]] += more
            self.v[self.cover[1]] += more
            self.value = value
