"""One plan among equals, as ``ties.first_by_id``, for cohorts whose pairs are never all in memory."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.ties import first_by_id

LIMIT = 5000
"""People a side up to which the plan is the first by id. Above, it is the one the solver ends with, run after run."""


def chosen(tight: tuple[Ints, Ints], u: Ints, v: Ints, seats: Ints, mentor_of: Ints) -> Ints:
    """The first optimal matching by id. People who cannot change places with anybody are left out of the search."""
    group = groups(tight, u, v, seats, mentor_of)
    out = mentor_of.copy()
    place = np.where(mentor_of >= 0, group[mentor_of], group[-1])
    inside = group[tight[0]] == place[tight[1]]
    several = np.unique(group[tight[0]][inside & (mentor_of[tight[1]] != tight[0])])
    for one in several.tolist():
        mentors, mentees = np.flatnonzero(group[:-1] == one), np.flatnonzero(place == one)
        table = small_table(tight, mentors, mentees, (len(u), len(v)))
        number = np.full(len(u) + 1, -1)
        number[mentors] = np.arange(len(mentors))
        here = number[mentor_of[mentees]]
        values = first_by_id(table, u[mentors], v[mentees], seats[mentors], here)
        out[mentees] = np.where(values >= 0, mentors[values], -1)
    return out


def groups(tight: tuple[Ints, Ints], u: Ints, v: Ints, seats: Ints, mentor_of: Ints) -> Ints:
    """Of each mentor and, last, of "no mentor": whom a circle of exchanges can join at all (strong components).

    An edge leads from a mentor to whoever has a mentee that the mentor could take; all empty seats are one node.
    """
    count = len(u)
    nowhere, empty = count, count + 1
    place = np.where(mentor_of >= 0, mentor_of, nowhere)
    taken = np.bincount(mentor_of[mentor_of >= 0], minlength=count)
    free, open_to = np.flatnonzero(taken < seats), np.flatnonzero(u == 0)
    dropped = place[v == 0]
    tail = np.concatenate((tight[0], np.full(len(dropped), nowhere), open_to, np.full(len(free), empty)))
    head = np.concatenate((place[tight[1]], dropped, np.full(len(open_to), empty), free))
    graph = csr_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(count + 2, count + 2))
    _, label = connected_components(graph, connection="strong")
    out: Ints = label[: count + 1].astype(np.int64)
    return out


def small_table(tight: tuple[Ints, Ints], mentors: Ints, mentees: Ints, shape: tuple[int, int]) -> Bools:
    """The tight pairs of some people as a table."""
    row, column = np.full(shape[0], -1), np.full(shape[1], -1)
    row[mentors], column[mentees] = np.arange(len(mentors)), np.arange(len(mentees))
    i, j = row[tight[0]], column[tight[1]]
    good = (i >= 0) & (j >= 0)
    out = np.zeros((len(mentors), len(mentees)), dtype=np.bool_)
    out[i[good], j[good]] = True
    return out
