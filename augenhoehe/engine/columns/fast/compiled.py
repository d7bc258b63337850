"""The passes over all pairs of persons by the compiled loops, on all cores of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, arcs, concatenated, no_arcs
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.fast.kernels import HIGH, best_pairs, paying_pairs
from augenhoehe.engine.columns.passes import MORE, SEEDS, Priced, Seeds, band
from augenhoehe.engine.columns.scores import PairScores, PersonScores

PORTION = 1 << 23
"""Pairs that make a portion of a thread's work worth its while."""
DEEP = 12
"""Tight pairs of a person that are looked for; where somebody has as many, all are sought block by block instead."""

Best = tuple[Ints, Ints]
Some = tuple[Ints | None, Ints | None]
T = TypeVar("T")


def fits(scores: PairScores) -> bool:
    """Whether these are persons whose tables are all kept."""
    return isinstance(scores, PersonScores) and all(kinds.table is not None for kinds in scores.kinds)


@dataclass(frozen=True)
class Compiled(Blocks):
    """``Blocks`` of persons, compiled. The answer does not depend on the number of cores."""

    def seed(self) -> Seeds:
        """See ``Blocks``."""
        scores = self.scores
        count, width = scores.shape
        rows, column = empty(count, SEEDS, -1), empty(width, SEEDS, -1)
        candidates = np.zeros(count, np.int32), np.zeros(width, np.int32)
        loops = arguments(scores)

        def work(start: int, stop: int) -> tuple[Best, Ints]:
            theirs, possible = empty(width, SEEDS, -1), np.zeros(width, np.int32)
            mine = rows[0][start:stop], rows[1][start:stop]
            best_pairs(*loops, start, stop, mine, theirs, (candidates[0][start:stop], possible))
            return theirs, possible

        for theirs, possible in shared(work, count, width):
            column = merged(column, theirs)
            candidates[1][:] += possible
        best = rows[0][:, 0].astype(np.int64), column[0][:, 0].astype(np.int64)
        found = joined(rows, column, None, None, scores.shape).joined(band(scores))
        return Seeds(found, best, candidates)

    def price(self, u: Ints, v: Ints, least: int, mentors: Ints | None = None, mentees: Ints | None = None) -> Priced:
        """See ``Blocks``."""
        if max(np.abs(u).max(initial=0), np.abs(v).max(initial=0)) >= 1 << 29:
            return super().price(u, v, least, mentors, mentees)
        rows, column = self.paying(u, v, least, (mentors, mentees), MORE)
        over = np.zeros(len(u), dtype=np.int64), np.zeros(len(v), dtype=np.int64)
        over[0][slice(None) if mentors is None else mentors] = rows[0][:, 0]
        over[1][slice(None) if mentees is None else mentees] = column[0][:, 0]
        found = joined(rows, column, mentors, mentees, self.scores.shape)
        values = found.scores + u[found.mentors] + v[found.mentees]
        return Priced(Arcs(found.mentors, found.mentees, values.astype(np.int32), found.shape), over)

    def paying(
        self,
        u: Ints,
        v: Ints,
        least: int,
        people: tuple[Ints | None, Ints | None],
        deep: int,
        theirs: int | None = None,
    ) -> tuple[Best, Best]:
        """By how much the best pairs pay, for each of these mentors and mentees (``None``: all).

        deep, theirs: how many of a mentor and of a mentee.
        """
        whole: Any = self.scores
        scores = whole if people[1] is None else whole.some(None, people[1])
        some = np.arange(len(u)) if people[0] is None else people[0]
        price, mine = (v if people[1] is None else v[people[1]]).astype(np.int32), u[some].astype(np.int32)
        rows, column = empty(len(some), deep, 0), empty(len(price), theirs or deep, 0)
        loops = arguments(scores)

        def work(start: int, stop: int) -> Best:
            found, ours = empty(len(price), theirs or deep, 0), (rows[0][start:stop], rows[1][start:stop])
            paying_pairs(*loops, some[start:stop], mine[start:stop], price, np.int32(least), ours, found)
            return found

        for found in shared(work, len(some), len(price)):
            column = merged(column, found)
        return rows, column

    def beyond(self, mentors: Bools, mentees: Bools, least: int) -> Arcs:
        """See ``Blocks``; here the best of them."""
        rows, columns = np.flatnonzero(mentors), np.flatnonzero(mentees)
        if not len(rows) or not len(columns):
            return no_arcs(self.scores.shape)
        nothing = np.zeros(len(mentors), dtype=np.int64), np.full(len(mentees), least - 1)
        found = joined(*self.paying(*nothing, least, (rows, columns), 2 * MORE), rows, columns, self.scores.shape)
        return replace(found, scores=found.scores + np.int32(least - 1))

    def tight(self, u: Ints, v: Ints, value: int, least: int) -> tuple[Ints, Ints]:
        """See ``Blocks``: what would pay if everybody of one side were 1 cheaper."""
        shift = u - value - 1
        if max(np.abs(shift).max(), np.abs(v).max()) >= 1 << 29:
            return super().tight(u, v, value, least)
        rows, column = self.paying(shift, v, least, (None, None), DEEP, 1)
        if (rows[0][:, -1] > 0).any():
            return super().tight(u, v, value, least)
        found = joined(rows, column, None, None, self.scores.shape)
        return found.mentors.astype(np.int64), found.mentees.astype(np.int64)


