"""Who gets which benefit, exactly. Plain Python: it knows numbers, nobody's name (ADR 24).

Among all ways to give the places away, those with the most people who get something; of these, those with the most
people who never had anything before; then the most first wishes, then the most second ones, first among those who
never had anything, then among the others. That is a greedy maximum matching. Where several ways remain the lot
decides: whoever was drawn first gets the best that is left for them in any of these ways, then the next, and so on.

How it is found: giving.py. Why somebody did not get something, and what one place more would bring, the cheapest
exchange of places answers (exchange.py).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from .exchange import NOTHING, Cause, Exchange, OneMore, Wisher
from .giving import Giving


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

    @cached_property
    def places(self) -> dict[int, int]:
        """Wisher → the benefit they get; who gets nothing is not in it."""
        giving = Giving(self._places)
        for key in self._order:
            giving.admit(self._wishers[key])
        giving.draw(sorted(self._order, key=self.is_served))
        return {key: benefit for key, benefit in giving.held.items() if benefit}

    def missed(self, key: int) -> dict[int, Cause]:
        """What this person wished for more than what they get, and why they do not have it."""
        one = self._wishers[key]
        dearer = one.dearer_than(self.places.get(key, NOTHING))
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
