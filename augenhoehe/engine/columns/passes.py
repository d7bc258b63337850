"""Passes over all pairs, block by block: the first candidates, the pairs that would pay, the pairs no cover touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, arcs, no_arcs
from augenhoehe.engine.columns.arrays import Bools, Ints, Scores
from augenhoehe.engine.columns.scores import PairScores

BLOCK = 1 << 20
SEEDS = 16
"""Candidates taken per person at first, by score. Fewer make more rounds, more make each round slower."""
BAND = 4
"""Candidates per mentor whatever their score: the neighbours by id. They keep a plan possible when all agree."""
MORE = 8
"""Paying pairs taken per person in every round."""


@dataclass(frozen=True)
class Seeds:
    """First candidates, and of each person the best score (−1: nobody possible) and how many are possible."""

    arcs: Arcs
    best: tuple[Ints, Ints]
    candidates: tuple[Ints, Ints]


@dataclass(frozen=True)
class Priced:
    """Pairs that would pay, and by how much at most for each mentor and mentee."""

    arcs: Arcs
    over: tuple[Ints, Ints]


def blocks(shape: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Rows start … stop of blocks of about ``BLOCK`` pairs; none where there is no pair."""
    high = max(1, BLOCK // max(1, shape[1]))
    for start in range(0, shape[0] if shape[1] else 0, high):
        yield start, min(shape[0], start + high)


def seed(scores: PairScores) -> Seeds:
    """One pass: the best ``SEEDS`` of every person, and a few whatever their score."""
    count, width = scores.shape
    best, candidates = (np.full(count, -1), np.full(width, -1)), (np.zeros(count, int), np.zeros(width, int))
    columns = ColumnBest(width)
    found = [band(scores)]
    for start, stop in blocks(scores.shape):
        block = scores.block(start, stop)
        best[0][start:stop] = block.max(axis=1)
        np.maximum(best[1], block.max(axis=0), out=best[1])
        possible = block >= 0
        candidates[0][start:stop] = np.count_nonzero(possible, axis=1)
        candidates[1][:] += np.count_nonzero(possible, axis=0)
        found.append(row_best(block, start, scores.shape))
        columns.see(block, start)
    return Seeds(concatenated([*found, columns.arcs(scores.shape)], scores.shape), best, candidates)


def concatenated(parts: list[Arcs], shape: tuple[int, int]) -> Arcs:
    """All pairs of all parts, each once."""
    if not parts:
        return no_arcs(shape)
    rows, columns, values = (
        np.concatenate([getattr(one, name) for one in parts]) for name in ("mentors", "mentees", "scores")
    )
    return arcs(rows, columns, values, shape)


def band(scores: PairScores) -> Arcs:
    """For each mentor the mentees at the same place in the order of ids, and the next ones."""
    count, width = scores.shape
    out = []
    for start, stop in blocks((count if width else 0, 64)):
        rows = np.arange(start, stop)
        near = rows * width // count
        columns = np.unique((near[:, None] + np.arange(BAND)) % width)
        table = scores.part(rows, columns)
        place = np.searchsorted(columns, (near[:, None] + np.arange(BAND)) % width)
        values = np.take_along_axis(table, place, axis=1)
        mine = np.repeat(rows, BAND).reshape(values.shape)
        good = values >= 0
        out.append(arcs(mine[good], columns[place[good]], values[good], scores.shape))
    return concatenated(out, scores.shape)


def row_best(block: Scores, start: int, shape: tuple[int, int]) -> Arcs:
    """The best of each row; of equals some, spread over the row."""
    width = block.shape[1]
    if width <= SEEDS:
        rows, columns = np.nonzero(block >= 0)
        return arcs(rows + start, columns, block[rows, columns], shape)
    least = np.partition(block, width - SEEDS, axis=1)[:, width - SEEDS, None]
    rows, columns = np.nonzero(block >= np.maximum(least, 0))
    values = block[rows, columns]
    equal = values == least[rows, 0]
    keep = ~equal
    keep[equal] = spread(rows[equal], rows[equal] + start, SEEDS)
    return arcs(rows[keep] + start, columns[keep], values[keep], shape)


def spread(groups: Ints, phase: Ints, most: int) -> Bools:
    """Of each group (sorted) at most this many, evenly spaced; ``phase`` shifts the choice from group to group."""
    if not len(groups):
        return np.zeros(0, dtype=np.bool_)
    first = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    size = np.diff(np.r_[first, len(groups)])
    rank = np.arange(len(groups)) - np.repeat(first, size)
    whole = np.repeat(size, size)
    rank = (rank + phase * 7) % whole
    out: Bools = (whole <= most) | (rank * most // whole != (rank + 1) * most // whole)
    return out


class ColumnBest:
    """The best of each column, over the blocks seen so far."""

    def __init__(self, width: int) -> None:
        self.least = np.full(width, -1, dtype=np.int32)
        self.kept: list[tuple[Ints, Ints, Scores]] = []
        self.size, self.width = 0, width

    def see(self, block: Scores, start: int) -> None:
        """Note what is better than the ``SEEDS``-th best so far."""
        rows, columns = np.nonzero(block > self.least[None, :])
        self.kept.append((rows + start, columns, block[rows, columns]))
        self.size += len(rows)
        if self.size > 4 * SEEDS * self.width:
            self.cut()

    def cut(self) -> None:
        """Keep the best only."""
        rows, columns, values = (np.concatenate(part) for part in zip(*self.kept, strict=True))
        order = np.argsort((columns << 17) - values, kind="stable")
        rows, columns, values = rows[order], columns[order], values[order]
        first = np.searchsorted(columns, np.arange(self.width))
        keep = np.arange(len(columns)) - first[columns] < SEEDS
        last = np.arange(len(columns)) - first[columns] == SEEDS - 1
        self.least[columns[last]] = values[last]
        self.kept = [(rows[keep], columns[keep], values[keep])]
        self.size = int(keep.sum())

    def arcs(self, shape: tuple[int, int]) -> Arcs:
        """What is left."""
        if not self.kept:
            return no_arcs(shape)
        self.cut()
        return arcs(*self.kept[0], shape)


def price(scores: PairScores, u: Ints, v: Ints, least: int) -> Priced:
    """One pass: pairs scored at least ``least`` and above u + v, the ``MORE`` that pay best for each person."""
    count, width = scores.shape
    over = np.zeros(count, dtype=np.int64), np.zeros(width, dtype=np.int64)
    found: list[tuple[Ints, Ints, Scores, Ints]] = []
    narrow = max(np.abs(u).max(initial=0), np.abs(v).max(initial=0)) < 1 << 29
    column = v.astype(np.int32) if narrow else v
    mine = u.astype(np.int32) if narrow else u
    for start, stop in blocks(scores.shape):
        block = scores.block(start, stop)
        limit = np.maximum(mine[start:stop, None] + column[None, :], least - 1)
        rows, columns = np.nonzero(block > limit)
        if not len(rows):
            continue
        values = block[rows, columns]
        rows += start
        gain = values - u[rows] - v[columns]
        np.maximum.at(over[0], rows, gain)
        np.maximum.at(over[1], columns, gain)
        keep = best_of(rows, columns, gain)
        found.append((rows[keep], columns[keep], values[keep], gain[keep]))
    if not found:
        return Priced(no_arcs(scores.shape), over)
    rows, columns, values, gain = (np.concatenate(part) for part in zip(*found, strict=True))
    keep = best_of(rows, columns, gain)
    return Priced(arcs(rows[keep], columns[keep], values[keep], scores.shape), over)


def best_of(rows: Ints, columns: Ints, gain: Ints) -> Bools:
    """The ``MORE`` best of each row and of each column."""
    keep = np.zeros(len(rows), dtype=np.bool_)
    for group in (rows, columns):
        order = np.lexsort((-gain, group))
        sorted_group = group[order]
        first = np.searchsorted(sorted_group, sorted_group)
        keep[order[np.arange(len(order)) - first < MORE]] = True
    return keep


def beyond(scores: PairScores, mentors: Bools, mentees: Bools, least: int) -> Arcs:
    """Pairs of these people scored at least ``least``: some of each mentor, none if there are none."""
    rows, columns = np.flatnonzero(mentors), np.flatnonzero(mentees)
    found = []
    for start, stop in blocks((len(rows), len(columns))):
        part = scores.part(rows[start:stop], columns)
        i, j = np.nonzero(part >= least)
        keep = spread(i, i + start, 2 * MORE)
        i, j = i[keep], j[keep]
        found.append(arcs(rows[start:stop][i], columns[j], part[i, j], scores.shape))
    return concatenated(found, scores.shape)
