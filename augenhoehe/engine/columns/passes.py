"""What passes over all pairs have in common: what they give, and which of many pairs to keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, arcs, no_arcs
from augenhoehe.engine.columns.arrays import Bools, Ints, Scores
from augenhoehe.engine.columns.scores import PairScores

BLOCK = 1 << 20
SEEDS = 12
"""Candidates taken per person at first, by score. Fewer make more rounds, more make each round slower."""
BAND = 8
"""Candidates per mentor whatever their score: the neighbours by id. They keep a plan possible when all agree."""
MORE = 8
"""Paying pairs taken per person in every round."""


@dataclass(frozen=True)
class Seeds:
    """First candidates, and of each person the best score (−1: nobody possible)."""

    arcs: Arcs
    best: tuple[Ints, Ints]


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


def band(scores: PairScores) -> Arcs:
    """For each mentor the mentees at the same place in the order of ids, and the next ones."""
    count, width = scores.shape
    if not count or not width:
        return no_arcs(scores.shape)
    rows = np.repeat(np.arange(count), BAND)
    columns = (rows * width // count + np.tile(np.arange(BAND), count)) % width
    values = scores.pairs(rows, columns)
    good = values >= 0
    return arcs(rows[good], columns[good], values[good], scores.shape)


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


def best_of(rows: Ints, columns: Ints, gain: Ints, most: int) -> Bools:
    """The best of each row and of each column."""
    keep = np.zeros(len(rows), dtype=np.bool_)
    for group in (rows, columns):
        order = np.lexsort((-gain, group))
        sorted_group = group[order]
        first = np.searchsorted(sorted_group, sorted_group)
        keep[order[np.arange(len(order)) - first < most]] = True
    return keep
