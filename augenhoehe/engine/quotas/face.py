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
from augenhoehe.engine.quotas.quota import Quota, locked_in
from augenhoehe.engine.types import Link

PLENTY = 1 << 30
ROWS = 256


@dataclass(frozen=True)
class Groups:
    """Quotas as arrays. members: per quota the places of its people on its side. above: per quota the smallest quota
    of that side that contains it, or −1; ``None`` when groups of a side overlap without one containing the other."""

    names: tuple[str, ...]
    of_mentors: Bools
    members: tuple[Ints, ...]
    above: Ints | None

    @property
    def laminar(self) -> bool:
        """Whether the groups form a forest on each side."""
        return self.above is not None

    def sums(self, mentors: Ints, mentees: Ints) -> Ints:
        """Per quota the sum of a number of its people: mentors' or mentees', as its side is."""
        sides = [mentors if flag else mentees for flag in self.of_mentors]
        return np.array([int(side[own].sum()) for side, own in zip(sides, self.members, strict=True)], dtype=np.int64)

    def spread(self, prices: Ints, mentors: int, mentees: int) -> tuple[Ints, Ints]:
        """Per mentor and per mentee the sum of the prices of the quotas that hold them."""
        out = np.zeros(mentors, dtype=np.int64), np.zeros(mentees, dtype=np.int64)
        for k, own in enumerate(self.members):
            out[0 if self.of_mentors[k] else 1][own] += prices[k]
        return out


def groups_of(quotas: Sequence[Quota], mentors: Sequence[str], mentees: Sequence[str]) -> Groups:
    """The arrays of these quotas for people in this order."""
    places = {
        "mentor": {name: k for k, name in enumerate(mentors)},
        "mentee": {name: k for k, name in enumerate(mentees)},
    }
    return Groups(
        names=tuple(quota.name for quota in quotas),
        of_mentors=np.array([quota.side == "mentor" for quota in quotas], dtype=np.bool_),
        members=tuple(
            np.array(sorted(places[quota.side][name] for name in quota.people), dtype=np.int64) for quota in quotas
        ),
        above=forest(quotas),
    )


def forest(quotas: Sequence[Quota]) -> Ints | None:
    """Per quota the smallest one around it, or −1; ``None`` when they are not laminar. Equal groups stand in a row."""
    above = np.full(len(quotas), -1, dtype=np.int64)
    order = sorted(range(len(quotas)), key=lambda k: (len(quotas[k].people), k))
    for place, k in enumerate(order):
        for other in order[place + 1 :]:
            if quotas[other].side != quotas[k].side or quotas[k].people.isdisjoint(quotas[other].people):
                continue
            if not quotas[k].people <= quotas[other].people:
                return None
            if above[k] < 0:
                above[k] = other
    return above


@dataclass(frozen=True)
class Face:
    """allowed: mentors × mentees. low, high: fewest and most tandems of each mentor, mentee and group."""

    allowed: Bools
    mentors: tuple[Ints, Ints]
    mentees: tuple[Ints, Ints]
    groups: tuple[Ints, Ints]

    def only(self, pairs: Bools) -> Face:
        """The face with these pairs alone."""
        return replace(self, allowed=self.allowed & pairs)


def first_face(allowed: Bools, seats: Ints, quotas: Sequence[Quota], locks: Iterable[Link]) -> Face:
    """All plans that the rules, seats and quotas permit. ``seats``: free ones; locked tandems count in the quotas."""
    mentees: Ints = np.asarray(allowed.any(axis=0), dtype=np.int64)
    fixed = list(locks)
    done = [locked_in(quota, fixed) for quota in quotas]
    low = [max(0, quota.at_least - count) for quota, count in zip(quotas, done, strict=True)]
    high = [PLENTY if q.at_most is None else q.at_most - count for q, count in zip(quotas, done, strict=True)]
    return Face(
        allowed=allowed,
        mentors=(np.zeros_like(seats), np.minimum(seats, np.count_nonzero(allowed, axis=1))),
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
    count, width = face.allowed.shape
    of_mentors, of_mentees = groups.spread(by.y, count, width)
    first, mentors = highest(face.mentors, by.scale * aim.mentors, by.u - of_mentors)
    second, mentees = highest(face.mentees, by.scale * aim.mentees, by.v - of_mentees)
    low, high = face.groups
    third = np.where(by.y > 0, by.y * high, by.y * low)
    tight = np.zeros_like(face.allowed)
    for start in range(0, count, ROWS):
        some = slice(start, start + ROWS)
        tight[some] = by.u[some, None] + by.v[None, :] == by.scale * aim.weights[some]
    tight &= face.allowed
    smaller = Face(tight, mentors, mentees, (np.where(by.y > 0, high, low), np.where(by.y < 0, low, high)))
    return int(first.sum()) + int(second.sum()) + sum(third.tolist()), smaller
