"""The first plan among equals, from the few pairs whose prices leave nothing over.

The same choice as ``ties.first_by_id``, without a table of all pairs: only people between whom places could go round in
a circle of such pairs can change theirs. Those circles lie in the strongly connected parts of a sparse graph; mostly
there is none, and the plan is the only best one.
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.bitsets import bit_rows, strong_components
from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.kept.state import State
from augenhoehe.engine.ties import Board, exchange, extended

BLOCK = 64
"""So many rows are looked at together: they stay in the processor's cache."""


def choose_first(state: State) -> None:
    """Move to the first optimal plan by id."""
    rows, columns = tight_cells(state)
    group = circles(state, rows, columns)
    if group is None:
        return
    nobody = len(state.seats)
    for name in np.unique(group[group >= 0]).tolist():
        inside = np.flatnonzero(group == name)
        mentors = inside[inside < nobody]
        choose_within(state, mentors, bool(inside[-1] == nobody), rows, columns)


def tight_cells(state: State) -> tuple[Ints, Ints]:
    """Mentors and mentees of all pairs that may be chosen and cost exactly their prices."""
    u, v, table = state.open_u() - state.u.dtype.type(state.value), state.open_v(), state.costs.of_mentor
    found: list[Ints] = []
    for start in range(0, len(u), BLOCK):
        part = table[start : start + BLOCK] + v
        part += u[start : start + BLOCK, None]
        found.append(np.flatnonzero(part == 0) + start * len(v))
    cells = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    rows, columns = np.divmod(cells, len(v))
    if not state.patched:
        return rows, columns
    wrong = [cell for cells_of in state.patched.values() for cell in cells_of]
    keep = ~np.isin(cells, [i * len(v) + j for i, j in wrong])
    more = [(i, j) for i, j in wrong if int(u[i]) + int(v[j]) + state.cost(i, j) == 0]
    extra = np.array(more, dtype=np.int64).reshape(-1, 2)
    return np.concatenate((rows[keep], extra[:, 0])), np.concatenate((columns[keep], extra[:, 1]))


def circles(state: State, rows: Ints, columns: Ints) -> Ints | None:
    """Per mentor (and, last, "no mentor") the number of its strongly connected part, −1 for parts of one; or None.

    An edge leads from where a mentee, or an empty seat, is to where it could be as well. Empty seats go by way of one
    more node: each can be at every mentor without a price.
    """
    nobody = len(state.seats)
    holder = np.where(state.mentor_of < 0, nobody, state.mentor_of)
    placed = np.flatnonzero(state.there & (state.mentor_of >= 0) & (state.v == 0))
    free = (state.seats > 0) & (state.u == 0)
    taken = np.bincount(state.mentor_of[state.mentor_of >= 0], minlength=nobody)
    empty = np.flatnonzero(taken < state.seats)
    seat = nobody + 1
    source = np.concatenate((holder[columns], holder[placed], empty, np.full(int(free.sum()), seat)))
    target = np.concatenate((rows, np.full(len(placed), nobody), np.full(len(empty), seat), np.flatnonzero(free)))
    real = source != target
    source, target = trimmed(source[real], target[real], seat + 1)
    if not len(source):
        return None
    return parts(source, target, seat + 1)[: nobody + 1]


def trimmed(source: Ints, target: Ints, nodes: int) -> tuple[Ints, Ints]:
    """The edges without those that no circle can use: from or to a node that nothing enters, or nothing leaves."""
    while len(source):
        entered = np.zeros(nodes, dtype=np.bool_)
        left = np.zeros(nodes, dtype=np.bool_)
        entered[target] = left[source] = True
        keep = entered[source] & left[target]
        if keep.all():
            break
        source, target = source[keep], target[keep]
    return source, target


def parts(source: Ints, target: Ints, nodes: int) -> Ints:
    """Per node the number of its strongly connected part; −1 for those that no circle leads through."""
    some = np.unique(np.concatenate((source, target)))
    edges = np.zeros((len(some), len(some)), dtype=np.bool_)
    edges[np.searchsorted(some, source), np.searchsorted(some, target)] = True
    backward = bit_rows(np.ascontiguousarray(edges.T))
    part = np.array(strong_components(bit_rows(edges), backward), dtype=np.int64)
    part[np.bincount(part)[part] < 2] = -1
    out = np.full(nodes, -1, dtype=np.int64)
    out[some] = part
    return out


def choose_within(state: State, mentors: Ints, with_nobody: bool, rows: Ints, columns: Ints) -> None:
    """Let the people of one part choose: mentees by id, each the first mentor from where a chain leads back."""
    inside = np.isin(state.mentor_of, mentors) & state.there
    if with_nobody:
        inside |= state.there & (state.mentor_of < 0)
    mentees = np.flatnonzero(inside)
    tight = np.zeros((len(mentors), len(mentees)), dtype=np.bool_)
    here = np.isin(rows, mentors) & inside[columns]
    tight[np.searchsorted(mentors, rows[here]), np.searchsorted(mentees, columns[here])] = True
    v = state.v[mentees].astype(np.int64) if with_nobody else np.ones(len(mentees), dtype=np.int64)
    place_of = np.where(
        state.mentor_of[mentees] < 0, -1, np.searchsorted(mentors, np.maximum(state.mentor_of[mentees], 0))
    )
    table, place, real = extended(tight, state.u[mentors].astype(np.int64), v, state.seats[mentors], place_of)
    bits, board = bit_rows(table), Board(place.tolist(), len(table))
    everything = (1 << len(place)) - 1
    for j in np.flatnonzero(np.count_nonzero(table[:, :real], axis=0) > 1).tolist():
        wanted = np.flatnonzero(table[: board.place[j], j]).tolist()
        if wanted:
            exchange(bits, board, everything & -(1 << (j + 1)), j, wanted)
    for k, j in enumerate(mentees.tolist()):
        row = board.place[k]
        if row != place[k]:
            state.release(j)
            if row < len(mentors):
                state.seat(j, int(mentors[row]))
