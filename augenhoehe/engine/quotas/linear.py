"""One aim made as large as possible over a face: a linear programme over few columns, all pairs priced by its duals.

Method: column generation (Dantzig and Wolfe 1960; Gilmore and Gomory 1961) with scipy's HiGHS (interior point and
crossover, or the dual simplex method; Huangfu and Hall 2018). With laminar quotas the constraints are those of a
network, so vertices are whole plans and prices whole numbers (Hoffman and Kruskal 1956). What comes out as
floating-point numbers is rounded and then proven in whole numbers (``face.bound_of``), or not called proven.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import PLENTY, Aim, Face, Groups, Multipliers
from augenhoehe.engine.quotas.pricing import Earlier, best_of_columns, best_of_rows, blocks, violators

ALL_COLUMNS = 20_000
"""Up to so many pairs there is nothing to generate: they are the columns."""
NEAREST = 8
LOTS = 6
NEVER = np.iinfo(np.int64).min
SCALE = 1 << 20
"""Prices of a programme that is no network are fractions; as whole multiples of 1 / SCALE they still prove a bound."""
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
        programme = Programme(face, groups, aim, columns, earlier)
        values, by = programme.solve()
        fresh = violators(face, aim, by, earlier)
        fresh = fresh[~np.isin(fresh, columns)]
        if not len(fresh):
            return programme.plan(values, by)
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


class Programme:
    """The linear programme over some columns.

    Variables: the columns; per person the number of tandems, first and further ones apart; per group the number.
    Rows: each person's, each group's, and each earlier aim's.
    """

    def __init__(self, face: Face, groups: Groups, aim: Aim, columns: Ints, earlier: Sequence[Earlier]) -> None:
        self.face, self.groups, self.aim, self.columns, self.earlier = face, groups, aim, columns, earlier
        self.rows, self.width = face.allowed.shape
        self.i, self.j = columns // self.width, columns % self.width
        self.people = self.rows + self.width
        self.low = np.concatenate((face.mentors[0], face.mentees[0]))
        self.high = np.concatenate((face.mentors[1], face.mentees[1]))
        self.gain = np.concatenate((aim.mentors, aim.mentees))

    def bounds(self) -> Any:
        """Low and high of every variable."""
        first, further = np.minimum(self.low, 1), np.maximum(self.low - 1, 0)
        low = np.concatenate((np.zeros(len(self.columns)), first, further, self.face.groups[0]))
        most = np.where(self.face.groups[1] >= PLENTY, np.inf, self.face.groups[1])
        high = np.concatenate(
            (np.full(len(self.columns), np.inf), np.minimum(self.high, 1), np.maximum(self.high - 1, 0), most)
        )
        return np.stack((low, high), axis=1)

    def matrix(self) -> Any:
        """Rows × variables: Σ columns = number of the person; Σ numbers of the group = number of the group."""
        from scipy.sparse import csr_array

        count, people = len(self.columns), np.arange(self.people)
        pieces = [
            (self.i, np.arange(count), 1.0),
            (self.rows + self.j, np.arange(count), 1.0),
            (people, count + people, -1.0),
            (people, count + self.people + people, -1.0),
        ]
        for k, own in enumerate(self.groups.members):
            place = own if self.groups.of_mentors[k] else self.rows + own
            row = np.full(len(place), self.people + k)
            pieces += [(row, count + place, 1.0), (row, count + self.people + place, 1.0)]
            pieces.append((np.array([self.people + k]), np.array([count + 2 * self.people + k]), -1.0))
        shape = (self.people + len(self.groups.names), count + 2 * self.people + len(self.groups.names))
        where = [np.concatenate([piece[part] for piece in pieces]) for part in (0, 1)]
        values = np.concatenate([np.full(len(piece[0]), piece[2]) for piece in pieces])
        return csr_array((values, (where[0], where[1])), shape=shape)

    def objective(self, aim: Aim) -> Any:
        """Coefficients of an aim, to be made large."""
        nothing = np.zeros(self.people + len(self.groups.names))
        people = np.concatenate((aim.mentors, aim.mentees))
        return np.concatenate((aim.weights[self.i, self.j], people, nothing)).astype(np.float64)

    def solve(self) -> tuple[Any, Multipliers]:
        """Values of all variables and the multipliers. Raises ``ArithmeticError`` when HiGHS gives none."""
        from scipy.optimize import linprog
        from scipy.sparse import csr_array, vstack

        matrix: Any = self.matrix()
        right = np.zeros(matrix.shape[0] + len(self.earlier))
        if self.earlier:
            matrix = vstack((matrix, csr_array(self.before())), format="csr")
            right[-len(self.earlier) :] = [one.value for one in self.earlier]
        found = linprog(
            -self.objective(self.aim),
            A_eq=matrix,
            b_eq=right,
            bounds=self.bounds(),
            method="highs-ds" if self.distinct() else "highs-ipm",
        )
        if found.status != 0:
            raise ArithmeticError(f"HiGHS: {found.message}")
        return found.x, self.multipliers(found)

    def before(self) -> Any:
        """Earlier aims as rows; none can be exceeded, so each is reached exactly."""
        return np.stack([self.objective(one.aim) for one in self.earlier])

    def distinct(self) -> bool:
        """Whether most weights differ: then the dual simplex method is the quicker one, else it walks among equals."""
        weights = self.aim.weights[self.i, self.j]
        return 2 * len(np.unique(weights)) > len(weights) and not self.earlier

    def multipliers(self, found: Any) -> Multipliers:
        """The duals as whole numbers: as they are in a network, else in fractions of ``SCALE``, rounded to be valid."""
        count = self.people + len(self.groups.names)
        duals, earlier = -found.eqlin.marginals[:count], found.eqlin.marginals[count:]
        scale = 1 if self.groups.laminar and not self.earlier else SCALE
        u, v, y = np.split(np.rint(duals * scale).astype(np.int64), [self.rows, self.people])
        past = tuple(int(value) for value in np.rint(earlier * scale))
        by = Multipliers(u, v, y, scale, past)
        return by if scale == 1 else self.lifted(by)

    def lifted(self, by: Multipliers) -> Multipliers:
        """Mentees' prices raised by what rounding has left short on these columns."""
        need = by.scale * self.aim.weights[self.i, self.j] - by.u[self.i] - by.v[self.j]
        for one, multiplier in zip(self.earlier, by.earlier, strict=True):
            need += multiplier * one.aim.weights[self.i, self.j]
        v = by.v.copy()
        np.maximum.at(v, self.j, by.v[self.j] + need)
        return Multipliers(by.u, v, by.y, by.scale, by.earlier)

    def plan(self, values: Any, by: Multipliers) -> Best:
        """The plan of a solution; not whole where a tandem would be taken in part."""
        share = values[: len(self.columns)]
        taken = share > 0.5
        mentor_of = np.full(self.width, -1, dtype=np.int64)
        mentor_of[self.j[taken]] = self.i[taken]
        whole = bool((np.abs(share - np.rint(share)) < 1e-6).all())
        return Best(mentor_of, whole, by, self.columns)
