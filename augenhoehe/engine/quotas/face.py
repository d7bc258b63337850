"""What is still open after the aims so far: pairs, and how many tandems of each person and group.

A *face* in the sense of linear programming: all plans that are best in every aim so far, and no others, are the flows
within these bounds. Each aim makes it smaller by complementary slackness (Dantzig 1963): a pair with slack is in no
best plan, and who has a price is at a bound in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.quotas.groups import Groups
from augenhoehe.engine.quotas.quota import Quota, locked_in
from augenhoehe.engine.types import Link

PLENTY = 1 << 30
ROWS = 256


@dataclass(frozen=True)
class Ranges:
    """Fewest and most tandems of each mentor, mentee and group."""

    mentors: tuple[Ints, Ints]
    mentees: tuple[Ints, Ints]
    groups: tuple[Ints, Ints]

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of mentors and mentees."""
        return len(self.mentors[0]), len(self.mentees[0])


@dataclass(frozen=True)
class Face(Ranges):
    """allowed: mentors × mentees."""

    allowed: Bools

    def only(self, pairs: Bools) -> Face:
        """The face with these pairs alone."""
        return replace(self, allowed=self.allowed & pairs)


def first_face(allowed: Bools, seats: Ints, quotas: Sequence[Quota], locks: Iterable[Link]) -> Face:
    """All plans that the rules, seats and quotas permit. ``seats``: free ones; locked tandems count in the quotas."""
    partners = np.count_nonzero(allowed, axis=1), np.count_nonzero(allowed, axis=0)
    ranges = first_ranges(seats, partners, quotas, locks)
    return Face(ranges.mentors, ranges.mentees, ranges.groups, allowed)


def first_ranges(seats: Ints, partners: tuple[Ints, Ints], quotas: Sequence[Quota], locks: Iterable[Link]) -> Ranges:
    """How many tandems seats, quotas and the numbers of possible partners of each person permit."""
    mentees: Ints = np.asarray(partners[1] > 0, dtype=np.int64)
    fixed = list(locks)
    done = [locked_in(quota, fixed) for quota in quotas]
    low = [max(0, quota.at_least - count) for quota, count in zip(quotas, done, strict=True)]
    high = [PLENTY if q.at_most is None else q.at_most - count for q, count in zip(quotas, done, strict=True)]
    return Ranges(
        mentors=(np.zeros_like(seats), np.minimum(seats, partners[0])),
        mentees=(np.zeros_like(mentees), mentees),
        groups=(np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)),
    )


@dataclass(frozen=True)
class Aim:
    """What is made as large as possible: Σ weight of the pairs + Σ gain of the people who have a tandem."""

    weights: Ints
    mentors: Ints
    mentees: Ints

    def value(self, mentor_of: Ints) -> int:
        """What a plan reaches."""
        columns = np.flatnonzero(mentor_of >= 0)
        rows = mentor_of[columns]
        pairs = int(self.weights[rows, columns].sum(dtype=np.int64))
        return pairs + int(self.mentors[np.unique(rows)].sum()) + int(self.mentees[columns].sum())


@dataclass(frozen=True)
class Multipliers:
    """Whole Lagrange multipliers of one aim, times ``scale``: see ``bound``.

    u, v: of each mentor and mentee; y: of each quota; earlier: of aims that came before. All of either sign.
    """

    u: Ints
    v: Ints
    y: Ints
    scale: int = 1
    earlier: tuple[int, ...] = ()


def highest(bounds: tuple[Ints, Ints], gain: Ints, price: Ints) -> tuple[Ints, tuple[Ints, Ints]]:
    """Per person max over f in low…high of gain·min(1, f) + price·f, and the smallest and largest f that reach it."""
    low, high = bounds
    places = np.stack([low, np.clip(1, low, high), high])
    values = gain * np.minimum(1, places) + price * places
    best = values.max(axis=0)
    reaching = values == best
    least = np.where(reaching, places, PLENTY).min(axis=0)
    return best, (least, np.where(reaching, places, -PLENTY).max(axis=0))


def bound_of(face: Face, groups: Groups, aim: Aim, by: Multipliers) -> tuple[int, Face]:
    """Lagrange's bound on ``scale`` times the aim over the face, and the part of the face that can reach it.

    Valid when u(i) + v(j) ≥ scale · weight(i, j) on every allowed pair.
    """
    bound, ranges = narrowed(face, groups, by.scale * aim.mentors, by.scale * aim.mentees, by)
    tight = np.zeros_like(face.allowed)
    for start in range(0, len(tight), ROWS):
        some = slice(start, start + ROWS)
        tight[some] = by.u[some, None] + by.v[None, :] == by.scale * aim.weights[some]
    tight &= face.allowed
    return bound, Face(ranges.mentors, ranges.mentees, ranges.groups, tight)


def narrowed(ranges: Ranges, groups: Groups, mentors: Ints, mentees: Ints, by: Multipliers) -> tuple[int, Ranges]:
    """``bound_of`` without the pairs: the bound, and the ranges that can reach it. mentors, mentees: gains."""
    of_mentors, of_mentees = groups.spread(by.y, *ranges.shape)
    first, ours = highest(ranges.mentors, mentors, by.u - of_mentors)
    second, theirs = highest(ranges.mentees, mentees, by.v - of_mentees)
    low, high = ranges.groups
    third = np.where(by.y > 0, by.y * high, by.y * low)
    smaller = Ranges(ours, theirs, (np.where(by.y > 0, high, low), np.where(by.y < 0, low, high)))
    return int(first.sum()) + int(second.sum()) + sum(third.tolist()), smaller
