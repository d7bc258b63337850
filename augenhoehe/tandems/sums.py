"""How a count of tandems is told without showing a small group.

Tags overlap: a tandem has several, so no table of groups that add up (`augenhoehe.disclosure`) can be made of them.
"""

from collections.abc import Collection
from typing import Final

from augenhoehe.disclosure import FLOOR, THRESHOLDS, Kind

Pair = tuple[int, int]
"""Mentor and mentee of a tandem."""

ENOUGH: Final = THRESHOLDS[Kind.DISTRIBUTION]
"""From so many on it is told how tandems are distributed."""


def size_of(pairs: Collection[Pair]) -> int:
    """How many stand behind these tandems: several of one mentor are one."""
    return min((len(set(people)) for people in zip(*pairs, strict=True)), default=0)


def at_least(count: int, of: int) -> int:
    """The multiple of five that may be told of `count` out of `of` tandems; 0 where nothing may.

    It is true as "at least", and stays five or more below the whole: "all of them" would tell of each one, and "all but
    two" of the two. From ten tandems on, 0 means fewer than five.
    """
    return max(0, min(count, of - FLOOR)) // FLOOR * FLOOR
