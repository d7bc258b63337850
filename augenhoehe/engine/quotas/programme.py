"""The linear programme over few pairs, solved by scipy's HiGHS.

Interior point and crossover, or the dual simplex method (Huangfu and Hall 2018). With laminar quotas the constraints
are those of a network, so vertices are whole plans and prices whole numbers (Hoffman and Kruskal 1956).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import PLENTY, Multipliers, Ranges
from augenhoehe.engine.quotas.groups import Groups

SCALE = 1 << 20
"""Prices of a programme that is no network are fractions; as whole multiples of 1 / SCALE they still prove a bound."""


@dataclass(frozen=True)
class Few:
    """An aim over few pairs: weight k is that of mentor i[k] with mentee j[k]. mentors, mentees: gains of people."""

    i: Ints
    j: Ints
    weights: Ints
    mentors: Ints
    mentees: Ints


class Programme:
    """The linear programme over some pairs. earlier: aims that must be reached, with their values.

    Variables: the pairs; per person the number of tandems, first and further ones apart; per group the number.
    Rows: each person's, each group's, and each earlier aim's.
    """

    def __init__(self, ranges: Ranges, groups: Groups, aim: Few, earlier: Sequence[tuple[Few, int]] = ()) -> None:
        self.ranges, self.groups, self.aim, self.earlier = ranges, groups, aim, earlier
        self.rows, self.width = ranges.shape
        self.i, self.j = aim.i, aim.j
        self.people = self.rows + self.width
        self.low = np.concatenate((ranges.mentors[0], ranges.mentees[0]))
        self.high = np.concatenate((ranges.mentors[1], ranges.mentees[1]))

    def bounds(self) -> Any:
        """Low and high of every variable."""
        first, further = np.minimum(self.low, 1), np.maximum(self.low - 1, 0)
        low = np.concatenate((np.zeros(len(self.i)), first, further, self.ranges.groups[0]))
        most = np.where(self.ranges.groups[1] >= PLENTY, np.inf, self.ranges.groups[1])
        high = np.concatenate(
            (np.full(len(self.i), np.inf), np.minimum(self.high, 1), np.maximum(self.high - 1, 0), most)
        )
        return np.stack((low, high), axis=1)

    def matrix(self) -> Any:
        """Rows × variables: Σ columns = number of the person; Σ numbers of the group = number of the group."""
        from scipy.sparse import csr_array

        count, people = len(self.i), np.arange(self.people)
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

    def objective(self, aim: Few) -> Any:
        """Coefficients of an aim, to be made large."""
        nothing = np.zeros(self.people + len(self.groups.names))
        people = np.concatenate((aim.mentors, aim.mentees))
        return np.concatenate((aim.weights, people, nothing)).astype(np.float64)

    def solve(self) -> tuple[Any, Multipliers]:
        """Values of all variables and the multipliers. Raises ``ArithmeticError`` when HiGHS gives none."""
        from scipy.optimize import linprog
        from scipy.sparse import csr_array, vstack

        matrix: Any = self.matrix()
        right = np.zeros(matrix.shape[0] + len(self.earlier))
        if self.earlier:
            matrix = vstack((matrix, csr_array(self.before())), format="csr")
            right[-len(self.earlier) :] = [value for _, value in self.earlier]
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
        return np.stack([self.objective(one) for one, _ in self.earlier])

    def distinct(self) -> bool:
        """Whether most weights differ: then the dual simplex method is the quicker one, else it walks among equals."""
        weights = self.aim.weights
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
        """Mentees' prices raised by what rounding has left short on these pairs."""
        need = by.scale * self.aim.weights - by.u[self.i] - by.v[self.j]
        for (one, _), multiplier in zip(self.earlier, by.earlier, strict=True):
            need += multiplier * one.weights
        v = by.v.copy()
        np.maximum.at(v, self.j, by.v[self.j] + need)
        return Multipliers(by.u, v, by.y, by.scale, by.earlier)

    def plan(self, values: Any) -> tuple[Ints, bool]:
        """The plan of a solution, and whether it is whole; it is not where a tandem would be taken in part."""
        share = values[: len(self.i)]
        whole = bool((np.abs(share - np.rint(share)) < 1e-6).all())
        return self.taken(share), whole

    def taken(self, share: Any) -> Ints:
        """Per mentee the mentor of the pair that is taken by more than half, or −1."""
        mentor_of = np.full(self.width, -1, dtype=np.int64)
        taken = share > 0.5
        mentor_of[self.j[taken]] = self.i[taken]
        return mentor_of
