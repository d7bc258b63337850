"""The best partners of everybody, compiled: first among some, so that the search among all begins with limits."""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.fast.lists import Best, empty, merge, shared
from augenhoehe.engine.columns.fast.prepared import arguments
from augenhoehe.engine.columns.fast.searching import best_pairs
from augenhoehe.engine.columns.passes import SEEDS
from augenhoehe.engine.columns.scores import PersonScores

FIRST = 128
"""People of the other side looked at first."""
SHARE = 16
"""Then one in so many; about twice as many of all are better than the second best of these."""
FAR = 1 << 30

Lists = tuple[Best, Best]


def best_lists(scores: PersonScores) -> Lists:
    """The best of every mentor and every mentee: the first of each list for certain, the others nearly.

    Only what is better than the second best of a sample is looked for among all; where that is little, the sample
    fills the list.
    """
    count, width = scores.shape
    lists = empty(count, SEEDS, -1), empty(width, SEEDS, -1)
    for some in (spread_over(width, FIRST), spread_over(width, width // SHARE)):
        found = searched(scores.some(None, some), (to_beat(lists[0]), np.full(len(some), FAR, dtype=np.int32)))
        merge(lists[0], moved(found[0], some))
    for some in (spread_over(count, FIRST), spread_over(count, count // SHARE)):
        found = searched(scores.some(some, None), (np.full(len(some), FAR, dtype=np.int32), to_beat(lists[1])))
        merge(lists[1], moved(found[1], some))
    found = searched(scores, (to_beat(lists[0]), to_beat(lists[1])))
    merge(lists[0], found[0])
    merge(lists[1], found[1])
    return lists


def to_beat(best: Best) -> Ints:
    """One less than the second best so far, so that equals are still looked for."""
    out: Ints = np.maximum(best[0][:, 1] - 1, -1)
    return out


def searched(scores: PersonScores, beaten: tuple[Ints, Ints]) -> Lists:
    """The best of everybody that are above what is beaten already."""
    count, width = scores.shape
    given, rows, columns = arguments(scores), empty(count, SEEDS, -1), empty(width, SEEDS, -1)

    def work(start: int, stop: int) -> Best:
        found, part = empty(width, SEEDS, -1), slice(start, stop)
        best_pairs(*given, start, stop, rows[0][part], rows[1][part], *found, beaten[0][part], beaten[1])
        return found

    shared(work, lambda found: merge(columns, found), count, width)
    return rows, columns


def moved(best: Best, people: Ints) -> Best:
    """Places among some people as places among all."""
    return best[0], np.where(best[1] >= 0, people[best[1]], -1).astype(np.int32)


def spread_over(people: int, most: int) -> Ints:
    """Some people, evenly spaced."""
    return np.linspace(0, people - 1, max(1, min(most, people))).astype(np.int64)
