"""The best total with a given largest number, as two problems in which one side is needed in full.

By a cover C of the largest matching's size, every largest matching fills all seats of the mentors in C from mentees
outside, gives every mentee in C a mentor outside, and has no other pair (Dulmage and Mendelsohn 1958). So there is no
need for a value of a tandem: *people* who all must be placed choose among *places* that may stay empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.sparse import run_of, starts


@dataclass(frozen=True)
class Part:
    """People to be placed and places, numbered from 0. Choice k: ``place[k]`` for ``gain[k]``.

    first: where the choices of each person begin, and the end. room: per place how many it takes. guess, before: prices
    and everybody's place in an earlier round (−1: none); started: whether there was one.
    """

    first: Ints
    place: Ints
    gain: Ints
    room: Ints
    guess: Ints
    before: Ints
    started: bool


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
    out = Total(np.full(width, -1, dtype=np.int64), np.zeros(count, dtype=np.int64), np.zeros(width, dtype=np.int64))
    for role in ("mentor", "mentee"):
        if not cover[0 if role == "mentor" else 1].any():
            continue
        part, people, places = prepared(role, arcs, seats, cover, before)
        placed = solver(part)
        if role == "mentor":
            out.u[people], out.v[places] = placed.worth, placed.price
            out.mentor_of[places[placed.place]] = people
        else:
            out.v[people], out.u[places] = placed.worth, placed.price
            out.mentor_of[people] = places[placed.place]
    return out


def prepared(
    role: str, arcs: Arcs, seats: Ints, cover: tuple[Bools, Bools], before: Total | None
) -> tuple[Part, Ints, Ints]:
    """The part of the mentors, or of the mentees, who are needed; its people and places by their numbers in all.

    What it takes to make it is gone before the part is solved.
    """
    mentor, mentee = cover[0][arcs.mentors], cover[1][arcs.mentees]
    if role == "mentor":
        few = arcs.where(mentor & ~mentee)
        people, room = np.repeat(np.flatnonzero(cover[0]), seats[cover[0]]), np.ones(arcs.shape[1], dtype=np.int64)
        earlier = None if before is None else (before.v, mentees_of(before.mentor_of, people))
        part, places = part_of(few.mentors, few.mentees, few.scores, people, room, earlier)
    else:
        few = arcs.where(~mentor & mentee)
        few = few.ordered(np.argsort(few.mentees, kind="stable"))
        people = np.flatnonzero(cover[1])
        earlier = None if before is None else (before.u, before.mentor_of[people])
        part, places = part_of(few.mentees, few.mentors, few.scores, people, seats, earlier)
    return part, people, places


def mentees_of(mentor_of: Ints, seats: Ints) -> Ints:
    """Per seat the mentee in it, or −1. ``seats``: the mentor of each, sorted."""
    matched = np.flatnonzero(mentor_of >= 0)
    matched = matched[np.argsort(mentor_of[matched], kind="stable")]
    matched = matched[np.isin(mentor_of[matched], seats)]
    first = np.searchsorted(seats, mentor_of[matched])
    again = np.arange(len(matched)) - np.searchsorted(mentor_of[matched], mentor_of[matched])
    out = np.full(len(seats), -1, dtype=np.int64)
    out[first + again] = matched
    return out


def part_of(
    owner: Ints, place: Ints, gain: Ints, people: Ints, room: Ints, earlier: tuple[Ints, Ints] | None
) -> tuple[Part, Ints]:
    """A part with places numbered anew, and their old numbers. ``owner`` is sorted; ``people`` may name one twice.

    earlier: prices of all places and everybody's place, by their old numbers.
    """
    places = np.flatnonzero(np.bincount(place, minlength=len(room)))
    new = np.full(len(room), -1, dtype=np.int32)
    new[places] = np.arange(len(places))
    begin = starts(owner, int(people.max(initial=-1)) + 1)
    length = np.diff(begin)[people]
    choice = run_of(begin[people], length)
    first = np.concatenate(([0], np.cumsum(length)))
    guess, before = np.zeros(len(places), dtype=np.int64), np.full(len(people), -1, dtype=np.int64)
    if earlier is not None:
        guess, before = earlier[0][places], np.where(earlier[1] >= 0, new[earlier[1]], -1)
    numbers, gains = new[place[choice]], gain[choice].astype(np.int32, copy=False)
    return Part(first, numbers, gains, room[places], guess, before, earlier is not None), places
