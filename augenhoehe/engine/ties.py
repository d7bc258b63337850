"""One plan among equals: which optimal plan is taken never depends on the input's order or on the solver's path.

Among all plans with the same number, floor and total this one is taken: mentees in the order of their ids, each gets
the first mentor by id that an optimal plan (with the choices so far) permits; no mentor comes last.
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.bitsets import bit_rows, strong_components
from augenhoehe.engine.encoding import Bools, Ints


def first_by_id(tight: Bools, u: Ints, v: Ints, seats: Ints, mentor_of: Ints) -> Ints:
    """The first optimal matching by id, from any optimal one and prices ``u``, ``v`` that prove it.

    Optimal plans are those that use tight pairs only, fill every seat with a price and leave out no mentee with a
    price. So a further row stands for "no mentor" (open to mentees of price 0), further columns for empty seats
    (open to mentors of price 0), and every plan is a way to place all columns.
    """
    table, place, real = extended(tight, u, v, seats, mentor_of)
    group = strong_groups(table, place)
    fixed = np.zeros(len(place), dtype=np.bool_)
    candidates = table[:, :real] & (group[:, None] == group[place[:real]][None, :])
    candidates[place[:real], np.arange(real)] = False
    for j in np.flatnonzero(candidates.any(axis=0)):
        fixed[:j] = True
        wanted = np.flatnonzero(candidates[: place[j], j])
        if len(wanted):
            fixed[j] = True
            exchange(table, place, fixed, int(j), wanted)
    out: Ints = np.where(place[:real] < len(seats), place[:real], -1)
    return out


def extended(tight: Bools, u: Ints, v: Ints, seats: Ints, mentor_of: Ints) -> tuple[Bools, Ints, int]:
    """The table with a row for "no mentor" and a column per empty seat; where each column stands; how many are real."""
    mentors, mentees = tight.shape
    taken = np.bincount(mentor_of[mentor_of >= 0], minlength=mentors)
    empty = np.repeat(np.arange(mentors), np.minimum(seats - taken, mentees))
    table = np.zeros((mentors + 1, mentees + len(empty)), dtype=np.bool_)
    table[:mentors, :mentees] = tight
    table[mentors, :mentees] = v == 0
    table[:mentors, mentees:] = (u == 0)[:, None]
    place = np.concatenate((np.where(mentor_of >= 0, mentor_of, mentors), empty))
    return table, place, mentees


def strong_groups(table: Bools, place: Ints) -> Ints:
    """Rows between which columns could be exchanged in a circle at all: strongly connected components."""
    if len(place) == 0:
        return np.arange(len(table))
    order = np.argsort(place, kind="stable")
    rows, start = np.unique(place[order], return_index=True)
    edges = np.zeros((len(table), len(table)), dtype=np.bool_)
    edges[rows] = np.logical_or.reduceat(table.T[order], start, axis=0)
    backward = bit_rows(np.ascontiguousarray(edges.T))
    return np.array(strong_components(bit_rows(edges), backward), dtype=np.int64)


def exchange(table: Bools, place: Ints, fixed: Bools, j: int, wanted: Ints) -> None:
    """Move column j to the first of the rows ``wanted`` from where a chain of free columns leads back; in place.

    Searches backwards from the row that j leaves; ``mover[r]`` and ``onward[r]`` say which column leaves row r on the
    way and where to.
    """
    home = int(place[j])
    free = ~fixed
    seen = np.zeros(len(table), dtype=np.bool_)
    seen[home] = True
    mover, onward = np.full(len(table), -1), np.full(len(table), -1)
    frontier = np.array([home])
    while len(frontier) and not seen[wanted[0]]:
        columns = np.flatnonzero(table[frontier].any(axis=0) & free)
        columns = columns[~seen[place[columns]]]
        free[columns] = False
        rows, first = np.unique(place[columns], return_index=True)
        columns = columns[first]
        mover[rows] = columns
        onward[rows] = frontier[table[np.ix_(frontier, columns)].argmax(axis=0)]
        seen[rows] = True
        frontier = rows
    reached = wanted[seen[wanted]]
    if len(reached):
        row = int(reached[0])
        place[j] = row
        while row != home:
            place[mover[row]] = onward[row]
            row = int(onward[row])
