"""How a count of tandems is told without showing a small group."""

from typing import Final

FLOOR: Final = 5
"""No group below this many tandems is told of: neither those that have something nor those that lack it."""


def at_least(count: int, of: int) -> int:
    """The multiple of five that may be told of `count` out of `of` tandems; 0 where nothing may.

    It is true as "at least", and stays five or more below the whole: "all of them" would tell of each one, and "all but
    two" of the two. From ten tandems on, 0 means fewer than five.
    """
    return max(0, min(count, of - FLOOR)) // FLOOR * FLOOR
