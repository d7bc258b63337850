"""Largest matchings with seats, and the vertex covers that prove them.

Method: augmenting paths (see ``bitsets``); cover after Kőnig (1931).
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.bitsets import bit_rows, largest_matching
from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.scoring import Scores


def largest(possible: Bools, seats: Ints) -> Ints:
    """A largest matching: per mentee its mentor, or −1. ``possible``: mentors × mentees; ``seats``: per mentor."""
    if not possible.size:
        return np.full(possible.shape[1], -1, dtype=np.int64)
    mate = largest_matching(bit_rows(possible), seats.tolist(), possible.shape[1])
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


def best_floor(scores: Scores, seats: Ints, size: int) -> int:
    """Largest t such that pairs scored at least t still give a matching of ``size`` (which must be possible and > 0).

    Bisection over whole scores. Every matching found raises the lower end to its own weakest score.
    """
    low, high = 0, highest_floor(scores, seats, size)
    probe = high
    while low < high:
        mentor_of = largest(scores >= probe, seats)
        matched = np.flatnonzero(mentor_of >= 0)
        if len(matched) == size:
            low = int(scores[mentor_of[matched], matched].min())
        else:
            high = probe - 1
        probe = (low + high + 1) // 2
    return low


def highest_floor(scores: Scores, seats: Ints, size: int) -> int:
    """No matching of this size has a higher floor: its k-th best person cannot do better than their best pair."""
    by_mentor = np.sort(np.repeat(scores.max(axis=1), seats))[::-1]
    by_mentee = np.sort(scores.max(axis=0))[::-1]
    return int(min(by_mentor[size - 1], by_mentee[size - 1]))
