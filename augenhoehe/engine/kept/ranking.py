"""The next best plans: as many tandems, as good a floor, and the least total lost.

Method: Murty (1968) splits all other plans by the first mentee (in the order of ids) who is placed otherwise; in each
part the best plan is one cheapest circle through that mentee away, found with the prices of the plan it starts from
(Chegireddy and Hamacher 1987). Parts wait with what their mentee must lose at least, and are searched only when that is
less than what is known already (Lawler 1972), so few searches are made.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.kept.regret import has_room
from augenhoehe.engine.kept.state import Costs, State

SEAT = -2
"""What moves is no mentee, but an empty seat: of mentor a it is ``SEAT − a``."""


@dataclass
class Part:
    """A plan, and the others that place the mentees before ``first`` alike and that one with none of ``barred``.

    barred: mentors, or −1 for "no mentor". lost: what the plan itself loses against the best.
    """

    state: State
    first: int
    barred: frozenset[int]
    lost: int


@dataclass(order=True)
class Waiting:
    """A split of a part by one mentee. ``unknown``: ``lost`` is only what it loses at least."""

    lost: int
    unknown: bool
    number: int
    part: Part = field(compare=False)
    mentee: int = field(compare=False)
    found: Circle | None = field(compare=False, default=None)


@dataclass
class Circle:
    """Who goes where (a mentor, or −1), and the distances of mentors and, last, nowhere."""

    moves: list[tuple[int, int]]
    distance: Ints
    length: int


def next_best(state: State, limit: int) -> Iterator[tuple[int, State]]:
    """Up to ``limit`` other plans with what each loses in total, the least first; fewer where there are no more."""
    # A tandem less costs more than half of its value, all points together less: beyond it are plans with fewer tandems.
    known = [state.value // 2] * limit
    heap: list[Waiting] = []
    number = itertools.count()

    def split(part: Part) -> None:
        for mentee, least in least_losses(part, known[-1] - part.lost):
            heapq.heappush(heap, Waiting(part.lost + least, True, next(number), part, mentee))

    split(Part(state, 0, frozenset(), 0))
    while heap and limit:
        best = heapq.heappop(heap)
        part, barred = best.part, barred_for(best.part, best.mentee)
        if best.found is not None:
            limit -= 1
            changed = turned(part.state, best.mentee, best.found)
            yield best.lost, changed
            split(Part(changed, best.mentee, barred, best.lost))
        elif found := Search(part.state, best.mentee, barred).run(known[-1] - part.lost):
            exact = part.lost + found.length
            known = sorted([*known, exact])[:-1]
            heapq.heappush(heap, Waiting(exact, False, next(number), part, best.mentee, found))


def barred_for(part: Part, j: int) -> frozenset[int]:
    """Where this mentee must not be: where it is, and for the first one where it was in the plans before."""
    here = frozenset({int(part.state.mentor_of[j])})
    return here | part.barred if j == part.first else here


def least_losses(part: Part, most: int) -> Iterator[tuple[int, int]]:
    """Mentees by which a part is split, each with what placing it otherwise loses at least; up to ``most``."""
    state = part.state
    u, far = state.open_u(), state.costs.far
    for j in np.flatnonzero(state.there).tolist():
        if j < part.first:
            continue
        slack = state.of_mentee(j) + u
        barred = barred_for(part, j)
        slack[[i for i in barred if i >= 0]] = far
        least = int(slack.min()) + int(state.v[j]) - state.value
        if -1 not in barred:
            least = min(least, int(state.v[j]))
        if least <= most:
            yield j, least


class Search:
    """Dijkstra's search (1959) over mentors and, as the last node, nowhere, from a mentee to where it has come from."""

    def __init__(self, state: State, j: int, barred: frozenset[int]) -> None:
        self.state, self.j, self.far = state, j, state.costs.far
        self.nowhere = len(state.seats)
        start = int(state.mentor_of[j])
        self.end = self.nowhere if start < 0 else start
        movable = np.flatnonzero(state.mentor_of[j + 1 :] >= 0) + j + 1
        self.rooms = has_room(state)
        gives = self.rooms.copy()
        gives[state.mentor_of[movable]] = True
        gives[start] |= start >= 0
        self.u = np.where(gives, state.open_u(), state.u.dtype.type(self.far))
        self.distance = np.full(self.nowhere + 1, self.far, dtype=self.u.dtype)
        self.via: Ints = np.full(self.nowhere + 1, j, dtype=np.int64)
        first = state.of_mentee(j) + self.u
        first += first.dtype.type(int(state.v[j]) - state.value)
        first[[i for i in barred if i >= 0]] = self.far
        self.distance[: self.nowhere] = np.minimum(first, self.far)
        if -1 not in barred:
            self.distance[self.nowhere] = state.v[j]
        self.open = self.distance.copy()

    def run(self, most: int) -> Circle | None:
        """The circle, or ``None`` where there is none that loses so little."""
        while True:
            node = int(self.open.argmin())
            here = int(self.open[node])
            if here > most:
                return None
            if node == self.end:
                return Circle(self.moves(), self.distance, here)
            self.open[node] = self.far
            if node == self.nowhere:
                self.leave_nowhere(here)
            else:
                self.leave_mentor(node, here)

    def leave_mentor(self, a: int, here: int) -> None:
        """One of this mentor's mentees goes on, or its empty seat is filled."""
        state = self.state
        for k in state.held[a]:
            if k > self.j:
                new = state.of_mentee(k) + self.u
                new += new.dtype.type(int(state.v[k]) - state.value + here)
                self.take(new, np.full(self.nowhere, k))
                self.reach_nowhere(here + int(state.v[k]), k)
        if self.rooms[a]:
            self.reach_nowhere(here, SEAT - a)

    def leave_nowhere(self, here: int) -> None:
        """Somebody who had nobody comes to a mentor, or a seat is left empty."""
        state = self.state
        alone = np.flatnonzero(state.there & (state.mentor_of < 0) & (np.arange(len(state.there)) > self.j))
        self.take(self.u + self.u.dtype.type(here), np.full(self.nowhere, SEAT))
        for k in alone.tolist():
            new = state.of_mentee(k) + self.u
            new += new.dtype.type(int(state.v[k]) - state.value + here)
            self.take(new, np.full(self.nowhere, k))

    def take(self, new: Costs, via: Ints) -> None:
        """Nearer ways to mentors."""
        near, open_ = self.distance[: self.nowhere], self.open[: self.nowhere]
        better = new < near
        np.copyto(near, new, where=better)
        np.copyto(open_, new, where=better)
        np.copyto(self.via[: self.nowhere], via, where=better)

    def reach_nowhere(self, length: int, via: int) -> None:
        """A nearer way to nowhere."""
        if length < int(self.distance[self.nowhere]):
            self.distance[self.nowhere] = self.open[self.nowhere] = length
            self.via[self.nowhere] = via

    def moves(self) -> list[tuple[int, int]]:
        """Who goes where, back from the end."""
        out, node = [], self.end
        while True:
            mover = int(self.via[node])
            if mover <= SEAT:
                node = SEAT - mover if node == self.nowhere else self.nowhere
                continue
            out.append((mover, -1 if node == self.nowhere else node))
            if mover == self.j:
                return out
            before = int(self.state.mentor_of[mover])
            node = self.nowhere if before < 0 else before


def turned(state: State, j: int, found: Circle) -> State:
    """The plan after a circle, with prices that prove it the best of its part."""
    new = state.copy()
    shift = np.maximum(found.length - found.distance.astype(np.int64), 0)
    from_nowhere = int(shift[-1])
    placed = np.flatnonzero(state.mentor_of >= 0)
    new.u += (shift[:-1] - from_nowhere).astype(new.u.dtype)
    new.v[placed] -= (shift[state.mentor_of[placed]] - from_nowhere).astype(new.v.dtype)
    new.v[j] = int(state.v[j]) - found.length + from_nowhere
    for mentee, mentor in found.moves:
        new.release(mentee)
        if mentor >= 0:
            new.seat(mentee, mentor)
    return new
