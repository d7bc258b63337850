"""Somebody comes late: one more row or column, at its place by id, and everybody else as they were."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

import numpy as np

from augenhoehe.engine.availability import active
from augenhoehe.engine.encoding import Bools, Ints, encode
from augenhoehe.engine.instance import scored_once
from augenhoehe.engine.kept.acts import Draft
from augenhoehe.engine.kept.people import People
from augenhoehe.engine.kept.settling import Anew
from augenhoehe.engine.kept.state import State, costs_of
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.scoring import score_all
from augenhoehe.engine.types import Person, Role


def arrived(
    people: People, state: State, lock_of: Ints, before: Problem, after: Problem, person: Person, role: Role
) -> tuple[People, Draft]:
    """Everybody with one more, who waits for a place."""
    ids = people.mentors if role == "mentor" else people.mentees
    if person.id in ids:  # back after leaving: the place is taken
        raise Anew
    place = bisect_left(ids, person.id)
    others, here = (people.mentees, people.column) if role == "mentor" else (people.mentors, people.row)
    scores = np.full(len(others), -1, dtype=np.int64)  # who has left cannot be paired
    scores[[here[name] for name in others if name in here]] = scores_with(before, after, person, role)
    wider = widened(state, place, role, scores)
    if role == "mentor":
        draft = Draft(wider, lock_of + (lock_of >= place))
        draft.open_seats(place, person.capacity)
    else:
        draft = Draft(wider, np.insert(lock_of, place, -1))
        draft.enter(place)
    return people.joined(person.id, place, role), draft


def scores_with(before: Problem, after: Problem, person: Person, role: Role) -> Ints:
    """The newcomer's scores with everybody on the other side, by id; −1 where a rule is against it, bans apart."""
    on = active(after)
    if on != scored_once(before)[0]:  # a rule or a criterion counts from now on, for everybody
        raise Anew
    alone = after.replaced(**{f"{role}s": (person,), "locks": frozenset(), "bans": frozenset()})
    scored = score_all(alone, encode(alone), on)
    out: Ints = np.where(scored.removed == 0, scored.scores, -1).reshape(-1)
    return out


def widened(state: State, place: int, role: Role, scores: Ints) -> State:
    """A state with one more mentor or mentee, who has no partner yet."""
    axis = 0 if role == "mentor" else 1
    new = np.insert(state.scores, place, scores.astype(np.int32), axis=axis)
    bans = frozenset(shifted(cell, place, axis) for cell in state.bans)
    later = state.mentor_of >= place
    out = replace(
        state.copy(),
        scores=new,
        bans=bans,
        costs=costs_of(new, state.costs.least, bans, state.value),
        patched={},
        cover=state.cover and grown(state.cover, place, axis),
        floor_cover=state.floor_cover and grown(state.floor_cover, place, axis),
    )
    if role == "mentor":
        out.mentor_of = state.mentor_of + later
        out.seats, out.u = np.insert(state.seats, place, 0), np.insert(state.u, place, 0)
        out.held.insert(place, ())
    else:
        out.mentor_of = np.insert(state.mentor_of, place, -1)
        out.there, out.v = np.insert(state.there, place, False), np.insert(state.v, place, 0)
        out.held = [tuple(k + (k >= place) for k in mine) for mine in state.held]
    return out


def shifted(cell: tuple[int, int], place: int, axis: int) -> tuple[int, int]:
    """A cell's new place."""
    i, j = cell
    return (i + (i >= place), j) if axis == 0 else (i, j + (j >= place))


def grown(masks: tuple[Bools, Bools], place: int, axis: int) -> tuple[Bools, Bools]:
    """A cover with a place for the newcomer, who is not in it."""
    mentors, mentees = masks
    return (np.insert(mentors, place, False), mentees) if axis == 0 else (mentors, np.insert(mentees, place, False))
