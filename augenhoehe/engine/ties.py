"""One plan among equals: which optimal plan is taken never depends on the input's order or on the solver's path.

Among all plans with the same number, floor and total this one is taken: mentees in the order of their ids, each gets
the first mentor by id that an optimal plan (with the choices so far) permits; no mentor comes last.
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.bitsets import bit_rows, strong_components
from augenhoehe.engine.encoding import Bools, Ints


def first_by_id(tight: Bools, u: Ints, v: Ints, seats: Ints, mentor_of: Ints) -> Ints:
    """The first optimal matching by id, from any optimal one and prices ``u``, ``v`` that prove it.

    Optimal plans are those that use tight pairs only, fill every seat with a price and leave out no mentee with a
    price. So a further row stands for "no mentor" (open to mentees of price 0), further columns for empty seats
    (open to mentors of price 0), and every plan is a way to place all columns.
    """
    table, place, real = extended(tight, u, v, seats, mentor_of)
    group = strong_groups(table, place)
    exchangeable = table[:, :real] & (group[:, None] == group[place[:real]][None, :])
    rows, board = bit_rows(table), Board(place.tolist(), len(table))
    free = (1 << len(place)) - 1
    for j in np.flatnonzero(np.count_nonzero(exchangeable, axis=0) > 1).tolist():
        wanted = np.flatnonzero(exchangeable[: board.place[j], j]).tolist()
        if wanted:
            exchange(rows, board, free & -(1 << (j + 1)), j, wanted)
    chosen = np.array(board.place[:real], dtype=np.int64)
    out: Ints = np.where(chosen < len(seats), chosen, -1)
    return out


class Board:
    """Where each column stands, and which columns stand in each row (as bits)."""

    def __init__(self, place: list[int], rows: int) -> None:
        self.place = place
        self.at = [0] * rows
        for column, row in enumerate(place):
            self.at[row] |= 1 << column

    def move(self, column: int, row: int) -> None:
        """Put a column into another row."""
        self.at[self.place[column]] ^= 1 << column
        self.at[row] |= 1 << column
        self.place[column] = row


def extended(tight: Bools, u: Ints, v: Ints, seats: Ints, mentor_of: Ints) -> tuple[Bools, Ints, int]:
    """The table with a row for "no mentor" and a column per empty seat; where each column stands; how many are real."""
    mentors, mentees = tight.shape
    taken = np.bincount(mentor_of[mentor_of >= 0], minlength=mentors)
    empty = np.repeat(np.arange(mentors), np.minimum(seats - taken, mentees))
    table = np.zeros((mentors + 1, mentees + len(empty)), dtype=np.bool_)
    table[:mentors, :mentees] = tight
    table[mentors, :mentees] = v == 0
    table[:mentors, mentees:] = (u == 0)[:, None]
    place = np.concatenate((np.where(mentor_of >= 0, mentor_of, mentors), empty))
    return table, place, mentees


def strong_groups(table: Bools, place: Ints) -> Ints:
    """Rows between which columns could be exchanged in a circle at all: strongly connected components."""
    if len(place) == 0:
        return np.arange(len(table))
    order = np.argsort(place, kind="stable")
    rows, start = np.unique(place[order], return_index=True)
    edges = np.zeros((len(table), len(table)), dtype=np.bool_)
    edges[rows] = np.logical_or.reduceat(table.T[order], start, axis=0)
    backward = bit_rows(np.ascontiguousarray(edges.T))
    return np.array(strong_components(bit_rows(edges), backward), dtype=np.int64)


def exchange(rows: list[int], board: Board, free: int, j: int, wanted: list[int]) -> None:
    """Move column j to the first of the rows ``wanted`` from where a chain of free columns leads back.

    ``rows``: per row the columns that may stand there; ``free``: the columns that may move, as bits. Searches backwards
    from the row that j leaves; ``step[r]`` says which column leaves row r on the way, and where to.
    """
    home = board.place[j]
    best = board.at[wanted[0]]
    step: dict[int, tuple[int, int]] = {}
    queue = [home]
    for row in queue:
        new = rows[row] & free
        free &= ~new
        found = new & best
        new = found or new
        while new:
            column = (new & -new).bit_length() - 1
            new &= new - 1
            start = board.place[column]
            if start != home and start not in step:
                step[start] = (column, row)
                queue.append(start)
        if found:
            break
    row = next((one for one in wanted if one in step), home)
    if row != home:
        board.move(j, row)
    while row != home:
        column, onward = step[row]
        board.move(column, onward)
        row = onward
