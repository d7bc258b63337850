"""The quick answer about a forced pair is the plan that solving anew gives, or it is left to the solver."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import NobodyPossible, Plan, Policy, Problem, ScoreMatrix, solve
from augenhoehe.engine.forcing import Forcing, residual
from augenhoehe.engine.instance import build
from augenhoehe.engine.whatif import forced

from .people import likely, matrix
from .test_brute_force import small


def answers(plan: Plan) -> tuple[int, int]:
    """Ask for every possible pair from both sides, compare with the solver; how many were answered and how many not."""
    source = plan.source()
    instance = build(source)
    graph = residual(plan, instance)
    told, left = 0, 0
    for side, ids in (("mentor", instance.mentors), ("mentee", instance.mentees)):
        for row in range(len(ids)):
            forcing = Forcing(graph, **{side: row})
            scores = instance.scores[row] if side == "mentor" else instance.scores[:, row]
            for other in range(len(scores)):
                i, j = (row, other) if side == "mentor" else (other, row)
                pair = instance.mentors[i], instance.mentees[j]
                if scores[other] < 0 or pair in plan.links:
                    continue
                mentor_of = forcing.best_with(other)
                if mentor_of is None:
                    left += 1
                    continue
                told += 1
                again = solve(source.with_lock(*pair), plan.policy)
                assert again.links == {
                    (instance.mentors[a], instance.mentees[b]) for b, a in enumerate(mentor_of) if a >= 0
                }
                if scores[other] >= (plan.floor or 0):
                    value = plan.certificate.total.tandem_value
                    lost = value * (len(plan.pairs) - len(again.pairs)) + plan.total - again.total
                    assert forcing.loss[other] == lost
    return told, left


@settings(max_examples=300, deadline=None)
@given(small(), st.sampled_from(["best", "none"]))
def test_it_is_what_the_solver_finds_ties_seats_and_locks_included(bare: ScoreMatrix, floor: str) -> None:
    try:
        plan = solve(bare, Policy(floor))  # type: ignore[arg-type]
    except NobodyPossible:
        return
    answers(plan)


@settings(max_examples=200, deadline=None)
@given(small(), st.data())
def test_a_pair_whose_ban_is_lifted_for_the_question(bare: ScoreMatrix, data: st.DataObject) -> None:
    possible = [
        (a, b)
        for a, row in zip(bare.mentors, bare.cells, strict=True)
        for b, cell in zip(bare.mentees, row, strict=True)
        if cell is not None and (a, b) not in bare.locks
    ]
    if not possible:
        return
    banned = data.draw(st.sampled_from(possible))
    source = bare.with_ban(*banned)
    try:
        plan = solve(source)
    except NobodyPossible:
        return
    asked = replace(plan, problem=replace(source, bans=source.bans - {banned}))
    assert asked.explain(*banned).effect == forced(asked, *banned)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([2, 30, 100_000]), st.integers(1, 2), st.floats(0.2, 1))
def test_larger_ones_too(seed: int, largest: int, seats: int, share: float) -> None:
    rng = random.Random(seed)
    rows, columns = rng.randint(6, 9), rng.randint(6, 12)
    cells = [[rng.randint(0, largest) if rng.random() < share else None for _ in range(columns)] for _ in range(rows)]
    try:
        plan = solve(matrix(cells, capacity=seats))
    except NobodyPossible:
        return
    answers(plan)


@pytest.mark.parametrize("problem", [likely(5, 14, 12), likely(6, 10, 14)])
def test_persons_too(problem: Problem) -> None:
    told, _left = answers(solve(problem))
    assert told > 50


def test_in_a_cohort_most_pairs_are_answered_at_once() -> None:
    plan = solve(likely(5, 60, 50))
    instance = build(plan.source())
    graph = residual(plan, instance)
    answered = [
        Forcing(graph, mentee=j).best_with(int(i)) is not None
        for j in range(50)
        for i in np.flatnonzero(instance.scores[:, j] >= (plan.floor or 0))
    ]
    assert sum(answered) > 0.8 * len(answered) > 100


def test_whoever_pins_the_floor_is_left_to_the_solver() -> None:
    """Without b1 the floor of the others rises from 10 to 60, and with it their plan changes."""
    plan = solve(matrix([[90, 10, 70], [80, 10, 60], [20, 10, 15]]))
    graph = residual(plan, build(plan.source()))
    assert plan.floor == 10
    assert Forcing(graph, mentee=1).best_with(0) is None
    assert plan.explain("a0", "b1").effect == plan.compare(plan.with_lock("a0", "b1"))
