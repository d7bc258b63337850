"""Somebody out of place is put back along one cheapest way, and the prices follow.

A mentee without a mentor, or an empty seat that has a price: either way Dijkstra's search (1959) over what pairs cost
beyond their prices, which is never less than 0, finds whom moving costs the least. Afterwards the prices of all that
were reached nearer than the end are shifted by the difference, and prove the new plan as they proved the old one
(successive shortest paths; Ahuja, Magnanti, Orlin 1993, chapter 9; Tomizawa 1971).

Where every seat is taken somebody has to be left out, so what all mentees pay at least goes to the mentors beforehand;
where every mentee has a mentor, the other way round. Otherwise the search would go through everybody just for that.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from augenhoehe.engine.kept.state import Costs, State


@dataclass
class Search:
    """What was reached nearer than the end, in this order.

    mentors, near: whose prices move, and their distances. movers: mentees who could leave them. before: per mover, how
    many movers there were when its place was reached. length: that of the way. end: where it ends; where it ends by
    leaving ``out`` alone, −1.
    """

    length: int
    out: int
    end: int = -1
    mentors: list[int] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    movers: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)

    def shift(self, state: State, sign: int) -> None:
        """Move the prices of these mentors by what they are nearer than the end, and those of their mentees back."""
        more: Costs = np.zeros_like(state.u)
        more[self.mentors] = sign * (self.length - np.array(self.near, dtype=more.dtype))
        state.u += more
        placed = np.flatnonzero(state.mentor_of >= 0)
        state.v[placed] -= more[state.mentor_of[placed]]


def place_mentee(state: State, j: int) -> None:
    """Give a mentee without a mentor the place that is best for all, or none. The prices hold, before and after."""
    if int(state.v[j]) <= 0 or int(state.mentor_of[j]) >= 0:
        return
    if state.size == int(state.seats.sum()):
        pass_on(state, int(state.v[state.there].min()))
    way = _from_mentee(state, j)
    way.shift(state, 1)
    state.v[j] -= way.length
    end = way.end if way.end >= 0 else state.release(way.out)
    movers, until = np.array(way.movers), len(way.movers)
    while end >= 0:
        some = movers[:until]
        comes = int((state.of_mentor(end)[some] + state.v[some] == state.value - state.u[end]).argmax())
        until = way.before[comes]
        before = int(state.mentor_of[movers[comes]])
        state.seat(way.movers[comes], end)
        end = before


def _from_mentee(state: State, j: int) -> Search:
    """From mentee j over the mentors, each of whom may lose a mentee, to an empty seat or to nowhere."""
    u, v, value, far = state.open_u(), state.v, state.value, state.costs.far
    nearest, new = np.full_like(u, far), np.empty_like(u)
    way = Search(int(v[j]), j)
    here = 0
    leaving: tuple[int, ...] = (j,)
    while True:
        until = len(way.movers)
        for k in leaving:
            past = here + int(v[k])
            if past < way.length:
                way.length, way.out = past, k
            way.movers.append(k)
            way.before.append(until)
            np.add(state.of_mentee(k), u, out=new)
            new += new.dtype.type(past - value)
            np.minimum(nearest, new, out=nearest)
        a = int(nearest.argmin())
        here = int(nearest[a])
        if here >= way.length:
            return way
        if state.room(a):
            way.length, way.end = here, a
            return way
        way.mentors.append(a)
        way.near.append(here)
        u[a] = nearest[a] = far
        leaving = state.held[a]


def fill_seats(state: State, i: int) -> None:
    """Fill the mentor's empty seats as is best for all, or leave them empty at no price."""
    while state.room(i) and int(state.u[i]) > 0:
        _fill_seat(state, i)


def _fill_seat(state: State, i: int) -> None:
    if state.size == np.count_nonzero(state.there):
        pass_on(state, -int(state.u[state.seats > 0].min()))
    way = _from_seat(state, i)
    way.shift(state, -1)
    mentors, until = np.array(way.mentors), len(way.mentors)
    end = way.end if way.end >= 0 else way.movers[way.mentors.index(way.out)]
    while end >= 0:
        some = mentors[:until]
        until = int((state.of_mentee(end)[some] + state.u[some] == state.value - state.v[end]).argmax())
        state.seat(end, way.mentors[until])
        end = way.movers[until]


def _from_seat(state: State, i: int) -> Search:
    """From an empty seat of mentor i over the mentees who could take it, to one without a mentor or an empty seat.

    Each mentor that is reached comes with the first mentee it would lose; mentor i loses none (−1).
    """
    u, v, value, far = state.u, state.open_v(), state.value, state.costs.far
    v[list(state.held[i])] = far
    nearest, new = np.full_like(v, far), np.empty_like(v)
    way = Search(int(u[i]), i)
    h, k, here, known = i, -1, 0, set[int]()
    while True:
        if h not in known:
            known.add(h)
            way.mentors.append(h)
            way.movers.append(k)
            way.near.append(here)
            past = here + int(u[h])
            if past < way.length:
                way.length, way.out = past, h
            np.add(state.of_mentor(h), v, out=new)
            new += new.dtype.type(past - value)
            np.minimum(nearest, new, out=nearest)
        k = int(nearest.argmin())
        here = int(nearest[k])
        if here >= way.length:
            return way
        h = int(state.mentor_of[k])
        if h < 0:
            way.length, way.end = here, k
            return way
        v[k] = nearest[k] = far


def pass_on(state: State, amount: int) -> None:
    """All mentees pay so much less, and all mentors more."""
    state.v[state.there] -= amount
    state.u[state.seats > 0] += amount
