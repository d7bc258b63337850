"""Kept and replayed: lossless, byte for byte, whatever the order of the input."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import ENGINE_VERSION, Plan, Problem, ProblemError, ScoreMatrix, solve, verify

from .people import cohort, likely, matrix, mentee, mentor


def through_json(value: object) -> object:
    return json.loads(json.dumps(value, ensure_ascii=False))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.0, 0.5, 1.0]))
def test_a_problem_is_lossless(seed: int, gaps: float) -> None:
    problem = cohort(seed, 4, 5, gaps, locks={("m001", "e002")}, bans={("m000", "e000"), ("m002", "e001")})
    kept = through_json(problem.to_dict())
    again = Problem.from_dict(kept)  # type: ignore[arg-type]
    assert again == problem
    assert json.dumps(again.to_dict()) == json.dumps(problem.to_dict())


def test_no_data_and_an_empty_answer_stay_apart() -> None:
    problem = Problem(
        (mentor(topics={}, slots=frozenset(), seeks=None),), (mentee(modes=None),), line_related=None, conflicts=()
    )  # type: ignore[arg-type]
    again = Problem.from_dict(through_json(problem.to_dict()))  # type: ignore[arg-type]
    assert again == problem
    assert (again.mentors[0].topics, again.mentors[0].slots, again.mentors[0].seeks) == ({}, frozenset(), None)
    assert (again.mentees[0].modes, again.line_related, again.conflicts) == (None, None, frozenset())


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_is_lossless_and_can_be_verified_again(seed: int) -> None:
    problem = likely(seed, 14, 17, seats=(1, 2))
    plan = solve(problem)
    kept = Plan.from_dict(json.loads(plan.to_json()), problem)
    assert kept == plan
    assert kept.to_json() == plan.to_json()
    verify(problem, kept)
    assert kept.reasons(plan.pairs[0].mentor, plan.pairs[0].mentee) == plan.reasons(
        plan.pairs[0].mentor, plan.pairs[0].mentee
    )


def test_the_published_shape_of_the_json() -> None:
    told = json.loads(solve(matrix([[9, 5, None], [5, 9, 5]])).to_json())
    assert told["pairs"] == [
        {"mentor": "a0", "mentee": "b0", "score": 9, "locked": False, "contributions": {}},
        {"mentor": "a1", "mentee": "b1", "score": 9, "locked": False, "contributions": {}},
    ]
    assert [(one["role"], one["id"], one["cause"]) for one in told["left_over"]] == [("mentee", "b2", "scarcity")]
    assert told["shortages"] == [{"people": ["b0", "b1", "b2"], "partners": ["a0", "a1"], "needed": 3, "seats": 2}]
    assert (told["certificate"]["certified"], told["certificate"]["gap"]) == (True, 0)
    assert (told["policy"], told["engine_version"]) == ({"floor": "best"}, ENGINE_VERSION)


@pytest.mark.parametrize("data", [{}, {"format": 2}, {"format": 1}, {"format": 1, "mentors": 5}])
def test_another_shape_is_refused(data: dict[str, object]) -> None:
    for reader in (Problem.from_dict, Plan.from_dict):
        with pytest.raises(ProblemError) as caught:
            reader(data)
        assert caught.value.code == "format"


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    problem = likely(seed % 50, 12, 14, seats=(1, 2))
    rng = random.Random(seed)
    shuffled = problem.replaced(
        mentors=tuple(rng.sample(problem.mentors, len(problem.mentors))),
        mentees=tuple(rng.sample(problem.mentees, len(problem.mentees))),
    )
    assert solve(shuffled).to_json() == solve(problem).to_json()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3))
def test_nor_does_it_where_everything_is_a_tie(seed: int, values: int) -> None:
    rng = random.Random(seed)
    cells = [[rng.choice([None, *range(values)]) for _ in range(9)] for _ in range(8)]
    cells[0][0] = 1
    rows, columns = rng.sample(range(8), 8), rng.sample(range(9), 9)
    shuffled = ScoreMatrix(
        tuple(f"a{i}" for i in rows),
        tuple(f"b{j}" for j in columns),
        [[cells[i][j] for j in columns] for i in rows],
        capacity=dict.fromkeys((f"a{i}" for i in range(0, 8, 3)), 2),
    )
    plain = matrix(cells, capacity=dict.fromkeys((f"a{i}" for i in range(0, 8, 3)), 2))
    assert solve(shuffled).to_json() == solve(plain).to_json()


def test_locks_and_bans_share_what_was_computed_and_leave_the_original_alone() -> None:
    problem = likely(1, 10, 10)
    before = solve(problem).to_json()
    pair = solve(problem).pairs[0]
    changed = solve(problem.with_ban(pair.mentor, pair.mentee))
    fresh = solve(Problem.from_dict(problem.with_ban(pair.mentor, pair.mentee).to_dict()))
    assert changed.to_json() == fresh.to_json() != before
    assert solve(problem).to_json() == before
    assert problem.with_ban(pair.mentor, pair.mentee).cache is problem.cache
    weighted = problem.replaced(criteria=problem.criteria.__class__(topic_fit=0))
    assert solve(weighted).to_json() == solve(Problem.from_dict(weighted.to_dict())).to_json() != before
