"""Why not these two? What forcing a pair loses, for all partners of one person from a single search.

A plan is a flow from mentors to mentees and, over "nowhere" (empty seats, people left out), back. Forcing a pair sends
one unit from mentor to mentee; the cheapest way back says who has to move. No step of it costs less than 0, so one
search (Dijkstra 1959) from the person asked about reaches everybody (Ahuja, Magnanti, Orlin 1993, chapter 9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from augenhoehe.engine.answers import Regret
from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.kept.state import Costs, State

if TYPE_CHECKING:
    from augenhoehe.engine.kept.changes import Kept


def regrets_of(kept: Kept, mentor: str | None, mentee: str | None) -> tuple[Regret, ...]:
    """See ``Kept.regrets``."""
    state, people = kept.state, kept.people
    i = None if mentor is None else people.row[mentor]
    j = None if mentee is None else people.column[mentee]
    losses = losses_of_mentee(state, j) if j is not None else losses_of_mentor(state, i or 0)
    scores = state.scores[:, j] if j is not None else state.scores[i]
    reachable = np.flatnonzero((scores >= 0) & (losses < state.costs.far // 2))
    # All points together are less than half of a tandem's value, so the nearest multiple is the number of tandems.
    count = (2 * losses + state.value) // (2 * state.value)
    total = losses - count * state.value
    sure = (floor_stays(state, i, j) > count) & ((count == 0) | (most_left(state, i, j) <= state.size - 1 - count))
    ids, known = (people.mentors, people.row) if j is not None else (people.mentees, people.column)
    return tuple(
        Regret(mentor or ids[k], mentee or ids[k], int(scores[k]), int(count[k]), int(total[k]), bool(sure[k]))
        for k in reachable.tolist()
        if ids[k] in known
    )


def floor_stays(state: State, i: int | None, j: int | None) -> Ints:
    """Per partner: so many tandems fewer the others must have before their floor could rise."""
    if state.floor_cover is None:
        return np.full(len(state.there) if j is None else len(state.seats), 1 << 40, dtype=np.int64)
    return state.size - 1 - without_both(state, state.floor_cover, i, j)


def most_left(state: State, i: int | None, j: int | None) -> Ints:
    """Per partner: so many tandems the others have at most. More than there are, and their floor would fall for it."""
    return without_both(state, state.cover or state.floor_cover or (state.seats >= 0, state.there), i, j)


def without_both(state: State, cover: tuple[Bools, Bools], i: int | None, j: int | None) -> Ints:
    """Per partner: the size of a cover that has lost the two."""
    mentors, mentees = (mask.astype(np.int64) for mask in cover)
    covered = mentees + mentors[i] if j is None else mentors + mentees[j]
    out: Ints = state.cover_size(cover) - covered
    return out


def losses_of_mentee(state: State, j: int) -> Ints:
    """Per mentor: what number and total lose together, in prices, when this mentee goes there.

    The pairs of all others stay at or above the floor; the forced one may be below it. ``far`` or more: not possible.
    """
    start = int(state.mentor_of[j])
    way = seats_freed(state, start, j)
    return raw(state, state.scores[:, j], state.open_u(), int(state.v[j])) + way


def losses_of_mentor(state: State, i: int) -> Ints:
    """Per mentee: the same when this mentor takes each."""
    way = places_found(state, i)
    holder = np.where(state.mentor_of < 0, len(state.seats), state.mentor_of)
    return raw(state, state.scores[i], state.open_v(), int(state.u[i])) + way[holder]


def raw(state: State, scores: Costs, prices: Costs, own: int) -> Ints:
    """What pairs cost beyond their prices, whatever the floor and the office's bans say; ``far`` by the rules."""
    slack = prices.astype(np.int64) + own - state.value - scores
    out: Ints = np.where(scores < 0, state.costs.far, slack)
    return out


