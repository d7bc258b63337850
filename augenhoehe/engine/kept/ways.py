"""Somebody out of place is put back along one cheapest way, and the prices follow.

A mentee without a mentor, or an empty seat that has a price: either way Dijkstra's search (1959) over what pairs cost
beyond their prices, which is never less than 0, finds whom moving costs the least. Afterwards the prices of all that
were reached nearer than the end are shifted by the difference, and prove the new plan as they proved the old one
(successive shortest paths; Ahuja, Magnanti, Orlin 1993, chapter 9; Tomizawa 1971).
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.kept.state import Costs, State


def place_mentee(state: State, j: int) -> None:
    """Give a mentee without a mentor the place that is best for all, or none. The prices hold, before and after."""
    if int(state.v[j]) <= 0:
        return
    distance, via, settled, end, out, length = _from_mentee(state, j)
    for a in settled:
        less = length - int(distance[a])
        state.u[a] += less
        for k in state.held[a]:
            state.v[k] -= less
    state.v[j] -= length
    if end < 0:
        end = state.release(out) if out != j else -1
    while end >= 0:
        k = int(via[end])
        before = int(state.mentor_of[k])
        state.seat(k, end)
        end = before


def _from_mentee(state: State, j: int) -> tuple[Ints, Ints, list[int], int, int, int]:
    """Distances of the mentors, who moves to each, those nearer than the end, the mentor or the mentee there, length.

    The way ends at a mentor with an empty seat (``end``), or somebody is left out (``out``, ``end`` is −1).
    """
    u, v, value, far = state.open_u(), state.v, state.value, state.costs.far
    distance = state.of_mentee(j) + u
    distance += distance.dtype.type(int(v[j]) - value)
    open_ = distance.copy()
    via: Ints = np.full(len(u), j, dtype=np.int64)
    new = np.empty_like(distance)
    settled: list[int] = []
    length, end, out = int(v[j]), -1, j
    while True:
        a = int(open_.argmin())
        here = int(open_[a])
        if here >= length:
            return distance, via, settled, end, out, length
        if state.room(a):
            return distance, via, settled, a, -1, here
        settled.append(a)
        for k in state.held[a]:
            if here + int(v[k]) < length:
                length, out = here + int(v[k]), k
            np.add(state.of_mentee(k), u, out=new)
            new += new.dtype.type(int(v[k]) - value + here)
            closer(new, k, distance, open_, via)
        open_[a] = far


def closer(new: Costs, mover: int, distance: Costs, open_: Costs, via: Ints) -> None:
    """Take over what is nearer by way of this mover."""
    better = new < distance
    np.copyto(distance, new, where=better)
    np.copyto(open_, new, where=better)
    np.copyto(via, mover, where=better)


def fill_seats(state: State, i: int) -> None:
    """Fill the mentor's empty seats as is best for all, or leave them empty at no price."""
    while state.room(i) and int(state.u[i]) > 0:
        _fill_seat(state, i)


def _fill_seat(state: State, i: int) -> None:
    distance, by, lost, end, out, length = _to_mentor(state, i)
    for h in lost:
        less = length - (0 if h == i else int(distance[lost[h]]))
        state.u[h] -= less
        for k in state.held[h]:
            state.v[k] += less
    if end < 0:
        if out == i:
            return
        end = lost[out]
    while True:
        h = int(by[end])
        state.seat(end, h)
        if h == i:
            return
        end = lost[h]


def _to_mentor(state: State, i: int) -> tuple[Ints, Ints, dict[int, int], int, int, int]:
    """Distances of the mentees, who takes each, which mentee each mentor on the way loses, where it ends, length.

    The way ends at a mentee without a mentor (``end``), or a seat stays empty (that of ``out``, ``end`` is −1).
    """
    v, u, value, far = state.open_v(), state.u, state.value, state.costs.far
    distance = state.of_mentor(i) + v
    distance += distance.dtype.type(int(u[i]) - value)
    distance[list(state.held[i])] = far
    open_ = distance.copy()
    by: Ints = np.full(len(v), i, dtype=np.int64)
    new = np.empty_like(distance)
    lost = {i: -1}
    length, end, out = int(u[i]), -1, i
    while True:
        k = int(open_.argmin())
        here = int(open_[k])
        if here >= length:
            return distance, by, lost, end, out, length
        h = int(state.mentor_of[k])
        if h < 0:
            return distance, by, lost, k, -1, here
        open_[k] = far
        if h in lost:
            continue
        lost[h] = k
        if here + int(u[h]) < length:
            length, out = here + int(u[h]), h
        np.add(state.of_mentor(h), v, out=new)
        new += new.dtype.type(int(u[h]) - value + here)
        closer(new, h, distance, open_, by)
