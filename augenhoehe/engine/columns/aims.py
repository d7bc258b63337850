"""Number and floor of the best plan over all pairs, each with its cover, looking at few of them."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.passes import Seeds
from augenhoehe.engine.columns.sparse import cover, largest, reached

Cover = tuple[Bools, Bools]
TRIES = 3
"""Looks at all pairs for a plan at the highest floor there can be, before the best floor is sought by bisection."""


@dataclass(frozen=True)
class Closed:
    """A matching of pairs scored at least so much, its cover, and the pairs it took to find them.

    proven: the cover touches all pairs, so no matching is larger; or one so large was found that this is known anyway.
    """

    arcs: Arcs
    mentor_of: Ints
    size: int
    cover: Cover
    proven: bool


def largest_of_all(
    pairs: Blocks, arcs: Arcs, seats: Ints, least: int, enough: int, until: float | None = None
) -> Closed:
    """Add pairs that the cover of the few does not touch until there are none, or a matching is large ``enough``."""
    while True:
        few = arcs.where(arcs.scores >= least)
        mentor_of = largest(few, seats)
        size = int(np.count_nonzero(mentor_of >= 0))
        touched = cover(few, seats, mentor_of)
        if size >= enough or late(until):
            return Closed(arcs, mentor_of, size, touched, size >= enough)
        new = pairs.beyond(~touched[0] & (seats > 0), ~touched[1], least)
        if not len(new):
            return Closed(arcs, mentor_of, size, touched, True)
        arcs = arcs.joined(new)


def late(until: float | None) -> bool:
    """Whether the time is over."""
    return until is not None and time.monotonic() >= until


def most(seeds: Seeds, seats: Ints) -> tuple[int, Cover]:
    """How many pairs there can be at most, as each needs somebody of the smaller side; and that side as a cover."""
    mentors, mentees = (best >= 0 for best in seeds.best)
    by_seats, by_mentees = int(seats[mentors].sum()), int(mentees.sum())
    if by_seats < by_mentees:
        return by_seats, (mentors, np.zeros_like(mentees))
    return by_mentees, (np.zeros_like(mentors), mentees)


def highest_floor(seeds: Seeds, seats: Ints, size: int) -> int:
    """No plan of this size has a higher floor: its k-th best person cannot do better than their best pair."""
    by_mentor = np.sort(np.repeat(seeds.best[0], seats))[::-1]
    by_mentee = np.sort(seeds.best[1])[::-1]
    return int(min(by_mentor[size - 1], by_mentee[size - 1]))


def best_floor(arcs: Arcs, seats: Ints, size: int, low: int, high: int) -> int:
    """The largest floor over the few pairs; ``low`` is reached, ``high`` bounds it. Bisection."""
    probe = high
    while low < high:
        few = arcs.where(arcs.scores >= probe)
        mentor_of = largest(few, seats)
        matched = np.flatnonzero(mentor_of >= 0)
        if len(matched) == size:
            low = int(few.scores[few.find(mentor_of[matched], matched)].min())
        else:
            high = probe - 1
        probe = (low + high + 1) // 2
    return low


def floor_of_all(
    pairs: Blocks, seeds: Seeds, arcs: Arcs, seats: Ints, size: int, until: float | None
) -> tuple[int, Closed]:
    """The best floor over all pairs, and the largest matching above it with the cover that proves it."""
    low, high = 0, highest_floor(seeds, seats, size)
    arcs = completed(pairs, arcs, seats, size, high)
    while True:
        low = best_floor(arcs, seats, size, low, high)
        above = largest_of_all(pairs, arcs, seats, low + 1, size, until)
        if above.size < size:
            return low, above
        arcs = above.arcs


def completed(pairs: Blocks, arcs: Arcs, seats: Ints, size: int, least: int) -> Arcs:
    """With more pairs scored at least so much, where too few are known for a matching of this size.

    One person alone often decides the floor, so that the highest there can be is reached; to look for it at once saves
    the bisection.
    """
    for _ in range(TRIES):
        few = arcs.where(arcs.scores >= least)
        mentor_of = largest(few, seats)
        if np.count_nonzero(mentor_of >= 0) == size:
            break
        touched = cover(few, seats, mentor_of)
        new = pairs.beyond(~touched[0] & (seats > 0), ~touched[1], least)
        if not len(new):
            break
        arcs = arcs.joined(new)
    return arcs


def short_mentees(pairs: Blocks, above: Closed, least: int, needed: Bools) -> tuple[Arcs, Bools]:
    """The mentees who share too few partners above the floor, over all pairs; and the pairs it took."""
    arcs = above.arcs
    while True:
        few = arcs.where(arcs.scores >= least)
        people = np.flatnonzero(needed & (above.mentor_of < 0))
        mentors, mentees = reached(few, above.mentor_of, people, "mentee")
        new = pairs.beyond(~mentors, mentees, least)
        if not len(new):
            return arcs, mentees
        arcs = arcs.joined(new)
