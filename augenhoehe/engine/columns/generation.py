"""The three aims over all pairs by column generation: the loop, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from augenhoehe.engine.columns.aims import Closed, Cover, floor_of_all, largest_of_all, late, most, short_mentees
from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.memory import give_back
from augenhoehe.engine.columns.parts import Solver, Total, best_total
from augenhoehe.engine.columns.passes import Seeds
from augenhoehe.engine.columns.placing import place
from augenhoehe.engine.columns.pricing import Pricing
from augenhoehe.engine.policy import Policy

Step = Callable[[str, float], None]
APART = 1 << 22
"""Taken off, or added to, pairs that no largest matching can have, so that they never seem to pay."""


@dataclass(frozen=True)
class Generated:
    """A plan in numbers with its proofs. u, v: prices ≥ 0 for ``value`` + score.

    gap: how much of the total may be open at this number and floor. counted: the number is proven; proven: all is.
    arcs: the pairs looked at. rounds: passes of pricing.
    """

    mentor_of: Ints
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
    counted: bool
    arcs: Arcs
    rounds: int


def generate(
    pairs: Blocks, seats: Ints, policy: Policy, step: Step, solver: Solver = place, until: float | None = None
) -> Generated:
    """Number, floor, total; every mentor has a seat, every mentee is free to choose.

    until: the moment (``time.monotonic``) after which no pass is begun that only serves proof or improvement.
    """
    seeds, shape = pairs.seed(), pairs.scores.shape
    give_back(shape)
    step("count", 0.3)
    counted, touched, side = number(pairs, seeds, seats, until)
    arcs, size, proven = counted.arcs, counted.size, counted.proven
    seeds, counted = replace(seeds, arcs=pairs.none()), replace(counted, arcs=pairs.none())  # let go of what is in arcs
    floor, above, pinning = None, None, (np.zeros_like(touched[0]), np.zeros_like(touched[1]))
    if policy.floor == "best" and size:
        step("floor", 0.4)
        floor, above = floor_of_all(pairs, seeds, arcs, seats, size, until)
        proven, arcs = proven and above.proven, above.arcs
        if proven:
            arcs, pinning = pinned(pairs, seeds, seats, size, floor, above)
        above = replace(above, arcs=pairs.none())
        give_back(shape)
    step("total", 0.5)
    arcs = arcs.where(arcs.scores >= (floor or 0))
    best = priced_out(pairs, arcs, seats, touched, floor or 0, solver, until)
    value, u, v = lifted(best.total, touched, size, int(seeds.best[0].max(initial=0)))
    return Generated(
        mentor_of=best.total.mentor_of,
        size=size,
        cover=touched if counted.proven else side,
        floor=floor,
        floor_cover=above.cover if above and above.proven else None,
        pinning=pinning,
        value=value,
        u=u,
        v=v,
        gap=best.gap,
        proven=proven and best.gap == 0,
        counted=counted.proven,
        arcs=best.arcs,
        rounds=best.rounds,
    )


def number(pairs: Blocks, seeds: Seeds, seats: Ints, until: float | None) -> tuple[Closed, Cover, Cover]:
    """A largest matching, a cover of its size, and the smaller side, which covers whatever there is."""
    enough, side = most(seeds, seats)
    counted = largest_of_all(pairs, seeds.arcs, seats, 0, enough, until)
    return counted, side if counted.size == enough else counted.cover, side


@dataclass(frozen=True)
class Best:
    """The best total found, the pairs it took, how often all were priced, and how much of the total may be open."""

    total: Total
    arcs: Arcs
    rounds: int
    gap: int


def priced_out(
    pairs: Blocks, arcs: Arcs, seats: Ints, cover: Cover, least: int, solver: Solver, until: float | None
) -> Best:
    """Solve over few pairs, price all, add what would pay, until nothing does."""
    total = best_total(arcs, seats, cover, None, solver)
    pricing = Pricing(pairs, least, cover)
    u, v = apart(total, cover)
    priced, of_all = pricing.all(u, v), True
    give_back(arcs.shape)
    while len(priced.arcs) and not late(until):
        arcs = arcs.joined(priced.arcs)
        total = best_total(arcs, seats, cover, total, solver)
        give_back(arcs.shape)
        u, v = apart(total, cover)
        priced, of_all = pricing.from_pool(u, v), False
        if not len(priced.arcs):
            priced, of_all = pricing.all(u, v), True
    if not of_all:  # out of time: how much is open can only be told of all pairs
        priced = pricing.all(u, v)
    return Best(total, arcs, pricing.passes, min(int((seats * priced.over[0]).sum()), int(priced.over[1].sum())))


def apart(total: Total, cover: Cover) -> tuple[Ints, Ints]:
    """Prices such that only pairs of somebody in the cover with somebody outside can pay."""
    return total.u + APART * cover[0], total.v + APART * (cover[1].astype(np.int64) - 1)


def lifted(total: Total, cover: Cover, size: int, highest: int) -> tuple[int, Ints, Ints]:
    """A tandem's value B and prices for it: B more for everybody in the cover, which is in every tandem once."""
    low = max(0, -int(total.u.min(initial=0))), max(0, -int(total.v.min(initial=0)))
    value = max(size * highest + 1, highest + sum(low))
    return value, total.u + value * cover[0], total.v + value * cover[1]


def pinned(
    pairs: Blocks, seeds: Seeds, seats: Ints, size: int, floor: int, above: Closed
) -> tuple[Arcs, tuple[Bools, Bools]]:
    """The people because of whom the floor cannot rise, as ``optimum.pinned``; and the pairs it took."""
    mentors, mentees = (best >= 0 for best in seeds.best)
    groups = []
    arcs = above.arcs
    if size == int(seats[mentors].sum()):
        groups.append((mentors & ~above.cover[0], np.zeros_like(mentees)))
    if size == int(mentees.sum()):
        arcs, short = short_mentees(pairs, above, floor + 1, mentees)
        groups.append((np.zeros_like(mentors), short))
    nobody = (np.zeros_like(mentors), np.zeros_like(mentees))
    return arcs, min(groups, key=lambda group: int(group[0].sum() + group[1].sum()), default=nobody)
