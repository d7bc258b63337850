"""How much of a foreign file is read at most."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, counts in pieces. The defaults hold a whole city's staff list with room to spare."""

    packed: int = 25 * MEGABYTE
    unpacked: int = 50 * MEGABYTE
    parts: int = 2_000
    rows: int = 100_000
    columns: int = 400
    cells: int = 2_000_000
    cell_length: int = 32_767  # what a spreadsheet cell can hold


DEFAULT_LIMITS = Limits()