def seats_freed(state: State, start: int, j: int) -> Ints:
    """Per mentor: the least that it costs to have a seat there, when the one of ``start`` (−1: nowhere) is empty.

    Nodes are the mentees that could be taken over, and nowhere.
    """
    v, far = state.open_v(), state.costs.far
    distance = np.full(len(v), far, dtype=v.dtype)
    open_ = distance.copy()
    alone = np.flatnonzero(state.there & (state.mentor_of < 0) & (np.arange(len(v)) != j))
    nowhere = [0 if start < 0 else far]
    scanned: set[int] = set()

    def take(new: Costs) -> None:
        better = new < distance
        np.copyto(distance, new, where=better)
        np.copyto(open_, new, where=better)

    def scan(h: int, here: int) -> None:
        scanned.add(h)
        new = state.of_mentor(h) + v
        new += new.dtype.type(int(state.u[h]) - state.value + here)
        new[j] = far
        least = int(new[alone].min()) if len(alone) else far
        nowhere[0] = min(nowhere[0], here + int(state.u[h]), least)
        new[alone] = far
        take(new)

    if start >= 0:
        scan(start, 0)
    gone = False
    while True:
        k = int(open_.argmin())
        here = int(open_[k])
        if not gone and nowhere[0] < far and nowhere[0] <= here:
            gone = True
            left_out = v + v.dtype.type(nowhere[0])
            left_out[alone] = left_out[j] = far
            take(left_out)
            for h in np.flatnonzero(has_room(state)).tolist():
                if h not in scanned:
                    scan(h, nowhere[0])
            continue
        if here >= far:
            break
        open_[k] = far
        h = int(state.mentor_of[k])
        if h not in scanned:
            scan(h, here)
    return by_mentor(state, distance, start, nowhere[0])


def by_mentor(state: State, distance: Costs, start: int, nowhere: int) -> Ints:
    """The nearest of each mentor's mentees; an empty seat is as near as nowhere."""
    out: Ints = np.full(len(state.seats), state.costs.far, dtype=np.int64)
    matched = np.flatnonzero(state.mentor_of >= 0)
    np.minimum.at(out, state.mentor_of[matched], distance[matched])
    rooms = has_room(state)
    out[rooms] = np.minimum(out[rooms], nowhere)
    if start >= 0:
        out[start] = 0
    return out


def has_room(state: State) -> Bools:
    """Mentors with an empty seat."""
    taken = np.bincount(state.mentor_of[state.mentor_of >= 0], minlength=len(state.seats))
    out: Bools = np.asarray(taken < state.seats, dtype=np.bool_)
    return out


def places_found(state: State, i: int) -> Ints:
    """Per mentor and, last, nowhere: the least that it costs to bring somebody there whom mentor i has too many."""
    u, far, count = state.open_u(), state.costs.far, len(state.seats)
    distance = np.full(count + 1, far, dtype=u.dtype)
    distance[i] = 0
    open_ = distance.copy()
    rooms = has_room(state)
    alone = np.flatnonzero(state.there & (state.mentor_of < 0))

    def take(new: Costs) -> None:
        better = new < distance[:count]
        np.copyto(distance[:count], new, where=better)
        np.copyto(open_[:count], new, where=better)

    while True:
        a = int(open_.argmin())
        here = int(open_[a])
        if here >= far:
            break
        open_[a] = far
        if a == count:
            take(entered(state, alone, u) + u.dtype.type(here))
            continue
        nearest = 0 if rooms[a] else far
        for k in state.held[a]:
            new = state.of_mentee(k) + u
            new += new.dtype.type(int(state.v[k]) - state.value + here)
            take(new)
            nearest = min(nearest, int(state.v[k]))
        if here + nearest < int(distance[count]):
            distance[count] = open_[count] = here + nearest
    return distance.astype(np.int64)


def entered(state: State, alone: Ints, u: Costs) -> Costs:
    """Per mentor: a seat left empty, or filled by somebody who had nobody, whichever costs less."""
    if not len(alone):
        return u
    rows = np.stack([state.of_mentee(k) for k in alone.tolist()]) if state.patched else state.costs.of_mentee[alone]
    slack = (rows + state.v[alone, None]).min(axis=0) + u - u.dtype.type(state.value)
    out: Costs = np.minimum(slack, u)
    return out
