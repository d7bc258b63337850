"""Graphs as whole numbers: bit j of row i is the edge from i to j. Quick to load and quick at cohort size.

Python's big numbers handle a row of a thousand bits at once, so these searches take a few milliseconds at
800 × 800, about as long as scipy's compiled ones, whose import alone takes longer than a whole match run.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def bit_rows(table: NDArray[np.bool_]) -> list[int]:
    """One number per row of a boolean table; bit j is column j."""
    packed = np.packbits(table, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


class LazyRows(dict[int, int]):
    """The same numbers, each made when it is asked for: a search from a matching that is nearly right needs few."""

    def __init__(self, table: NDArray[np.bool_]) -> None:
        super().__init__()
        self._packed = np.packbits(table, axis=1, bitorder="little")

    def __missing__(self, row: int) -> int:
        self[row] = int.from_bytes(self._packed[row].tobytes(), "little")
        return self[row]


def largest_matching(
    rows: list[int] | LazyRows, seats: list[int], columns: int, start: list[int] | None = None
) -> list[int]:
    """Per column its row, or −1: as many as possible, each row at most ``seats`` times. ``start``: a smaller one.

    Method: greedy start, rows with few edges first, then augmenting paths, breadth first (Berge 1957);
    what a search without success has reached can never help a later one (Hungarian trees) and is left out.
    """
    mate = start or [-1] * columns
    taken = [0] * len(seats)
    free = (1 << columns) - 1
    for column, row in enumerate(mate):
        if row >= 0:
            taken[row] += 1
            free ^= 1 << column
    left: list[int] = []
    short = (row for row, most in enumerate(seats) if taken[row] < most)
    for row in sorted(short, key=lambda i: rows[i].bit_count()):
        for _ in range(min(seats[row], rows[row].bit_count()) - taken[row]):
            open_columns = rows[row] & free
            if not open_columns:
                left.append(row)
                continue
            bit = open_columns & -open_columns
            free ^= bit
            mate[bit.bit_length() - 1] = row
    alive = (1 << columns) - 1
    for row in left:
        found, reached = _augment(rows, mate, row, free, alive)
        if found < 0:
            alive &= ~reached
        else:
            free ^= 1 << found
    return mate


def _augment(rows: list[int] | LazyRows, mate: list[int], start: int, free: int, alive: int) -> tuple[int, int]:
    """Give ``start`` one column more along an alternating path: the column taken (or −1), all reached."""
    by_column = {start: -1}  # row → the column through which it was reached
    by_row: dict[int, int] = {}  # column → the row through which it was reached
    queue = [start]
    seen = 0
    for row in queue:
        new = rows[row] & alive & ~seen
        hit = new & free
        if hit:
            end = (hit & -hit).bit_length() - 1
            _flip(mate, end, row, by_row, by_column)
            return end, seen
        seen |= new
        while new:
            bit = new & -new
            new ^= bit
            column = bit.bit_length() - 1
            by_row[column] = row
            if mate[column] not in by_column:
                by_column[mate[column]] = column
                queue.append(mate[column])
    return -1, seen


def _flip(mate: list[int], column: int, row: int, by_row: dict[int, int], by_column: dict[int, int]) -> None:
    while True:
        mate[column] = row
        column = by_column[row]
        if column < 0:
            return
        row = by_row[column]


def strong_components(forward: list[int], backward: list[int]) -> list[int]:
    """Per node the number of its strongly connected component. ``backward``: the same edges turned round.

    Method: two depth-first searches (Kosaraju, published by Sharir 1981).
    """
    component = [-1] * len(forward)
    unseen = (1 << len(forward)) - 1
    count = 0
    for root in reversed(_finishing_order(forward)):
        if component[root] >= 0:
            continue
        todo = [root]
        unseen &= ~(1 << root)
        while todo:
            node = todo.pop()
            component[node] = count
            new = backward[node] & unseen
            unseen &= ~new
            while new:
                bit = new & -new
                new ^= bit
                todo.append(bit.bit_length() - 1)
        count += 1
    return component


def _finishing_order(edges: list[int]) -> list[int]:
    order: list[int] = []
    unseen = (1 << len(edges)) - 1
    while unseen:
        root = (unseen & -unseen).bit_length() - 1
        unseen &= ~(1 << root)
        path = [root]
        while path:
            new = edges[path[-1]] & unseen
            if new:
                bit = new & -new
                unseen ^= bit
                path.append(bit.bit_length() - 1)
            else:
                order.append(path.pop())
    return order
