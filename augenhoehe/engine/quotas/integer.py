"""Quotas that overlap: an integer programme, solved by scipy's HiGHS (branch and cut; Huangfu and Hall 2018).

The linear programme bounds it. Where the bound, rounded down to a whole number, is reached, the prices prove the plan
as in a network; where it is not, the plan is HiGHS's word, and says so by its gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import Aim, Face
from augenhoehe.engine.quotas.groups import Groups
from augenhoehe.engine.quotas.linear import Best, best_plan, by_lot, programme_of
from augenhoehe.engine.quotas.pricing import Earlier, lagrange
from augenhoehe.engine.quotas.programme import Programme


def whole_plan(face: Face, groups: Groups, aim: Aim, start: Ints, earlier: Sequence[Earlier] = ()) -> Best:
    """The best plan of whole tandems over the face.

    Scores are whole numbers: a better plan is better by 1 at least, and pairs outside the columns whose slack exceeds
    what the bound leaves open beyond that cannot be in one.
    """
    relaxed = best_plan(face, groups, aim, start, earlier)
    if relaxed.whole:
        return relaxed
    columns = relaxed.columns
    while True:
        mentor_of = branch(programme_of(face, groups, aim, columns, earlier))
        if mentor_of is None:
            mentor_of = start
        bound, _ = lagrange(face, groups, aim, relaxed.by, earlier)
        value = aim.value(mentor_of)
        open_still = bound - relaxed.by.scale * (value + 1)
        fresh = near(face, aim, relaxed, earlier, open_still) if open_still >= 0 else np.zeros(0, dtype=np.int64)
        fresh = fresh[~np.isin(fresh, columns)]
        if not len(fresh):
            return Best(mentor_of, True, relaxed.by, columns)
        columns = np.union1d(columns, fresh)


def near(face: Face, aim: Aim, relaxed: Best, earlier: Sequence[Earlier], open_still: int) -> Ints:
    """Allowed pairs whose slack does not exceed what is open."""
    slack = relaxed.by.u[:, None] + relaxed.by.v[None, :] - relaxed.by.scale * aim.weights
    for one, multiplier in zip(earlier, relaxed.by.earlier, strict=True):
        slack -= multiplier * one.aim.weights
    return np.flatnonzero(face.allowed & (slack <= open_still))


def branch(programme: Programme) -> Ints | None:
    """HiGHS's best whole plan over the columns, ``None`` when there is none."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    bounds, matrix = programme.bounds(), programme.matrix()
    rules: list[Any] = [LinearConstraint(matrix, 0, 0)]
    rules += [LinearConstraint(programme.objective(one)[None, :], value, value) for one, value in programme.earlier]
    found = milp(
        -programme.objective(programme.aim),
        integrality=np.ones(matrix.shape[1]),
        bounds=Bounds(bounds[:, 0], bounds[:, 1]),
        constraints=rules,
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        return None
    return programme.taken(found.x[: len(programme.i)])


def some_plan(face: Face, groups: Groups) -> Ints | None:
    """Some plan of whole tandems, ``None`` when there is none. All pairs are looked at when a few are not enough."""
    if (face.groups[0] > face.groups[1]).any():
        return None
    nothing = Aim(
        np.zeros(face.allowed.shape, dtype=np.int64),
        np.zeros(face.allowed.shape[0], dtype=np.int64),
        np.zeros(face.allowed.shape[1], dtype=np.int64),
    )
    everything = np.flatnonzero(face.allowed)
    few = by_lot(*face.allowed.shape)
    few = np.unique(few[face.allowed.ravel()[few]])
    found = branch(programme_of(face, groups, nothing, few, ())) if 2 * len(few) < len(everything) else None
    return branch(programme_of(face, groups, nothing, everything, ())) if found is None else found
