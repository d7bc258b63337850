"""Freed memory given back to the system between the steps of a large run.

glibc keeps what was freed for the next request. The arrays of one step seldom fit into the gaps that those of the last
one left, so without this the process would hold more than it ever used at once. Elsewhere nothing happens.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

LARGE = 1 << 26
"""Pairs from which it is worth asking."""


@cache
def trim() -> Callable[[int], int]:
    """glibc's ``malloc_trim``, or something that does nothing."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # another C library, or none that is asked this way
        return lambda _pad: 0
    return found


def give_back(shape: tuple[int, int]) -> None:
    """After a step with so many mentors and mentees."""
    if shape[0] * shape[1] >= LARGE:
        trim()(0)