def arguments(scores: Any) -> tuple[Any, ...]:
    """What the loops take (see ``kernels``); a table of nought stands for one that is not needed."""
    count, width = scores.shape
    kinds = list(scores.kinds)
    missing = 3 - len(kinds)
    tables = [np.ascontiguousarray(one.table) for one in kinds] + [np.zeros((1, 1), np.int32)] * missing
    left = np.stack([one.left for one in kinds] + [np.zeros(count, np.int32)] * missing)
    right = np.stack([one.right for one in kinds] + [np.zeros(width, np.int32)] * missing)
    mine = scores.left.steps, scores.left.slots, scores.left.wishes, left, tuple(tables), scores.sought[0]
    words = scores.right
    theirs = words.steps, words.relevance, words.slots, words.wishes, right, scores.wanted, scores.sought[1]
    ruled = scores.apart[1].astype(np.int64), np.searchsorted(scores.apart[0], np.arange(count + 1))
    return mine, theirs, (*scores.weights, scores.topic_rule, scores.slot_rule), ruled


def empty(people: int, deep: int, value: int) -> Best:
    """Lists of values and places with nothing in them."""
    return np.full((people, deep), value, dtype=np.int32), np.full((people, deep), -1, dtype=np.int32)


def shared(work: Callable[[int, int], T], rows: int, columns: int) -> Iterator[T]:
    """The work on portions of the rows, by several threads where it pays."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    portions = min(4 * cores, rows * columns // PORTION)
    if portions < 2 or cores == 1:
        yield work(0, rows)
        return
    high = -(-rows // (portions * HIGH)) * HIGH
    with ThreadPoolExecutor(cores) as threads:
        yield from threads.map(lambda start: work(start, min(rows, start + high)), range(0, rows, high))


def merged(one: Best, other: Best) -> Best:
    """The best of two lists a person: largest value first, of equals the first place."""
    deep = one[0].shape[1]
    values, places = (np.concatenate(part, axis=1).astype(np.int64) for part in zip(one, other, strict=True))
    key = np.sort((-values << 32) + (places & 0xFFFFFFFF), axis=1)[:, :deep]
    return (-(key >> 32)).astype(np.int32), (key & 0xFFFFFFFF).astype(np.uint32).astype(np.int32)


def joined(rows: Best, columns: Best, mentors: Ints | None, mentees: Ints | None, shape: tuple[int, int]) -> Arcs:
    """All pairs in the lists of these mentors and mentees (``None``: all); values in place of scores.

    A mentor's list has numbers among these mentees, a mentee's numbers of all mentors.
    """
    i, rank = np.nonzero(rows[1] >= 0)
    j, value = rows[1][i, rank], rows[0][i, rank]
    first = i if mentors is None else mentors[i], j if mentees is None else mentees[j], value
    j, rank = np.nonzero(columns[1] >= 0)
    i, value = columns[1][j, rank], columns[0][j, rank]
    second = i, j if mentees is None else mentees[j], value
    return concatenated([arcs(*first, shape), arcs(*second, shape)], shape)
