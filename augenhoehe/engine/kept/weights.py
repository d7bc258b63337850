"""Other weights: scores change, but not what the rules say. Points of all criteria are read once and added up anew."""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.availability import active
from augenhoehe.engine.criteria import CRITERIA, Criteria
from augenhoehe.engine.instance import scored_once
from augenhoehe.engine.kept.equals import choose_first
from augenhoehe.engine.kept.settling import Anew, at_floor
from augenhoehe.engine.kept.state import WIDE, State, worth
from augenhoehe.engine.matching import best_floor
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.scoring import Scored, Scores


def reweighed(problem: Problem, criteria: Criteria) -> Problem:
    """The same problem with other weights, scored already; what the criteria read may change too."""
    twin = points_of(problem, criteria)
    new = problem.replaced(criteria=criteria)
    on = active(new)
    known: Scored = twin.cache["scored"]
    points = {name: known.points[name] for name in on.criteria}
    total = np.zeros(known.scores.shape, dtype=np.int32)
    for name, values in points.items():
        total += np.int32(criteria.weight(name)) * values
    new.cache.update(active=on, encoded=twin.cache["encoded"], scored=Scored(total, points, known.removed))
    return new


def points_of(problem: Problem, criteria: Criteria) -> Problem:
    """The problem with a point for every criterion, scored; kept with the people for the next question."""
    reads = (criteria.profession_attribute, criteria.distance_limit_km)
    if problem.cache.get("twin_reads") != reads:
        equal = Criteria(**dict.fromkeys(CRITERIA, 1), profession_attribute=reads[0], distance_limit_km=reads[1])
        scored = problem.replaced(criteria=equal, locks=frozenset(), bans=frozenset())
        scored_once(scored)
        problem.cache.update(twin=scored, twin_reads=reads)
    twin: Problem = problem.cache["twin"]
    return twin


def rescored(before: State, scores: Scores) -> State:
    """The best plan for other scores of the same pairs: number and its cover stay, the floor is sought from here."""
    state = before.copy()
    if scores.shape != state.scores.shape:  # somebody has left since: places are others
        raise Anew
    state.scores = scores
    value = worth(scores, state.size)
    if state.cover is None or (value > WIDE and state.u.dtype.itemsize == 4):
        raise Anew
    state.lift_value(value)
    columns = np.flatnonzero(state.mentor_of >= 0)
    low = int(scores[state.mentor_of[columns], columns].min()) if len(columns) else 0
    floor = None
    if state.seek_floor:
        floor = best_floor(state.open_scores(), state.seats, state.size, low=low, known=state.mentor_of)
    at_floor(state, floor)
    choose_first(state)
    return state
