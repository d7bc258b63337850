"""One aim made as large as possible over a face: a linear programme over few columns, all pairs priced by its duals.

Method: column generation (Dantzig and Wolfe 1960; Gilmore and Gomory 1961). What comes out of the programme as
floating-point numbers is rounded and then proven in whole numbers (``face.bound_of``), or not called proven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import Aim, Face, Multipliers
from augenhoehe.engine.quotas.groups import Groups
from augenhoehe.engine.quotas.pricing import Earlier, best_of_columns, best_of_rows, blocks, violators
from augenhoehe.engine.quotas.programme import Few, Programme

ALL_COLUMNS = 20_000
"""Up to so many pairs there is nothing to generate: they are the columns."""
NEAREST = 8
LOTS = 6
NEVER = np.iinfo(np.int64).min
ROUNDS = 200


@dataclass(frozen=True)
class Best:
    """A best plan, whether it consists of whole tandems, and the prices that bound all others."""

    mentor_of: Ints
    whole: bool
    by: Multipliers
    columns: Ints


def best_plan(face: Face, groups: Groups, aim: Aim, start: Ints, earlier: Sequence[Earlier] = ()) -> Best:
    """The best plan over the face. ``start``: some plan of the face, per mentee its mentor or −1."""
    columns = first_columns(face, aim, start)
    for _ in range(ROUNDS):
        programme = programme_of(face, groups, aim, columns, earlier)
        values, by = programme.solve()
        fresh = violators(face, aim, by, earlier)
        fresh = fresh[~np.isin(fresh, columns)]
        if not len(fresh):
            return Best(*programme.plan(values), by, columns)
        columns = np.union1d(columns, fresh)
    raise ArithmeticError("the prices do not settle")


def first_columns(face: Face, aim: Aim, start: Ints) -> Ints:
    """Pairs as row · mentees + column: those of the start, for everybody some by the lot, and the best few."""
    count, width = face.allowed.shape
    if int(np.count_nonzero(face.allowed)) <= ALL_COLUMNS:
        return np.flatnonzero(face.allowed)
    placed = np.flatnonzero(start >= 0)
    found = [start[placed] * width + placed, by_lot(count, width)]
    if (aim.weights[:1] != aim.weights).any():  # where all are worth the same, the lot is all there is
        for first, last in blocks(face.allowed.shape):
            values = np.where(face.allowed[first:last], aim.weights[first:last], NEVER)
            found.append(best_of_rows(values, np.arange(last - first), NEAREST, width) + first * width)
            found.append(best_of_columns(values, width) + first * width)
    out = np.unique(np.concatenate(found))
    inside: Ints = out[face.allowed.ravel()[out]]
    return inside


def by_lot(count: int, width: int) -> Ints:
    """A few mentees of every mentor and a few mentors of every mentee, spread evenly; the same in every run."""
    rows, columns, step = np.arange(count), np.arange(width), np.arange(LOTS)
    of_rows = rows[:, None] * width + (rows[:, None] * 7919 + step * (width // LOTS + 1)) % width
    of_columns = ((columns[:, None] * 104_729 + step * (count // LOTS + 1)) % count) * width + columns[:, None]
    return np.concatenate((of_rows.ravel(), of_columns.ravel()))


def programme_of(face: Face, groups: Groups, aim: Aim, columns: Ints, earlier: Sequence[Earlier]) -> Programme:
    """The programme over these columns."""
    before = [(few_of(one.aim, columns), one.value) for one in earlier]
    return Programme(face, groups, few_of(aim, columns), before)


def few_of(aim: Aim, columns: Ints) -> Few:
    """An aim over some columns."""
    i, j = columns // aim.weights.shape[1], columns % aim.weights.shape[1]
    return Few(i, j, aim.weights[i, j], aim.mentors, aim.mentees)
