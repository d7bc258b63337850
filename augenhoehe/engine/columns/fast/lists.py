"""Short lists of what is best for everybody, made on portions of the mentors and put together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, arcs, concatenated
from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.fast.kernels import HIGH

PORTION = 1 << 23
"""Pairs that make a portion of a thread's work worth its while."""

Best = tuple[Ints, Ints]
"""Values and places of the best of everybody, people × depth, the largest first; a place −1 where there is none."""
NOWHERE = 0xFFFFFFFF
"""The place −1 in the lower half of a key."""
T = TypeVar("T")


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
    """The best of two lists a person: largest value first, of equals the first place; nobody twice."""
    deep = one[0].shape[1]
    values, places = (np.concatenate(part, axis=1).astype(np.int64) for part in zip(one, other, strict=True))
    key = np.sort((-values << 32) + (places & NOWHERE), axis=1)
    again = (key[:, 1:] == key[:, :-1]) & (key[:, 1:] & NOWHERE != NOWHERE)
    if again.any():
        key[:, 1:][again] = (1 << 32) + NOWHERE
        key.sort(axis=1)
    key = key[:, :deep]
    return (-(key >> 32)).astype(np.int32), (key & NOWHERE).astype(np.uint32).astype(np.int32)


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
