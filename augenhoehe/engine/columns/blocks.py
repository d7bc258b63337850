"""Passes over all pairs, block by block: the first candidates, the pairs that would pay, the pairs no cover touches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, arcs, concatenated, no_arcs
from augenhoehe.engine.columns.arrays import Bools, Ints, Scores
from augenhoehe.engine.columns.passes import MORE, ColumnBest, Priced, Seeds, band, best_of, blocks, row_best, spread
from augenhoehe.engine.columns.scores import PairScores
from augenhoehe.engine.types import Role

Found = tuple[Ints, Ints, Scores, Ints]


@dataclass(frozen=True)
class Blocks:
    """All that column generation asks of the scores; here with numpy, one block after the other."""

    scores: PairScores

    def seed(self) -> Seeds:
        """One pass: the best ``SEEDS`` of every person, and a few whatever their score."""
        count, width = self.scores.shape
        best = np.full(count, -1), np.full(width, -1)
        columns = ColumnBest(width)
        found = [band(self.scores)]
        for start, stop in blocks(self.scores.shape):
            block = self.scores.block(start, stop)
            best[0][start:stop] = block.max(axis=1)
            np.maximum(best[1], block.max(axis=0), out=best[1])
            found.append(row_best(block, start, self.scores.shape))
            columns.see(block, start)
        found.append(columns.arcs(self.scores.shape))
        return Seeds(concatenated(found, self.scores.shape), best)

    def price(self, u: Ints, v: Ints, least: int, mentors: Ints | None = None, mentees: Ints | None = None) -> Priced:
        """Pairs scored at least ``least`` and above u + v: the ``MORE`` that pay best for each person.

        mentors, mentees: those to look at; ``None``: all.
        """
        shape = self.scores.shape
        over = np.zeros(shape[0], dtype=np.int64), np.zeros(shape[1], dtype=np.int64)
        rows = np.arange(shape[0]) if mentors is None else mentors
        narrow = max(np.abs(u).max(initial=0), np.abs(v).max(initial=0)) < 1 << 29
        mine, theirs = (u.astype(np.int32), v.astype(np.int32)) if narrow else (u, v)
        theirs = theirs if mentees is None else theirs[mentees]
        found: list[Found] = []
        for start, stop in blocks((len(rows), len(theirs))):
            some = rows[start:stop]
            block = self.scores.part(some, mentees)
            i, j = np.nonzero(block > np.maximum(mine[some][:, None] + theirs[None, :], least - 1))
            values = block[i, j]
            i, j = some[i], j if mentees is None else mentees[j]
            gain = values - u[i] - v[j]
            np.maximum.at(over[0], i, gain)
            np.maximum.at(over[1], j, gain)
            keep = best_of(i, j, gain, MORE)
            found.append((i[keep], j[keep], values[keep], gain[keep]))
        return Priced(best_found(found, shape), over)

    def near(self, u: Ints, v: Ints, least: int) -> tuple[Arcs, tuple[Ints, Ints]]:
        """Pairs that pay, and where that is quick to see nearly do; and what the others gain at most.

        That is, per mentor and per mentee, the most that s − u − v can be for a pair that is not given.
        """
        priced = self.price(u, v, least)
        return priced.arcs, priced.over

    def none(self) -> Arcs:
        """No pairs."""
        return no_arcs(self.scores.shape)

    def beyond(self, mentors: Bools, mentees: Bools, least: int) -> Arcs:
        """Pairs of these people scored at least ``least``: some of each mentor, none if there are none."""
        rows, columns = np.flatnonzero(mentors), np.flatnonzero(mentees)
        found = []
        for start, stop in blocks((len(rows), len(columns))):
            part = self.scores.part(rows[start:stop], columns)
            i, j = np.nonzero(part >= least)
            keep = spread(i, i + start, 2 * MORE)
            i, j = i[keep], j[keep]
            found.append(arcs(rows[start:stop][i], columns[j], part[i, j], self.scores.shape))
        return concatenated(found, self.scores.shape)

    def candidates(self, role: Role, people: Ints) -> Ints:
        """How many are possible for each of these people of one side."""
        out = np.zeros(len(people), dtype=np.int64)
        rows = len(people) if role == "mentor" else self.scores.shape[0]
        for start, stop in blocks((rows, self.scores.shape[1] if role == "mentor" else len(people))):
            if role == "mentor":
                out[start:stop] = np.count_nonzero(self.scores.part(people[start:stop], None) >= 0, axis=1)
            else:
                out += np.count_nonzero(self.scores.part(np.arange(start, stop), people) >= 0, axis=0)
        return out

    def tight(self, u: Ints, v: Ints, value: int, least: int) -> tuple[Ints, Ints]:
        """All pairs whose prices add up to exactly their weight: only these occur in optimal plans."""
        found = []
        for start, stop in blocks(self.scores.shape):
            block = self.scores.block(start, stop)
            rows, columns = np.nonzero((block >= least) & (block == u[start:stop, None] - value + v[None, :]))
            found.append((rows + start, columns))
        rows, columns = (np.concatenate(part) for part in zip(*found, strict=True))
        return rows, columns


def best_found(found: list[Found], shape: tuple[int, int]) -> Arcs:
    """The ``MORE`` that pay best for each person, over all blocks."""
    if not found:
        return no_arcs(shape)
    rows, columns, values, gain = (np.concatenate(part) for part in zip(*found, strict=True))
    keep = best_of(rows, columns, gain, MORE)
    return arcs(rows[keep], columns[keep], values[keep], shape)
