"""What each change does to a state before it is settled again: who is out of place, and which proofs may be too small.

Taking away (a ban, a withdrawal, a lock) leaves prices and covers what they are: fewer pairs cannot make a plan better
than they allow. Adding (a ban lifted, a lock lifted, somebody who comes late) may, so prices are raised where a new
pair is worth more, and a proof that does not know of it is given up.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.kept.settling import Anew, settle
from augenhoehe.engine.kept.state import WIDE, Cell, State, worth


@dataclass
class Draft:
    """A state in the making. mentees: without a mentor and to be placed. mentors: with an empty seat to be filled."""

    state: State
    lock_of: Ints
    mentees: list[int] = field(default_factory=list)
    mentors: list[int] = field(default_factory=list)
    touched: bool = False

    def settle(self) -> None:
        """Everybody in place, and proven. Nothing to do where no possible pair has come or gone."""
        if self.touched:
            settle(self.state, self.mentees, self.mentors)

    def fix(self, i: int, j: int) -> None:
        """Lock a pair: a seat and a mentee take no further part."""
        state = self.state
        if self.lock_of[j] == i:
            return
        if state.scores[i, j] < 0 or state.seats[i] < 1 or not state.there[j]:
            raise Anew
        if (i, j) in state.bans:
            state.ban([(i, j)], lift=True)
        before = state.release(j)
        state.there[j] = False
        state.seats[i] -= 1
        self.lock_of[j] = i
        if before not in (-1, i):
            self.mentors.append(before)
        if len(state.held[i]) > state.seats[i]:
            self.mentees.append(state.held[i][-1])
            state.release(state.held[i][-1])
        self.touched = True

    def loosen(self, i: int, j: int) -> None:
        """Lift a lock: both are free to choose again."""
        if self.lock_of[j] == i:
            self.lock_of[j] = -1
            self.free_seat(i)
            self.enter(j)

    def forbid(self, i: int, j: int) -> None:
        """Ban a pair. Where it was not chosen, nothing else changes: not even among equals."""
        state = self.state
        self.loosen(i, j)
        if (i, j) in state.bans:
            return
        state.ban([(i, j)])
        if state.mentor_of[j] == i:
            state.release(j)
            self.mentees.append(j)
            self.mentors.append(i)
            self.touched = True

    def allow(self, i: int, j: int) -> None:
        """Lift a ban."""
        state = self.state
        if (i, j) not in state.bans:
            return
        state.ban([(i, j)], lift=True)
        score = int(state.scores[i, j])
        if score < 0 or state.seats[i] < 1 or not state.there[j]:
            return
        self.grow((i, j))
        if score >= state.costs.least and int(state.u[i]) + int(state.v[j]) < state.value + score:
            before = state.release(j)
            if before >= 0:
                self.mentors.append(before)
            self.enter(j)

    def leave_mentor(self, i: int) -> None:
        """A mentor withdraws; mentees who were locked to this one are free again."""
        state = self.state
        for j in np.flatnonzero(self.lock_of == i).tolist():
            self.lock_of[j] = -1
            state.seats[i] = 0
            self.enter(j)
        state.seats[i] = 0
        for j in state.held[i]:
            state.release(j)
            self.mentees.append(j)
        self.touched = True

    def leave_mentee(self, j: int) -> None:
        """A mentee withdraws; a seat that was locked for this one is free again."""
        i = int(self.lock_of[j])
        if i >= 0:
            self.lock_of[j] = -1
            self.free_seat(i)
        else:
            i = self.state.release(j)
        self.state.there[j] = False
        if i >= 0:
            self.mentors.append(i)
        self.touched = True

    def free_seat(self, i: int) -> None:
        """A mentor has one more seat to give."""
        state = self.state
        self.grow()
        state.seats[i] += 1
        if state.seats[i] == 1:
            gain = state.value - int((state.of_mentor(i) + state.open_v()).min())
            state.u[i] = max(0, gain)
        self.mentors.append(i)

    def open_seats(self, i: int, seats: int) -> None:
        """A mentor who has joined has seats to give."""
        self.free_seat(i)
        self.state.seats[i] = seats

    def enter(self, j: int) -> None:
        """A mentee without a mentor is free to choose, at the lowest price that holds."""
        state = self.state
        self.grow()
        state.there[j] = True
        gain = state.value - int((state.of_mentee(j) + state.open_u()).min())
        state.v[j] = max(0, gain)
        self.mentees.append(j)

    def grow(self, cell: Cell | None = None) -> None:
        """More pairs are possible, or just this one. One tandem more may be: its value must outweigh all scores."""
        state = self.state
        if state.cover is not None:
            value = worth(state.scores, state.size)
            if value > WIDE and state.u.dtype.itemsize == 4:
                raise Anew
            state.lift_value(value)
            if cell is None or not touches(state.cover, cell):
                state.cover = None
        low = cell is not None and int(state.scores[cell]) <= (state.floor or 0)
        if state.floor_cover is not None and not low and (cell is None or not touches(state.floor_cover, cell)):
            state.floor_cover = None
        self.touched = True


def touches(cover: tuple[Bools, Bools], cell: Cell) -> bool:
    """Whether the mentor or the mentee of this pair is in the cover."""
    return bool(cover[0][cell[0]] or cover[1][cell[1]])
