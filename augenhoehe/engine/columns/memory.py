"""Memory of a large run: large arrays apart, and freed memory given back to the system between the steps.

glibc keeps what was freed for the next request. The arrays of one step seldom fit into the gaps that those of the last
one left, so without this the process would hold more than it ever used at once. Elsewhere nothing happens.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

LARGE = 1 << 26
"""Pairs from which it is worth asking."""


APART = 1 << 20
"""Bytes from which an array gets memory of its own, which goes back to the system with it."""
M_MMAP_THRESHOLD = -3


@cache
def glibc(name: str) -> Callable[..., int]:
    """A function of the C library, or one that does nothing: another library, or none that is asked this way."""
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):
        return lambda *_given: 0
    return found


def keep_apart(shape: tuple[int, int]) -> None:
    """Before a run with so many mentors and mentees. It holds for the process from then on.

    Left alone, glibc raises this bound with the first large array that is freed, and mixes all later ones with small
    things.
    """
    if shape[0] * shape[1] >= LARGE:
        glibc("mallopt")(M_MMAP_THRESHOLD, APART)


def give_back(shape: tuple[int, int]) -> None:
    """After a step with so many mentors and mentees."""
    if shape[0] * shape[1] >= LARGE:
        glibc("malloc_trim")(0)
