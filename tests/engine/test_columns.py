"""Column generation gives what the matrix gives: number, floor, total, pairs, causes; and proves it."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import EngineError, Plan, Policy, Problem, ScoreMatrix, solve, verify

from .people import cohort, likely, matrix
from .test_brute_force import small
from .test_scipy_and_adversaries import SHAPES


def told(plan: Plan) -> tuple[object, ...]:
    """All that must be alike. Prices may differ, and so may the group that shows a shortage."""
    left = [replace(person, shortage=None) for person in plan.left_over]
    return (plan.pairs, plan.floor, plan.total, plan.worst, left, plan.warnings, plan.pinned_by, plan.switched_off)


def both(source: Problem | ScoreMatrix, policy: Policy = Policy()) -> None:  # noqa: B008 - a frozen value
    """Solve both ways, compare, verify; where one refuses, the other must in the same words."""
    try:
        dense = solve(source, policy, engine="dense")
    except EngineError as refusal:
        with pytest.raises(type(refusal)) as other:
            solve(source, policy, engine="columns")
        assert (str(other.value), vars(other.value)) == (str(refusal), vars(refusal))  # noqa: PT017
        return
    plan = solve(source, policy, engine="columns")
    assert told(plan) == told(dense)
    assert plan.certificate.certified
    verify(source, plan)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("floor", ["best", "none"])
def test_awkward_shapes(name: str, floor: str) -> None:
    both(matrix(SHAPES[name]), Policy(floor))  # type: ignore[arg-type]
    both(matrix(SHAPES[name][:40, :90], capacity=3), Policy(floor))  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(small(), st.sampled_from(["best", "none"]))
def test_small_ones_with_seats_locks_and_bans(bare: ScoreMatrix, floor: str) -> None:
    both(bare, Policy(floor))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(4))
def test_people(seed: int) -> None:
    both(cohort(seed, 25, 20))
    both(cohort(seed, 6, 5, 0.5))
    problem = likely(seed, 30, 35, (1, 1, 2))
    both(problem)
    first, second, third = random.Random(seed).sample(sorted(solve(problem).links), 3)
    both(problem.with_lock(*first).with_ban(*second).with_lock(*third))
