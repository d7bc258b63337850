"""Who gets which benefit, exactly. Plain Python: it knows numbers, nobody's name (ADR 24).

Among all ways to give the places away, those with the most people who get something; of these, those with the most
people who never had anything before; then the most first wishes, then the most second ones, first among those who
never had anything, then among the others. That is a greedy maximum matching. Where several ways remain the lot
decides: whoever was drawn first gets the best that is left for them in any of these ways, then the next, and so on.

Each step is one integer programme on the face of the polytope that the step before has left. Such a face has integral
corners only, so nothing is rounded that was not a whole number already. Why somebody did not get something, and what
one place more would bring, the cheapest exchange of places answers (exchange.py).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from .exchange import Cause, Exchange, OneMore, Wisher

MOST_WISHES: Final = 3
_TOGETHER: Final = 8
"""So many people draw in one programme: 4 ** 8 is far from what a solver's tolerance blurs."""


def drawn(keys: Iterable[int], seed: str) -> list[int]:
    """The order of the lottery. Whoever knows the seed can draw again and gets the same."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest())


def first_in_line(waiting: Iterable[tuple[bool, int, int]]) -> tuple[bool, int, int]:
    """Who gets a place that comes free: of (served, rank of the wish, lot) the same rule's first."""
    return min(waiting)


class Allotment:
    """The best way to give `places` (benefit → how many) to `wishers`, and why it is as it is."""

    def __init__(self, wishers: Sequence[Wisher], places: Mapping[int, int], seed: str) -> None:
        self._wishers = {one.key: one for one in wishers}
        self._places = dict(places)
        self._order = drawn(self._wishers, seed)
        self.lots = {key: number for number, key in enumerate(self._order, start=1)}
        self._edges = [
            (one.key, rank, benefit)
            for one in sorted(wishers, key=lambda one: one.key)
            for rank, benefit in enumerate(one.wishes)
            if benefit in self._places
        ]

    @cached_property
    def places(self) -> dict[int, int]:
        """Wisher → the benefit they get; who gets nothing is not in it."""
        import numpy as np

        if not self._edges:
            return {}
        low, high = np.zeros(len(self._edges)), np.ones(len(self._edges))
        chosen = np.zeros(len(self._edges), dtype=bool)
        rows = list(self._best)
        order = sorted(self._order, key=lambda key: self._wishers[key].served)
        for begin in range(0, len(order), _TOGETHER):
            group = {key: place for place, key in enumerate(order[begin : begin + _TOGETHER])}
            chosen = self._solve(self._drawing(group), rows, low, high)[1]
            for number, (key, _rank, _benefit) in enumerate(self._edges):
                if key in group:
                    low[number] = high[number] = chosen[number]
        return {self._edges[number][0]: self._edges[number][2] for number in np.flatnonzero(chosen)}

    def missed(self, key: int) -> dict[int, Cause]:
        """What this person wished for more than what they get, and why they do not have it."""
        one, got = self._wishers[key], self.places.get(key)
        dearer = one.wishes[: one.wishes.index(got)] if got is not None else one.wishes
        return {benefit: self._exchange.cause(one, benefit) for benefit in dearer if benefit in self._places}

    def is_served(self, key: int) -> bool:
        """Whether this person had something before."""
        return self._wishers[key].served

    def one_more(self, benefit: int) -> OneMore:
        """What would change with one place more of this benefit."""
        return self._exchange.one_more(benefit)

    @cached_property
    def _exchange(self) -> Exchange:
        return Exchange([*self._wishers.values()], self._places, self.places)

    @cached_property
    def _best(self) -> list[tuple[Any, int]]:
        """The goals in their order with the most that each can reach after those before it."""
        found: list[tuple[Any, int]] = []
        for goal in self._goals():
            found.append((goal, self._solve(goal, found)[0]))
        return found

    def _goals(self) -> list[Any]:
        """What counts, the weightiest first: for each wish whether it adds to the goal."""
        import numpy as np

        values = [self._wishers[key].value(benefit) for key, _rank, benefit in self._edges]
        return [np.array(goal, dtype=float) for goal in zip(*values, strict=True)]

    def _drawing(self, group: Mapping[int, int]) -> Any:
        """A goal in which whoever was drawn before counts more than all who were drawn after them."""
        import numpy as np

        base = MOST_WISHES + 1
        return np.array(
            [
                float((MOST_WISHES - rank) * base ** (_TOGETHER - 1 - group[key])) if key in group else 0.0
                for key, rank, _benefit in self._edges
            ]
        )

    def _solve(self, goal: Any, fixed: Sequence[tuple[Any, int]], low: Any = None, high: Any = None) -> tuple[int, Any]:
        """The most of a goal where others are fixed at what they reach, and one way to reach it."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        bounds = Bounds(0 if low is None else low, 1 if high is None else high)
        kept = [LinearConstraint(row[np.newaxis, :], best, best) for row, best in fixed]
        found = milp(
            -goal,
            constraints=[LinearConstraint(self._matrix, -np.inf, self._capacity), *kept],
            bounds=bounds,
            integrality=np.ones(len(goal), dtype=int),
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:  # pragma: no cover - what was reached before can be reached again
            raise ArithmeticError(found.message)
        chosen = found.x > 1 / 2
        return round(float(goal @ chosen)), chosen

    @cached_property
    def _matrix(self) -> Any:
        """A row for each person and each benefit, a column for each wish."""
        import numpy as np
        from scipy.sparse import csr_array

        people = {key: row for row, key in enumerate(self._wishers)}
        benefits = {key: row for row, key in enumerate(self._places, start=len(people))}
        columns = list(range(len(self._edges)))
        rows = [people[key] for key, _rank, _benefit in self._edges]
        rows += [benefits[benefit] for _key, _rank, benefit in self._edges]
        shape = (len(people) + len(benefits), len(columns))
        return csr_array((np.ones(2 * len(columns)), (rows, columns * 2)), shape=shape)

    @property
    def _capacity(self) -> Any:
        import numpy as np

        return np.array([1] * len(self._wishers) + [*self._places.values()])
