"""The passes over all pairs of persons by the compiled loops, on all cores of this machine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, arcs, no_arcs
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.fast.lists import Best, empty, listed, merge, shared
from augenhoehe.engine.columns.fast.prepared import arguments, side_by_side
from augenhoehe.engine.columns.fast.searching import count_possible, paying_pairs
from augenhoehe.engine.columns.fast.seeding import best_lists
from augenhoehe.engine.columns.passes import MORE, Priced, Seeds, band
from augenhoehe.engine.columns.scores import PairScores, PersonScores
from augenhoehe.engine.types import Role

FEW = 4
"""Pairs of everybody whom a cover leaves out; enough for most, and a matching takes longer the more there are."""
MARGIN, NEAR = 4_000, 16
"""A pair that lacks at most four points of a hundred nearly pays; so many of everybody are noted in a pass over all."""
DEEP = 12
"""Tight pairs of a person that are looked for; where somebody has as many, all are sought block by block instead."""


def fits(scores: PairScores) -> bool:
    """Whether these are persons whose tables are all kept."""
    return isinstance(scores, PersonScores) and all(kinds.table is not None for kinds in scores.kinds)


@dataclass(frozen=True)
class Compiled(Blocks):
    """``Blocks`` of persons, compiled. The answer does not depend on the number of cores."""

    @cached_property
    def order(self) -> Ints:
        """The mentees as the loops read them."""
        return side_by_side(self.persons)

    @property
    def persons(self) -> PersonScores:
        """The scores, which are persons' (``fits``)."""
        if not isinstance(self.scores, PersonScores):
            raise TypeError("the compiled loops read persons")
        return self.scores

    def seed(self) -> Seeds:
        """See ``Blocks``. Of everybody the best is surely found, and nearly all of the ``SEEDS`` best."""
        rows, columns = best_lists(self.persons.some(None, self.order))
        best = rows[0][:, 0].astype(np.int64), np.empty(len(columns[0]), dtype=np.int64)
        best[1][self.order] = columns[0][:, 0]
        found = arcs(*listed(rows, columns, None, self.order), self.scores.shape)
        return Seeds(found.joined(band(self.scores)), best)

    def price(self, u: Ints, v: Ints, least: int, mentors: Ints | None = None, mentees: Ints | None = None) -> Priced:
        """See ``Blocks``."""
        if max(np.abs(u).max(initial=0), np.abs(v).max(initial=0)) >= 1 << 29:
            return super().price(u, v, least, mentors, mentees)
        rows, column, who = self.paying(u, v, least, (mentors, mentees), MORE)
        over = np.zeros(len(u), dtype=np.int64), np.zeros(len(v), dtype=np.int64)
        over[0][slice(None) if mentors is None else mentors] = rows[0][:, 0]
        over[1][who] = column[0][:, 0]
        i, j, gain = listed(rows, column, mentors, who)
        return Priced(arcs(i, j, gain + u[i] + v[j], self.scores.shape), over)

    def near(self, u: Ints, v: Ints, least: int) -> tuple[Arcs, tuple[Ints, Ints]]:
        """See ``Blocks``."""
        if max(np.abs(u).max(initial=0), np.abs(v).max(initial=0)) + MARGIN >= 1 << 29:
            return super().near(u, v, least)
        rows, columns, who = self.paying(u - MARGIN, v, least, (None, None), NEAR)
        rest = rows[0][:, -1].astype(np.int64) - MARGIN, np.empty(len(v), dtype=np.int64)
        rest[1][who] = columns[0][:, -1].astype(np.int64) - MARGIN
        i, j, gain = listed(rows, columns, None, who)
        return arcs(i, j, gain + u[i] + v[j] - MARGIN, self.scores.shape), rest

    def paying(
        self,
        u: Ints,
        v: Ints,
        least: int,
        people: tuple[Ints | None, Ints | None],
        deep: int,
        theirs: int | None = None,
    ) -> tuple[Best, Best, Ints]:
        """By how much the best pairs pay, for each of these mentors and mentees (``None``: all), and these mentees.

        deep, theirs: how many of a mentor and of a mentee.
        """
        who = self.order
        if people[1] is not None:
            asked = np.zeros(len(v), dtype=np.bool_)
            asked[people[1]] = True
            who = who[asked[who]]
        scores = self.persons.some(None, who)
        some = np.arange(len(u)) if people[0] is None else people[0]
        price, mine = v[who].astype(np.int32), u[some].astype(np.int32)
        rows, column = empty(len(some), deep, 0), empty(len(who), theirs or deep, 0)
        largest = int(np.abs(mine).max(initial=0)) + int(np.abs(price).max(initial=0))
        given = arguments(scores, largest)

        def work(start: int, stop: int) -> Best:
            found, ours = empty(len(who), theirs or deep, 0), (rows[0][start:stop], rows[1][start:stop])
            paying_pairs(*given, some[start:stop], mine[start:stop], price, np.int32(least), *ours, *found)
            return found

        shared(work, lambda found: merge(column, found), len(some), len(who))
        return rows, column, who

    def beyond(self, mentors: Bools, mentees: Bools, least: int) -> Arcs:
        """See ``Blocks``; here the best of them."""
        rows, columns = np.flatnonzero(mentors), np.flatnonzero(mentees)
        if not len(rows) or not len(columns):
            return no_arcs(self.scores.shape)
        nothing = np.zeros(len(mentors), dtype=np.int64), np.full(len(mentees), least - 1)
        mine, theirs, who = self.paying(*nothing, least, (rows, columns), FEW)
        i, j, gain = listed(mine, theirs, rows, who)
        return arcs(i, j, gain + np.int32(least - 1), self.scores.shape)

    def tight(self, u: Ints, v: Ints, value: int, least: int) -> tuple[Ints, Ints]:
        """See ``Blocks``: what would pay if everybody of one side were 1 cheaper."""
        shift = u - value - 1
        if max(np.abs(shift).max(), np.abs(v).max()) >= 1 << 29:
            return super().tight(u, v, value, least)
        rows, column, who = self.paying(shift, v, least, (None, None), DEEP, 1)
        if (rows[0][:, -1] > 0).any():
            return super().tight(u, v, value, least)
        i, j, gain = listed(rows, column, None, who)
        found = arcs(i, j, 0 * gain, self.scores.shape)
        return found.mentors.astype(np.int64), found.mentees.astype(np.int64)

    def candidates(self, role: Role, people: Ints) -> Ints:
        """See ``Blocks``."""
        sides = (people, None) if role == "mentor" else (None, people)
        scores = self.persons.some(*sides)
        given, mine = arguments(scores), np.zeros(scores.shape[0], np.int32)

        def work(start: int, stop: int) -> Ints:
            theirs = np.zeros(scores.shape[1], np.int32)
            count_possible(*given, start, stop, mine[start:stop], theirs)
            return theirs

        counted: list[Ints] = []
        shared(work, counted.append, *scores.shape)
        return mine if role == "mentor" else np.sum(counted, axis=0)
