"""A mentor withdraws where both sides are of one size: the plan with a seat fewer is where that begins.

With every seat taken and nobody without a mentor, a seat fewer leaves out whoever pins the floor, which rises for all
others and moves many of them; whose seat it is changes little about that. So it is found once, for the first mentor's
seat, and each withdrawal starts from there: this seat comes back, and another goes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.kept.settling import Anew, settle
from augenhoehe.engine.kept.state import State


@dataclass(frozen=True)
class Scarce:
    """The best plan with one seat of ``mentor`` fewer."""

    state: State
    mentor: int

    def with_seat(self, before: State) -> State:
        """With the seat back, empty and at the lowest price that holds: to be filled, or given up for another.

        before: the plan that has all seats, whose cover is one again.
        """
        state, i = self.state.copy(), self.mentor
        state.cover = before.cover
        if state.floor_cover is not None:
            mentors = state.floor_cover[0].copy()
            mentors[i] = True
            state.floor_cover = mentors, state.floor_cover[1]
        if not state.seats[i]:
            gain = state.value - int((state.of_mentor(i) + state.open_v()).min())
            state.u[i] = max(0, gain)
        state.seats[i] += 1
        return state


def scarce(state: State) -> Scarce | None:
    """The plan with one seat of the first mentor fewer, where a seat fewer lifts the floor; else nothing."""
    if not pinned_by_number(state):
        return None
    i = int(state.seats.argmax() if state.seats[0] < 1 else 0)
    less = state.copy()
    less.seats[i] -= 1
    out = less.held[i][-1]
    less.release(out)
    try:
        settle(less, [out])
    except Anew:
        return None
    return Scarce(less, i)


def pinned_by_number(state: State) -> bool:
    """Whether everybody has to be placed, and the floor is only proven as long as that is so."""
    everybody = state.size == int(state.seats.sum()) == int(np.count_nonzero(state.there))
    if not everybody or state.floor_cover is None or state.size < 2:
        return False
    return state.cover_size(state.floor_cover) == state.size - 1
