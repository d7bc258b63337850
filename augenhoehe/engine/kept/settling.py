"""From a state that was changed to one that is proven again: total, then number, then floor.

Total: everybody out of place is put back (``ways.py``). Number: a cover that a change has left too large is sought
anew, and where more pairs are possible below the floor, the floor falls. Floor: the same with the pairs above it, and
where these suffice for as many pairs, it rises. Either way the prices stay, and only those they no longer fit move.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

import numpy as np

from augenhoehe.engine.encoding import Bools
from augenhoehe.engine.kept.state import State, costs_of
from augenhoehe.engine.kept.ways import fill_seats, place_mentee
from augenhoehe.engine.matching import at_least, best_floor, cover, largest
from augenhoehe.engine.scoring import Scores
from augenhoehe.engine.solving import DENSE
from augenhoehe.engine.total import best_total, prices


class Anew(Exception):  # noqa: N818 - reads as what it asks for
    """So much has changed that the problem is better solved anew."""


FEW, FEW_OF_MANY = 1 / 2, 3 / 4
"""Up to this share of the mentees out of place are put back one by one (the latter beyond ``DENSE`` pairs)."""


def settle(state: State, mentees: Iterable[int] = (), mentors: Iterable[int] = ()) -> None:
    """Put back these mentees without a mentor, fill these mentors' empty seats, and prove the result.

    Where there are as many pairs as the cover permits already, the floor comes first: if it rises, they and all who
    are below it are put back together.
    """
    if not full(state):
        put_back(state, mentees, mentors)
    if not state.size:  # whoever is left has locked pairs at most: the solver knows what that means
        raise Anew
    prove_number(state)
    if state.seek_floor:
        prove_floor(state)
    put_back(state, mentees, mentors)


def put_back(state: State, mentees: Iterable[int], mentors: Iterable[int]) -> None:
    """Give these mentees a mentor, and these mentors' empty seats a mentee, or leave them alone at no price."""
    for j, i in zip_longest(mentees, mentors):  # from both ends in turn: shorter ways than one side after the other
        if j is not None:
            place_mentee(state, j)
        if i is not None:
            fill_seats(state, i)


def full(state: State) -> bool:
    """Whether the cover says that there can be no more pairs."""
    return state.cover is not None and state.cover_size(state.cover) == state.size


def prove_number(state: State) -> None:
    """A cover as large as the plan; lowers the floor where more pairs are possible below it."""
    if full(state):
        return
    scores = state.open_scores()
    possible = scores >= 0
    most = largest(possible, state.seats, state.mentor_of)
    size = int(np.count_nonzero(most >= 0))
    state.cover = closed(cover(possible, state.seats, most), state)
    if size > state.size and not state.seek_floor:
        raise Anew
    if size > state.size:
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
    state.floor = best_floor(scores, state.seats, size, low=low, known=most)
    state.costs = costs_of(state.scores, state.floor, state.bans, state.value)
    state.patched = {}
    place_loose(state)  # fewer pairs may be chosen, so the prices hold
    cover_floor(state, scores)


def closed(masks: tuple[Bools, Bools], state: State) -> tuple[Bools, Bools]:
    """A cover without people who cannot be in any pair."""
    return masks[0] & (state.seats > 0), masks[1] & state.there


def at_floor(state: State, floor: int | None) -> None:
    """Other pairs may be chosen: those at or above this floor, which is the best there is. Also for other scores.

    Prices of mentors stay, those of mentees follow.
    """
    state.floor = floor
    state.costs = costs_of(state.scores, floor or 0, state.bans, state.value)
    state.patched = {}
    best = (state.costs.of_mentee + state.open_u()).min(axis=1).astype(np.int64)
    state.v = np.where(state.there & (best < state.value), state.value - best, 0).astype(state.v.dtype)
    place_loose(state)
    if floor is not None:
        cover_floor(state, state.open_scores())


def cover_floor(state: State, scores: Scores) -> None:
    """The proof that more than this floor cannot be had."""
    floor = state.floor or 0
    above = scores > floor
    most = largest(above, state.seats, at_least(scores, state.mentor_of, floor + 1))
    state.floor_cover = closed(cover(above, state.seats, most), state)


def place_loose(state: State) -> None:
    """Keep all pairs that fit the prices, and put the others back.

    Where that is too many, the assignment is solved anew, with the floor and the proofs that are known; beyond what is
    solved with all pairs in memory, the whole problem is.
    """
    columns = np.flatnonzero(state.mentor_of >= 0)
    rows = state.mentor_of[columns]
    exact = state.u[rows] + state.v[columns] + state.costs.of_mentor[rows, columns] == state.value
    loose = columns[~exact]
    large = state.scores.size > DENSE
    if len(loose) > (FEW_OF_MANY if large else FEW) * len(state.there):
        if large:
            raise Anew
        solve_total(state)
        return
    for j in loose.tolist():
        state.release(j)
    waiting = np.flatnonzero((state.mentor_of < 0) & state.there & (state.v > 0))
    empty = np.flatnonzero(state.seats > np.bincount(state.mentor_of[state.mentor_of >= 0], minlength=len(state.seats)))
    put_back(state, waiting.tolist(), empty.tolist())


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
