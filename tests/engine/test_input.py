"""Input that contradicts itself or leaves its range: a typed error that says which entry."""

from collections.abc import Callable

import numpy as np
import pytest

from augenhoehe.engine import Policy, Problem, ProblemError, Rules, ScoreMatrix, TopicAnswer, solve

from .people import matrix, mentee, mentor

BOTH = ((mentor(), mentor("n")), (mentee(), mentee("f")))


def far(km: float) -> Problem:
    return Problem(*BOTH, site_distance_km={("north", "south"): km})


WRONG: dict[str, tuple[str, str, object, Callable[[], object]]] = {
    "no mentor": ("empty_side", "role", "mentor", lambda: Problem((), (mentee(),))),
    "no mentee": ("empty_side", "role", "mentee", lambda: matrix(np.zeros((2, 0), dtype=int))),
    "mentor twice": ("duplicate_id", "ids", ("m",), lambda: Problem((mentor(), mentor()), (mentee(),))),
    "mentee twice": ("duplicate_id", "ids", ("b",), lambda: ScoreMatrix(("a",), ("b", "b"), [[1, 1]])),
    "unknown lock": ("unknown_id", "id", "x", lambda: Problem(*BOTH, locks={("x", "e")})),
    "unknown ban": ("unknown_id", "id", "x", lambda: Problem(*BOTH, bans={("m", "x")})),
    "locked and banned": ("lock_and_ban", "mentee", "e", lambda: Problem(*BOTH, locks={("m", "e")}, bans={("m", "e")})),
    "too many locks": ("lock_capacity", "id", "m", lambda: Problem(*BOTH, locks={("m", "e"), ("m", "f")})),
    "a mentee locked twice": ("lock_capacity", "id", "e", lambda: Problem(*BOTH, locks={("m", "e"), ("n", "e")})),
    "a mentee with two seats": ("capacity", "id", "e", lambda: Problem((mentor(),), (mentee(capacity=2),))),
    "no seat": ("range", "field", "capacity", lambda: mentor(capacity=0)),
    "no seat in a matrix": ("capacity", "id", "a1", lambda: matrix([[1], [1]], capacity={"a1": 0})),
    "level": ("range", "field", "function_level", lambda: mentor(function_level=7)),
    "slot": ("range", "field", "slots", lambda: mentor(slots=frozenset({20}))),
    "mode": ("range", "field", "modes", lambda: mentor(modes=frozenset({"pigeon"}))),
    "topic": ("range", "value", "ai", lambda: mentor(topics={"ai": TopicAnswer(4)})),
    "aspect": ("range", "value", "fame", lambda: mentor(seeks={"fame": 1})),
    "wish": ("range", "field", "gives", lambda: mentor(gives={"advice": 4})),
    "an id that is a number": ("id", "id", 7, lambda: ScoreMatrix((7,), ("b",), [[1]])),  # type: ignore[arg-type]
    "a person's id that is a number": ("id", "id", 7, lambda: Problem((mentor(7),), (mentee(),))),  # type: ignore[arg-type]
    "half a level": ("range", "field", "function_level", lambda: mentor(function_level=2.5)),
    "half a seat": ("range", "field", "capacity", lambda: mentor(capacity=1.5)),
    "a seat that is a truth": ("range", "field", "capacity", lambda: mentor(capacity=True)),
    "half a slot": ("range", "field", "slots", lambda: mentor(slots=frozenset({0.5}))),
    "a slot in words": ("range", "field", "slots", lambda: mentor(slots=frozenset({"Mo", 1}))),
    "half a topic level": ("range", "value", "ai", lambda: mentor(topics={"ai": TopicAnswer(1.5)})),  # type: ignore[arg-type]
    "half a wish": ("range", "field", "gives", lambda: mentor(gives={"advice": 0.5})),
    "a distance below nothing": ("range", "field", "site_distance_km", lambda: far(-1.0)),
    "a distance without end": ("range", "field", "site_distance_km", lambda: far(float("inf"))),
    "a distance that is no number": ("range", "field", "site_distance_km", lambda: far(float("nan"))),
    "direction": ("range", "field", "direction", lambda: Rules(direction="sideways")),  # type: ignore[arg-type]
    "seats of nobody": ("unknown_id", "id", "z9", lambda: matrix([[1]], capacity={"z9": 2})),
    "half a gap": ("range", "field", "level_gap", lambda: Rules(level_gap_min=1.5)),  # type: ignore[arg-type]
    "half a gap at the upper end": ("range", "field", "grade_gap", lambda: Rules(grade_gap_max=2.5)),  # type: ignore[arg-type]
    "gap": ("range", "field", "level_gap", lambda: Rules(level_gap_min=3, level_gap_max=2)),
    "floor": ("range", "field", "floor", lambda: Policy("middling")),  # type: ignore[arg-type]
    "score too high": ("range", "value", "100001", lambda: matrix([[1, 2], [3, 100_001]])),
    "score below": ("range", "value", "-2", lambda: matrix(np.array([[1, -2]]))),
    "score not whole": ("range", "value", "2.5", lambda: matrix([[1, 2.5]])),  # type: ignore[list-item]
    "score not a number": ("range", "value", "nan", lambda: matrix(np.array([[float("nan"), 1.0]]))),
    "score a word": ("range", "value", "x", lambda: matrix([[1, "x"]])),  # type: ignore[list-item]
    "score a truth": ("range", "value", "True", lambda: matrix([[1, True]])),
    "row too short": ("shape", "mentor", "a", lambda: ScoreMatrix(("a",), ("b", "c"), [[1]])),
    "row missing": ("shape", "rows", 1, lambda: ScoreMatrix(("a", "d"), ("b",), [[1]])),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_entry_is_named(name: str) -> None:
    code, key, value, make = WRONG[name]
    with pytest.raises(ProblemError) as caught:
        make()
    assert (caught.value.code, caught.value.facts[key]) == (code, value)


def test_the_cell_is_named() -> None:
    with pytest.raises(ProblemError) as caught:
        matrix([[1, 2], [3, -7]])
    assert (caught.value.facts["mentor"], caught.value.facts["mentee"]) == ("a1", "b1")
    assert "'a1'" in str(caught.value)
    assert "'b1'" in str(caught.value)


def test_relations_with_people_of_other_cohorts_are_ignored() -> None:
    problem = Problem((mentor(),), (mentee(),), line_related={("m", "elsewhere"), ("elsewhere", "e")})  # type: ignore[arg-type]
    assert solve(problem).links == {("m", "e")}


def test_a_mentor_who_withdraws_takes_the_seats_along() -> None:
    plan = solve(matrix([[1, 1, 1], [1, 1, 1]], capacity={"a0": 2, "a1": 1}))
    assert plan.without(mentor="a1").links == {("a0", "b0"), ("a0", "b1")}
    assert len(plan.without(mentor="a0").pairs) == 1


def test_progress_is_told_in_order() -> None:
    steps: list[tuple[str, float]] = []
    solve(matrix([[1]]), progress=lambda name, share: steps.append((name, share)))
    assert [name for name, _ in steps] == ["score", "count", "floor", "total", "proof", "reasons", "done"]
    shares = [share for _, share in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
