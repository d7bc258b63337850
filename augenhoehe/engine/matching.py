"""Largest matchings with seats, and the vertex covers that prove them.

Method: augmenting paths (see ``bitsets``); cover after Kőnig (1931).
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.bitsets import LazyRows, bit_rows, largest_matching
from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.scoring import Scores


def largest(possible: Bools, seats: Ints, known: Ints | None = None) -> Ints:
    """A largest matching: per mentee its mentor, or −1. ``possible``: mentors × mentees; ``seats``: per mentor.

    known: a matching to start from, which may be smaller.
    """
    if not possible.size:
        return np.full(possible.shape[1], -1, dtype=np.int64)
    rows = bit_rows(possible) if known is None else LazyRows(possible)
    mate = largest_matching(rows, seats.tolist(), possible.shape[1], None if known is None else known.tolist())
    return np.array(mate, dtype=np.int64)


def cover(possible: Bools, seats: Ints, mentor_of: Ints) -> tuple[Bools, Bools]:
    """Mentors and mentees of a smallest vertex cover, from a largest matching.

    From mentors with a free seat go to every possible mentee and from a mentee back to its mentor; the mentors not
    reached and the mentees reached are the cover. It is the same whatever largest matching one starts from.
    """
    matched = mentor_of >= 0
    taken = np.bincount(mentor_of[matched], minlength=len(seats))
    mentors = taken < seats
    mentees = np.zeros(possible.shape[1], dtype=np.bool_)
    frontier = np.flatnonzero(mentors)
    while len(frontier):
        new = possible[frontier].any(axis=0) & ~mentees
        mentees |= new
        back = mentor_of[new & matched]
        frontier = np.unique(back[~mentors[back]])
        mentors[frontier] = True
    return ~mentors, mentees


def short_mentees(possible: Bools, mentor_of: Ints, needed: Bools) -> Bools:
    """Mentees who share too few partners: reached from those of ``needed`` left without one by a largest matching."""
    matched = np.flatnonzero(mentor_of >= 0)
    mentees: Bools = needed & (mentor_of < 0)
    while True:
        mentors: Bools = np.asarray(possible[:, mentees].any(axis=1), dtype=np.bool_)
        grown = mentees.copy()
        grown[matched] |= mentors[mentor_of[matched]]
        if np.array_equal(grown, mentees):
            return mentees
        mentees = grown


def best_floor(
    scores: Scores, seats: Ints, size: int, *, low: int = 0, high: int | None = None, known: Ints | None = None
) -> int:
    """Largest t such that pairs scored at least t still give a matching of ``size`` (which must be possible and > 0).

    Bisection over whole scores. Every matching found raises the lower end to its own weakest score, and the next search
    starts from what is left of it. low, high: what is already known of t; known: a matching with no pair below ``low``.
    """
    limit = highest_floor(scores, seats, size)
    high = limit if high is None else min(high, limit)
    probe = high
    while low < high:
        mentor_of = largest(scores >= probe, seats, None if known is None else at_least(scores, known, probe))
        matched = np.flatnonzero(mentor_of >= 0)
        if len(matched) == size:
            low, known = int(scores[mentor_of[matched], matched].min()), mentor_of
        else:
            high = probe - 1
        probe = (low + high + 1) // 2
    return low


def at_least(scores: Scores, mentor_of: Ints, least: int) -> Ints:
    """A matching without its pairs scored below ``least``."""
    columns = np.arange(len(mentor_of))
    weak = (mentor_of < 0) | (scores[mentor_of, columns] < least)
    return np.where(weak, -1, mentor_of)


def highest_floor(scores: Scores, seats: Ints, size: int) -> int:
    """No matching of this size has a higher floor: its k-th best person cannot do better than their best pair."""
    by_mentor = np.sort(np.repeat(scores.max(axis=1), seats))[::-1]
    by_mentee = np.sort(scores.max(axis=0))[::-1]
    return int(min(by_mentor[size - 1], by_mentee[size - 1]))
