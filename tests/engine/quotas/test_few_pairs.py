"""Quotas and precedence with few pairs in memory give what the table of all pairs gives, and prove it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from augenhoehe.engine import (
    EngineError,
    Plan,
    Policy,
    Precedence,
    Problem,
    Quota,
    ScoreMatrix,
    solve,
    verification,
    verify,
)
from augenhoehe.engine.quotas import pursuit, restricted
from augenhoehe.engine.quotas.groups import forest

from ..people import likely, matrix
from .test_brute_force import small


def told(plan: Plan) -> tuple[object, ...]:
    """All that must be alike. Prices may differ, and so may the group that shows a shortage."""
    left = [replace(person, shortage=None, quotas=()) for person in plan.left_over]
    aims = [(aim.kind, aim.name, aim.value, aim.bound) for aim in plan.certificate.aims if aim.kind != "floor"]
    return (plan.pairs, plan.floor, plan.total, left, plan.warnings, plan.switched_off, aims)


def both(source: Problem | ScoreMatrix, policy: Policy) -> Plan | None:
    """Solve both ways, compare, verify; where one refuses, the other must in the same words."""
    try:
        dense = solve(source, policy, engine="dense")
    except EngineError as refusal:
        with pytest.raises(type(refusal)) as other:
            solve(source, policy, engine="columns")
        assert (str(other.value), vars(other.value)) == (str(refusal), vars(refusal))  # noqa: PT017
        return None
    plan = solve(source, policy, engine="columns")
    assert told(plan) == told(dense)
    assert plan.certificate.certified
    verify(source, plan)
    return plan


@pytest.fixture(params=["ortools", "HiGHS"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both solvers of the few pairs; what they find is verified as plans are that are too large for a table."""
    monkeypatch.setattr(verification, "KEPT", 0)
    chosen = restricted.by_flow if request.param == "ortools" else restricted.by_programme
    monkeypatch.setattr(pursuit, "solver", lambda: chosen)
    return str(request.param)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(small(), st.sampled_from(["best", "none"]))
def test_small_ones(way: str, bare: ScoreMatrix, floor: str) -> None:
    if forest(bare.quotas) is not None:
        both(bare, Policy(floor))  # type: ignore[arg-type]


def with_quotas(problem: Problem, **changes: object) -> Problem:
    """Quotas one within the other on one side, one on the other, and need."""
    ours, theirs = ([person.id for person in side] for side in (problem.mentors, problem.mentees))
    half, third = len(theirs) // 2, len(ours) // 3
    return problem.replaced(
        quotas=(
            Quota("first half", "mentee", frozenset(theirs[:half]), 5, half - 3),
            Quota("some of them", "mentee", frozenset(theirs[: half // 2]), 3, half // 2 - 2),
            Quota("mentors", "mentor", frozenset(ours[:third]), at_most=third - 1),
        ),
        precedence=(Precedence("need", "mentee", {name: k * 7 % 4 for k, name in enumerate(theirs)}),),
        **changes,
    )


@pytest.mark.parametrize("floor", ["best", "none"])
@pytest.mark.parametrize("seed", range(2))
def test_people(way: str, seed: int, floor: str) -> None:
    plan = both(with_quotas(likely(seed, 24, 40, (1, 1, 2))), Policy(floor))  # type: ignore[arg-type]
    assert plan is not None
    both(with_quotas(likely(seed, 24, 40, (1, 1, 2)), locks=frozenset(sorted(plan.links)[:3])), Policy(floor))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["agreed", "equal", "noise"])
def test_large_ones_look_at_few_pairs(way: str, name: str) -> None:
    """Everyone agrees on the ranking, all are equal, nothing is known: the first candidates are not enough."""
    rng = np.random.default_rng(5)
    shape = (60, 90)
    cells = {
        "agreed": np.add.outer(np.arange(60), np.arange(90)) * 600,
        "equal": np.full(shape, 7),
        "noise": np.where(rng.random(shape) < 0.6, rng.integers(0, 100_001, shape), -1),
    }[name]
    groups = (
        Quota("few", "mentee", frozenset(f"b{k}" for k in range(40, 90)), 4, 30),
        Quota("must", "mentee", frozenset(f"b{k}" for k in range(10)), 9),
        Quota("last", "mentor", frozenset(f"a{k}" for k in range(30, 60)), at_most=25),
    )
    for floor in ("best", "none"):
        both(matrix(cells, quotas=groups, capacity={f"a{k}": 2 for k in range(10)}), Policy(floor))  # type: ignore[arg-type]
