"""Short lists of what is best for everybody, made on portions of the mentors and put together."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import TypeVar

import numpy as np

from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.fast.kernels import HIGH

PORTION = 1 << 23
"""Pairs that make a portion of a thread's work worth its while."""

Best = tuple[Ints, Ints]
"""Values and places of the best of everybody, people × depth, the largest first; a place −1 where there is none."""
NOWHERE = 0xFFFFFFFF
"""The place −1 in the lower half of a key."""
STRIP = 1 << 11
"""People whose lists are merged at a time, to take little memory."""
T = TypeVar("T")


def empty(people: int, deep: int, value: int) -> Best:
    """Lists of values and places with nothing in them."""
    return np.full((people, deep), value, dtype=np.int32), np.full((people, deep), -1, dtype=np.int32)


def shared(work: Callable[[int, int], T], take: Callable[[T], None], rows: int, columns: int) -> None:
    """The work on portions of the rows, by several threads where it pays; each result is taken as soon as it is there.

    They come in any order: what is made of them must not depend on it.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    portions = min(4 * cores, rows * columns // PORTION)
    if portions < 2 or cores == 1:
        take(work(0, rows))
        return
    high = -(-rows // (portions * HIGH)) * HIGH
    with ThreadPoolExecutor(cores) as threads:
        waiting = {threads.submit(work, start, min(rows, start + high)) for start in range(0, rows, high)}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            while done:
                take(done.pop().result())


def merge(into: Best, other: Best) -> None:
    """Take over what is better: largest value first, of equals the first place; nobody twice in a list."""
    deep = into[0].shape[1]
    for start in range(0, len(into[0]), STRIP):
        some = slice(start, start + STRIP)
        values, places = (
            np.concatenate((one[some], two[some]), axis=1).astype(np.int64)
            for one, two in zip(into, other, strict=True)
        )
        key = np.sort((-values << 32) + (places & NOWHERE), axis=1)
        again = (key[:, 1:] == key[:, :-1]) & (key[:, 1:] & NOWHERE != NOWHERE)
        if again.any():
            key[:, 1:][again] = (1 << 32) + NOWHERE
            key.sort(axis=1)
        into[0][some] = -(key[:, :deep] >> 32)
        into[1][some] = (key[:, :deep] & NOWHERE).astype(np.uint32).astype(np.int32)


def listed(rows: Best, columns: Best, mentors: Ints | None, mentees: Ints | None) -> tuple[Ints, Ints, Ints]:
    """All pairs in the lists of these mentors and mentees (``None``: all), and their values; some come twice.

    A mentor's list has numbers among these mentees, a mentee's numbers of all mentors.
    """
    deep = rows[1].shape[1], columns[1].shape[1]
    there = rows[1] >= 0, columns[1] >= 0
    some = [
        np.arange(len(lists), dtype=np.int32) if people is None else people.astype(np.int32)
        for lists, people in ((rows[1], mentors), (columns[1], mentees))
    ]
    i = np.concatenate((np.repeat(some[0], deep[0])[there[0].reshape(-1)], columns[1][there[1]]))
    theirs = rows[1][there[0]] if mentees is None else some[1][rows[1][there[0]]]
    j = np.concatenate((theirs, np.repeat(some[1], deep[1])[there[1].reshape(-1)]))
    return i, j, np.concatenate((rows[0][there[0]], columns[0][there[1]]))
