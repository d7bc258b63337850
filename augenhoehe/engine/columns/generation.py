"""The three aims over all pairs by column generation: the loop, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from augenhoehe.engine.columns.aims import Closed, Cover, floor_of_all, largest_of_all, most, short_mentees
from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.parts import Solver, Total, best_total
from augenhoehe.engine.columns.passes import Priced, Seeds
from augenhoehe.engine.columns.placing import place
from augenhoehe.engine.policy import Policy

Step = Callable[[str, float], None]
APART = 1 << 22
"""Taken off, or added to, pairs that no largest matching can have, so that they never seem to pay."""


@dataclass(frozen=True)
class Generated:
    """A plan in numbers with its proofs. u, v: prices ≥ 0 for ``value`` + score. gap: 0 when proven, else what is open.

    seeds: candidates and best score of everybody. arcs: the pairs looked at. rounds: passes of pricing.
    """

    mentor_of: Ints
    any_largest: Ints
    size: int
    cover: Cover
    floor: int | None
    floor_cover: Cover | None
    pinning: tuple[Bools, Bools]
    value: int
    u: Ints
    v: Ints
    gap: int
    proven: bool
    seeds: Seeds
    arcs: Arcs
    rounds: int


def generate(pairs: Blocks, seats: Ints, policy: Policy, step: Step, solver: Solver = place) -> Generated:
    """Number, floor, total; every mentor has a seat, every mentee is free to choose."""
    seeds = pairs.seed()
    step("count", 0.3)
    counted, touched = number(pairs, seeds, seats)
    arcs, size, floor, above = counted.arcs, counted.size, None, None
    nobody = (np.zeros(pairs.scores.shape[0], dtype=np.bool_), np.zeros(pairs.scores.shape[1], dtype=np.bool_))
    pinning = nobody
    if policy.floor == "best" and size:
        step("floor", 0.4)
        floor, above = floor_of_all(pairs, seeds, arcs, seats, size)
        arcs, pinning = pinned(pairs, seeds, seats, size, floor, above)
    step("total", 0.5)
    arcs = arcs.where(arcs.scores >= (floor or 0))
    total, rounds, arcs = priced_out(pairs, arcs, seats, touched, floor or 0, solver)
    return Generated(
        mentor_of=total.mentor_of,
        any_largest=counted.mentor_of,
        size=size,
        cover=touched,
        floor=floor,
        floor_cover=None if above is None else above.cover,
        pinning=pinning,
        **lifted(total, touched, size, int(seeds.best[0].max(initial=0))),
        gap=0,
        proven=True,
        seeds=seeds,
        arcs=arcs,
        rounds=rounds,
    )


def number(pairs: Blocks, seeds: Seeds, seats: Ints) -> tuple[Closed, Cover]:
    """A largest matching and a cover of its size."""
    enough, side = most(seeds, seats)
    counted = largest_of_all(pairs, seeds.arcs, seats, 0, enough)
    return counted, side if counted.size == enough else counted.cover


def priced_out(
    pairs: Blocks, arcs: Arcs, seats: Ints, cover: Cover, least: int, solver: Solver
) -> tuple[Total, int, Arcs]:
    """Solve over few pairs, price all, add what would pay, until nothing does."""
    total = best_total(arcs, seats, cover, None, solver)
    u, v = apart(total, cover)
    priced = pairs.price(u, v, least)
    rounds = 1
    while len(priced.arcs):
        arcs = arcs.joined(priced.arcs)
        total = best_total(arcs, seats, cover, total, solver)
        new = apart(total, cover)
        rows = np.flatnonzero((new[0] < u) | (priced.over[0] > 0))
        columns = np.flatnonzero(new[1] < v)
        u, v = new
        priced = again(pairs, u, v, least, rows, columns)
        rounds += 1
    return total, rounds, arcs


def apart(total: Total, cover: Cover) -> tuple[Ints, Ints]:
    """Prices such that only pairs of somebody in the cover with somebody outside can pay."""
    return total.u + APART * cover[0], total.v + APART * (cover[1].astype(np.int64) - 1)


def again(pairs: Blocks, u: Ints, v: Ints, least: int, rows: Ints, columns: Ints) -> Priced:
    """Price once more: a pair that did not pay pays now only if one of its prices has fallen."""
    if 2 * (len(rows) / len(u) + len(columns) / len(v)) > 1:
        return pairs.price(u, v, least)
    by_row, by_column = pairs.price(u, v, least, mentors=rows), pairs.price(u, v, least, mentees=columns)
    over = np.maximum(by_row.over[0], by_column.over[0]), np.maximum(by_row.over[1], by_column.over[1])
    return Priced(by_row.arcs.joined(by_column.arcs), over)


def lifted(total: Total, cover: Cover, size: int, highest: int) -> dict[str, Any]:
    """Prices for a tandem of the value B: B more for everybody in the cover, which is in every tandem once."""
    low = max(0, -int(total.u.min(initial=0))), max(0, -int(total.v.min(initial=0)))
    value = max(size * highest + 1, highest + sum(low))
    u = total.u + value * cover[0]
    v = total.v + value * cover[1]
    return {"value": value, "u": u, "v": v}


def pinned(
    pairs: Blocks, seeds: Seeds, seats: Ints, size: int, floor: int, above: Closed
) -> tuple[Arcs, tuple[Bools, Bools]]:
    """The people because of whom the floor cannot rise, as ``optimum.pinned``; and the pairs it took."""
    mentors, mentees = (count > 0 for count in seeds.candidates)
    groups = []
    arcs = above.arcs
    if size == int(seats[mentors].sum()):
        groups.append((mentors & ~above.cover[0], np.zeros_like(mentees)))
    if size == int(mentees.sum()):
        arcs, short = short_mentees(pairs, above, floor + 1, mentees)
        groups.append((np.zeros_like(mentors), short))
    nobody = (np.zeros_like(mentors), np.zeros_like(mentees))
    return arcs, min(groups, key=lambda group: int(group[0].sum() + group[1].sum()), default=nobody)
