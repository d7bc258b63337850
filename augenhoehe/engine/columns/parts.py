"""The best total with a given largest number, as two problems in which one side is needed in full.

By a cover C of the largest matching's size, every largest matching fills all seats of the mentors in C from mentees
outside, gives every mentee in C a mentor outside, and has no other pair (Dulmage and Mendelsohn 1958). So there is no
need for a value of a tandem: *people* who all must be placed choose among *places* that may stay empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.sparse import run_of, starts


@dataclass(frozen=True)
class Part:
    """People to be placed and places, numbered from 0. Choice k: ``place[k]`` for ``gain[k]``.

    first: where the choices of each person begin, and the end. room: per place how many it takes. guess: prices of the
    places from an earlier round.
    """

    first: Ints
    place: Ints
    gain: Ints
    room: Ints
    guess: Ints


@dataclass(frozen=True)
class Placed:
    """place: of each person. price ≥ 0: of each place, 0 where there is room left; worth: what a person gains by it.

    For every choice worth + price ≥ gain, with equality for the places taken.
    """

    place: Ints
    price: Ints
    worth: Ints


Solver = Callable[[Part], Placed]


@dataclass(frozen=True)
class Total:
    """The best total over the few pairs: per mentee its mentor or −1, and prices, a tandem's value left out."""

    mentor_of: Ints
    u: Ints
    v: Ints


def best_total(arcs: Arcs, seats: Ints, cover: tuple[Bools, Bools], before: Total | None, solver: Solver) -> Total:
    """Solve both parts. ``before``: the answer of an earlier round, whose prices are a good start."""
    count, width = arcs.shape
    mentor_of = np.full(width, -1, dtype=np.int64)
    u, v = np.zeros(count, dtype=np.int64), np.zeros(width, dtype=np.int64)
    old = (u, v) if before is None else (before.u, before.v)
    for role, few in parts(arcs, cover):
        if role == "mentor":
            people = np.repeat(np.arange(count)[cover[0]], seats[cover[0]])
            part, places = part_of(few.mentors, few.mentees, few.scores, people, np.ones(width, dtype=np.int64), old[1])
            placed = solver(part)
            u[people], v[places] = placed.worth, placed.price
            mentor_of[places[placed.place]] = people
        else:
            order = np.argsort(few.mentees, kind="stable")
            people = np.flatnonzero(cover[1])
            part, places = part_of(few.mentees[order], few.mentors[order], few.scores[order], people, seats, old[0])
            placed = solver(part)
            v[people], u[places] = placed.worth, placed.price
            mentor_of[people] = places[placed.place]
    return Total(mentor_of, u, v)


def parts(arcs: Arcs, cover: tuple[Bools, Bools]) -> Iterator[tuple[str, Arcs]]:
    """The pairs of mentors who are needed, and of mentees who are."""
    mentor, mentee = cover[0][arcs.mentors], cover[1][arcs.mentees]
    if cover[0].any():
        yield "mentor", arcs.where(mentor & ~mentee)
    if cover[1].any():
        yield "mentee", arcs.where(~mentor & mentee)


def part_of(owner: Ints, place: Ints, gain: Ints, people: Ints, room: Ints, guess: Ints) -> tuple[Part, Ints]:
    """A part with places numbered anew, and their old numbers. ``owner`` is sorted; ``people`` may name one twice."""
    places, number = np.unique(place, return_inverse=True)
    begin = starts(owner, int(people.max(initial=-1)) + 1)
    length = np.diff(begin)[people]
    choice = run_of(begin[people], length)
    first = np.concatenate(([0], np.cumsum(length)))
    part = Part(first, number.reshape(-1)[choice], gain[choice].astype(np.int64), room[places], guess[places])
    return part, places
