"""What would suffer if somebody got what they missed, and what one place more would bring. Plain Python.

Whoever takes a place of a benefit that is full sends somebody away, who takes another place, and so on, until a place
is free or somebody gets nothing. So every change is a path over benefits (and "nothing"), and its price is what the
goals lose on the way. Paths are compared goal by goal, in exact integers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_WISHES: Final = 3
NOTHING: Final = 0
"""In place of a benefit: getting nothing. No benefit has this number."""


class Cause(StrEnum):
    """Why somebody did not get something that they would rather have had."""

    FEWER_PEOPLE = "fewer_people"
    FIRST_TIME = "first_time"
    BETTER_WISHES = "better_wishes"
    LOT = "lot"


_CAUSES: Final = (Cause.FEWER_PEOPLE, Cause.FIRST_TIME, *[Cause.BETTER_WISHES] * (2 * MOST_WISHES - 2))


@dataclass(frozen=True)
class OneMore:
    """What one place more of a benefit would bring: so many people more get something, so many first wishes more."""

    people: int
    first_wishes: int


@dataclass(frozen=True)
class Wisher:
    """wishes: benefits, the dearest first. served: whether they had a benefit in an earlier round."""

    key: int
    wishes: tuple[int, ...]
    served: bool = False

    def dearer_than(self, benefit: int) -> tuple[int, ...]:
        """What this person would rather have; all wishes rather than nothing."""
        return self.wishes[: self.wishes.index(benefit)] if benefit != NOTHING else self.wishes

    def value(self, benefit: int) -> tuple[int, ...]:
        """What it adds to each goal that this person has this benefit.

        Goals: people; people who never had anything; their first wishes, their second ones; the others' first and
        second ones. The last wishes follow from the rest.
        """
        if benefit == NOTHING:
            return (0,) * len(_CAUSES)
        rank = self.wishes.index(benefit)
        ranks = [int(self.served == group and rank == one) for group in (False, True) for one in range(MOST_WISHES - 1)]
        return (1, int(not self.served), *ranks)

    def loss(self, start: int, end: int, base: int) -> int:
        """What the goals lose when this person changes, as one number: a digit for each goal, by `base_of` places."""
        number = 0
        for before, after in zip(self.value(start), self.value(end), strict=True):
            number = number * base + before - after
        return number


def base_of(places: Mapping[int, int]) -> int:
    """More than twice of what a chain of exchanges can add to one goal."""
    return 2 * len(places) + 7


class Exchange:
    """The cheapest exchanges of places in an allotment that is the best one."""

    def __init__(self, wishers: Sequence[Wisher], places: Mapping[int, int], given: Mapping[int, int]) -> None:
        self._given = given
        self._base = base_of(places)
        nodes = [NOTHING, *places]
        self._price: dict[tuple[int, int], int] = {(node, node): 0 for node in nodes}
        for benefit, number in places.items():
            self._offer(NOTHING, benefit, 0)  # a place may stay free
            if number > sum(one == benefit for one in given.values()):
                self._offer(benefit, NOTHING, 0)
        for one in wishers:
            held = given.get(one.key, NOTHING)
            for other in {NOTHING, *one.wishes} & {*nodes}:
                self._offer(held, other, one.loss(held, other, self._base))
        self._shorten(nodes)

    def _offer(self, start: int, end: int, price: int) -> None:
        known = self._price.get((start, end))
        if known is None or price < known:
            self._price[start, end] = price

    def _shorten(self, nodes: Sequence[int]) -> None:
        """The cheapest path between any two (Floyd and Warshall). There is no cycle that gains: nothing is better."""
        price = self._price
        for over in nodes:
            starts = [(node, price[node, over]) for node in nodes if (node, over) in price]
            ends = [(node, price[over, node]) for node in nodes if (over, node) in price]
            for start, first in starts:
                for end, second in ends:
                    self._offer(start, end, first + second)

    def cause(self, one: Wisher, benefit: int) -> Cause:
        """The first goal that would suffer if this person had it; the lot where none would."""
        held = self._given.get(one.key, NOTHING)
        lost = self._digits(one.loss(held, benefit, self._base) + self._price[benefit, held])
        return next((cause for cause, digit in zip(_CAUSES, lost, strict=True) if digit), Cause.LOT)

    def one_more(self, benefit: int) -> OneMore:
        """What would change with one place more of this benefit: the cheapest path that ends there."""
        people, _first_time, firsts, _seconds, others_firsts, _others_seconds = self._digits(
            self._price[NOTHING, benefit]
        )
        return OneMore(-people, -firsts - others_firsts)

    def _digits(self, number: int) -> list[int]:
        """The goals' digits of a price, the weightiest first; a digit may be negative."""
        digits: list[int] = []
        for _goal in _CAUSES:
            number, digit = divmod(number + self._base // 2, self._base)
            digits.append(digit - self._base // 2)
        return digits[::-1]
