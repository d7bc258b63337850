"""From a state that was changed to one that is proven again: total, then number, then floor.

Total: everybody out of place is put back (``ways.py``). Number: a cover that a change has left too large is sought
anew, and where more pairs are possible below the floor, the floor falls. Floor: the same with the pairs above it, and
where these suffice for as many pairs, it rises. Either way the prices stay, and only those they no longer fit move.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from augenhoehe.engine.encoding import Bools
from augenhoehe.engine.kept.state import State, costs_of
from augenhoehe.engine.kept.ways import fill_seats, place_mentee
from augenhoehe.engine.matching import at_least, best_floor, cover, largest
from augenhoehe.engine.solving import DENSE
from augenhoehe.engine.total import best_total, prices


class Anew(Exception):  # noqa: N818 - reads as what it asks for
    """So much has changed that the problem is better solved anew."""


FEW, FEW_OF_MANY = 1 / 2, 3 / 4
"""Up to this share of the mentees out of place are put back one by one (the latter beyond ``DENSE`` pairs)."""


def settle(state: State, mentees: Iterable[int] = (), mentors: Iterable[int] = ()) -> None:
    """Put back these mentees without a mentor, fill these mentors' empty seats, and prove the result."""
    for j in mentees:
        place_mentee(state, j)
    for i in mentors:
        fill_seats(state, i)
    if not state.size:  # whoever is left has locked pairs at most: the solver knows what that means
        raise Anew
    prove_number(state)
    if state.seek_floor:
        prove_floor(state)


def prove_number(state: State) -> None:
    """A cover as large as the plan; lowers the floor where more pairs are possible below it."""
    if state.cover is not None and state.cover_size(state.cover) == state.size:
        return
    possible = state.open_scores() >= 0
    most = largest(possible, state.seats, state.mentor_of)
    size = int(np.count_nonzero(most >= 0))
    state.cover = closed(cover(possible, state.seats, most), state)
    if size > state.size and not state.seek_floor:
        raise Anew
    if size > state.size:
        scores = state.open_scores()
        floor = best_floor(scores, state.seats, size, high=(state.floor or 0) - 1)
        at_floor(state, floor)


def prove_floor(state: State) -> None:
    """A cover of the pairs above the floor that is smaller than the plan; raises the floor where there is none."""
    size = state.size
    if state.floor is None:
        raise Anew
    if state.floor_cover is not None and state.cover_size(state.floor_cover) < size:
        return
    scores = state.open_scores()
    above = scores > state.floor
    most = largest(above, state.seats, at_least(scores, state.mentor_of, state.floor + 1))
    if np.count_nonzero(most >= 0) < size:
        state.floor_cover = closed(cover(above, state.seats, most), state)
        return
    columns = np.flatnonzero(most >= 0)
    low = int(scores[most[columns], columns].min())
    floor = best_floor(scores, state.seats, size, low=low, known=most)
    at_floor(state, floor)


def closed(masks: tuple[Bools, Bools], state: State) -> tuple[Bools, Bools]:
    """A cover without people who cannot be in any pair."""
    return masks[0] & (state.seats > 0), masks[1] & state.there


def at_floor(state: State, floor: int | None) -> None:
    """Other pairs may be chosen: those at or above this floor, which is the best there is. Also for other scores."""
    state.floor = floor
    state.costs = costs_of(state.scores, floor or 0, state.bans, state.value)
    state.patched = {}
    reprice(state)
    if floor is not None:
        scores = state.open_scores()
        above = scores > floor
        most = largest(above, state.seats, at_least(scores, state.mentor_of, floor + 1))
        state.floor_cover = closed(cover(above, state.seats, most), state)


def reprice(state: State) -> None:
    """The costs are others: keep the mentors' prices and all pairs that still fit them, and put the others back.

    Where that is too many, the assignment is solved anew, with the floor and the proofs that are known; beyond what is
    solved with all pairs in memory, the whole problem is.
    """
    u = state.open_u()
    best = (state.costs.of_mentee + u).min(axis=1).astype(np.int64)
    state.v = np.where(state.there & (best < state.value), state.value - best, 0).astype(state.v.dtype)
    columns = np.flatnonzero(state.mentor_of >= 0)
    rows = state.mentor_of[columns]
    slack = u[rows].astype(np.int64) + state.v[columns] + state.costs.of_mentor[rows, columns] - state.value
    loose = columns[slack != 0]
    large = state.scores.size > DENSE
    if len(loose) > (FEW_OF_MANY if large else FEW) * len(state.there):
        if large:
            raise Anew
        solve_total(state)
        return
    for j in loose.tolist():
        state.release(j)
    for j in np.flatnonzero((state.mentor_of < 0) & state.there & (state.v > 0)).tolist():
        place_mentee(state, j)
    for i in np.flatnonzero((state.seats > 0) & (state.u > 0)).tolist():
        fill_seats(state, i)


def solve_total(state: State) -> None:
    """The best total from the beginning, with its prices."""
    scores = state.open_scores()
    allowed = scores >= state.costs.least
    mentor_of = best_total(scores, allowed, state.seats, state.value)
    u, v = prices(scores, allowed, mentor_of, state.value)
    state.mentor_of = mentor_of
    state.u, state.v = u.astype(state.u.dtype), v.astype(state.v.dtype)
    state.held = [()] * len(state.seats)
    for j in np.flatnonzero(mentor_of >= 0).tolist():
        i = int(mentor_of[j])
        state.held[i] = (*state.held[i], j)
