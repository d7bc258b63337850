"""The three aims one after the other, each with its proof. Knows only scores and seats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.matching import best_floor, cover, largest, short_mentees
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.scoring import Scores
from augenhoehe.engine.ties import first_by_id
from augenhoehe.engine.total import best_total, prices, tandem_value, tight_pairs

Step = Callable[[str, float], None]


@dataclass(frozen=True)
class Optimum:
    """mentor_of: per mentee its mentor or −1. any_largest: a largest matching of all possible pairs.

    Covers are (mentors, mentees) as masks; u, v the prices of the two sides for ``value`` + score.
    pinning: the mentors, or the mentees, because of whom the floor cannot rise.
    """

    mentor_of: Ints
    any_largest: Ints
    size: int
    cover: tuple[Bools, Bools]
    floor: int | None
    floor_cover: tuple[Bools, Bools] | None
    pinning: tuple[Bools, Bools]
    value: int
    u: Ints
    v: Ints


def optimum(scores: Scores, seats: Ints, policy: Policy, step: Step) -> Optimum:
    """Number, floor, total. ``scores``: −1 where a pair is not possible; ``seats``: free ones, per mentor."""
    possible = scores >= 0
    step("count", 0.3)
    any_largest = largest(possible, seats)
    size = int(np.count_nonzero(any_largest >= 0))
    first = cover(possible, seats, any_largest)
    floor, floor_cover = None, None
    allowed = possible
    pinning = (np.zeros(len(seats), dtype=np.bool_), np.zeros(scores.shape[1], dtype=np.bool_))
    if policy.floor == "best" and size:
        step("floor", 0.4)
        floor = best_floor(scores, seats, size)
        above = scores > floor
        most_above = largest(above, seats)
        floor_cover = cover(above, seats, most_above)
        pinning = pinned(possible, above, seats, size, most_above, floor_cover)
        allowed = scores >= floor
    step("total", 0.6)
    value = tandem_value(scores, allowed, size)
    mentor_of = best_total(scores, allowed, seats, value)
    step("proof", 0.8)
    u, v = prices(scores, allowed, mentor_of, value)
    mentor_of = first_by_id(tight_pairs(scores, allowed, u, v, value), u, v, seats, mentor_of)
    return Optimum(mentor_of, any_largest, size, first, floor, floor_cover, pinning, value, u, v)


def pinned(
    possible: Bools, above: Bools, seats: Ints, size: int, most_above: Ints, floor_cover: tuple[Bools, Bools]
) -> tuple[Bools, Bools]:
    """The people who share too few partners above the floor, on a side where everybody with a candidate is needed.

    Where that is so on both sides, the smaller group; where on neither, nobody can be named.
    """
    mentors, mentees = (np.asarray(possible.any(axis=axis), dtype=np.bool_) for axis in (1, 0))
    groups = []
    if size == int(seats[mentors].sum()):
        groups.append((mentors & ~floor_cover[0], np.zeros_like(mentees)))
    if size == int(mentees.sum()):
        groups.append((np.zeros_like(mentors), short_mentees(above, most_above, mentees)))
    nobody = (np.zeros_like(mentors), np.zeros_like(mentees))
    return min(groups, key=lambda group: int(group[0].sum() + group[1].sum()), default=nobody)
