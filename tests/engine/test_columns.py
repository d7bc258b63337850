"""Column generation gives what the matrix gives: number, floor, total, pairs, causes; and proves it."""

import itertools
import pickle
import random
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import EngineError, NotVerified, Plan, Policy, Problem, ScoreMatrix, solve, verification, verify
from augenhoehe.engine.columns import generation, pricing, sharing

from .people import cohort, likely, matrix
from .test_brute_force import seeds, small
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


@settings(max_examples=80, deadline=None)
@given(seeds, st.sampled_from(["best", "none"]))
def test_small_ones_with_seats_locks_and_bans(seed: int, floor: str) -> None:
    both(small(seed), Policy(floor))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(4))
def test_people(seed: int) -> None:
    both(cohort(seed, 25, 20))
    both(cohort(seed, 6, 5, 0.5))
    problem = likely(seed, 30, 35, (1, 1, 2))
    both(problem)
    first, second, third = random.Random(seed).sample(sorted(solve(problem).links), 3)
    both(problem.with_lock(*first).with_ban(*second).with_lock(*third))


class Elsewhere(Executor):
    """Does at once what a pool of processes would do: all that goes in and out is pickled. Forgets when told to."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.forgetful = False

    def submit(self, fn: Callable, /, *args: object, **kwargs: object) -> Future:  # type: ignore[override, type-arg]
        if self.forgetful:
            sharing.known.clear()
        message = pickle.dumps((fn, args, kwargs))
        self.sent.append(len(message))
        work, given, named = pickle.loads(message)
        future: Future[object] = Future()
        future.set_result(pickle.loads(pickle.dumps(work(*given, **named))))
        return future


@pytest.mark.parametrize("forgetful", [False, True])
def test_passes_made_elsewhere(forgetful: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = likely(5, 60, 70, (1, 1, 2))
    here, there = solve(problem, engine="columns"), Elsewhere()
    there.forgetful = forgetful
    plan = solve(problem, engine="columns", executor=there)
    sent = list(there.sent)
    assert told(plan) == told(here)
    verify(problem, plan)
    monkeypatch.setattr(verification, "KEPT", 0)
    assert verify(problem, plan, executor=there) == verify(problem, plan)
    prices = dict(plan.certificate.total.mentees)
    first, *_, last = prices
    moved = prices | {first: prices[first] + 1, last: prices[last] - 1}
    wrong = replace(plan.certificate, total=replace(plan.certificate.total, mentees=moved))
    with pytest.raises(NotVerified, match="do not reach"):
        verify(problem, replace(plan, certificate=wrong), executor=there)
    seeding, later = sent[: sharing.SHARDS], sent[sharing.SHARDS :]
    assert (max(later) > min(seeding)) == forgetful  # people travel once, prices every round


@pytest.mark.parametrize("name", ["everyone agrees", "hubs", "random"])
def test_out_of_time_between_rounds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it ends: what is certified is the best, and otherwise no more is open than the gap says."""
    problem = matrix(SHAPES[name])
    best = solve(problem, engine="columns")
    monkeypatch.setattr(pricing, "HALF", 2.0)  # look at some of the pairs only, wherever that is possible
    for rounds in range(6):
        asked = itertools.count()
        monkeypatch.setattr(generation, "late", lambda _, n=rounds, asked=asked: next(asked) >= n)
        hasty = solve(problem, engine="columns")
        assert hasty.certificate.certified == (hasty.certificate.gap == 0)
        assert 0 <= best.total - hasty.total <= hasty.certificate.gap
        if hasty.certificate.certified:
            verify(problem, hasty)


def test_out_of_time() -> None:
    """Without time for another round the plan says that it is not proven, how much may be open, and is refused."""
    problem = matrix(SHAPES["everyone agrees"])
    best, hasty = solve(problem, engine="columns"), solve(problem, engine="columns", budget_s=0)
    assert not hasty.certificate.certified
    assert hasty.certificate.gap > 0
    assert best.total - hasty.total <= hasty.certificate.gap
    assert (len(hasty.pairs), hasty.floor) == (len(best.pairs), best.floor)
    with pytest.raises(NotVerified, match="certified"):
        verify(problem, hasty)
