"""Sums that show no small group."""

from collections.abc import Mapping
from typing import Final

FLOOR: Final = 5


def rolled_up(counts: Mapping[str, int], floor: int = FLOOR) -> tuple[list[tuple[str, int]], int]:
    """The cells that reach `floor`, largest first, and the sum of all others.

    The rest is 0 or at least `floor` itself, so that no small cell follows from the total: where it would be smaller,
    the smallest shown cell goes into it too. When everything together stays below the floor, nothing is shown.
    """
    shown = sorted(((name, n) for name, n in counts.items() if n >= floor), key=lambda cell: (-cell[1], cell[0]))
    rest = sum(n for n in counts.values() if n < floor)
    while 0 < rest < floor and shown:
        rest += shown.pop()[1]
    return shown, rest if rest >= floor else 0
