"""Plain whole numbers for ``checking``."""

from __future__ import annotations

from collections.abc import Iterable


def large(numbers: Iterable[int], bits: int) -> bool:
    """Whether one is too large to be added up."""
    return any(abs(number) > 1 << bits for number in numbers)


def highest(low: int, high: int, gain: int, price: int) -> tuple[int, tuple[int, int]]:
    """The largest of ``gain · min(1, f) + price · f`` over whole f from low to high, and where it is reached."""
    places = sorted({low, min(max(1, low), high), high})
    values = [gain * min(1, f) + price * f for f in places]
    best = max(values)
    at = [f for f, value in zip(places, values, strict=True) if value == best]
    return best, (at[0], at[-1])
