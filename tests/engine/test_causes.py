"""Why people are left over, and the warnings before a run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import LeftOver, NobodyPossible, Plan, Problem, ScoreMatrix, Shortage, check, solve
from augenhoehe.engine import Warning as EngineWarning
from augenhoehe.engine.instance import build

from .people import likely, matrix, mentee, mentor


def cause(plan: Plan, name: str) -> LeftOver:
    found = plan.why_left_over(name)
    assert found is not None
    return found


def test_one_rule_alone() -> None:
    problem = Problem((mentor("m1"), mentor("m2")), (mentee("e1"), mentee("e2", languages=frozenset({"tr"}))))
    plan = solve(problem)
    assert cause(plan, "e2") == LeftOver("mentee", "e2", "rule:language", {"language": 2}, ("language",), 0, None)
    assert plan.warnings == check(problem) == (EngineWarning("rule_alone", "mentee", ("e2",), "language"),)


def test_several_rules_together() -> None:
    problem = Problem(
        (mentor("m1", department=("B",)), mentor("m2", slots=frozenset({19})), mentor("m3", department=("B",))),
        (mentee("e1"), mentee("e2", department=("C",))),
    )
    plan = solve(problem)
    assert cause(plan, "e1") == LeftOver("mentee", "e1", "rules", {"department": 2, "slot": 1}, (), 0, None)
    assert EngineWarning("rules_together", "mentee", ("e1",)) in check(problem)
    assert cause(plan, "m2").cause == "rule:slot"


def test_scarcity_names_those_who_share_too_few() -> None:
    plan = solve(matrix([[5, 5, 5, None], [None, None, None, 1], [None, None, None, 2]]))
    shared = Shortage(("b0", "b1", "b2"), ("a0",), 3, 1)
    assert [(person.id, person.cause, person.shortage) for person in plan.left_over if person.role == "mentee"] == [
        ("b1", "scarcity", shared),
        ("b2", "scarcity", shared),
    ]
    assert [(person.id, person.shortage) for person in plan.left_over if person.role == "mentor"] == [
        ("a1", Shortage(("a1", "a2"), ("b3",), 2, 1))
    ]


def test_a_seat_that_a_lock_has_taken_is_not_free() -> None:
    bare = matrix([[5, 5, 5]], capacity=2, locks={("a0", "b2")})
    plan = solve(bare)
    assert [(pair.mentee, pair.locked) for pair in plan.pairs] == [("b0", False), ("b2", True)]
    assert cause(plan, "b1").shortage == Shortage(("b0", "b1"), ("a0",), 2, 1)


def test_a_ban_is_a_rule_of_the_office() -> None:
    plan = solve(matrix([[5, 5], [5, None]], bans={("a0", "b1")}))
    assert cause(plan, "b1").cause == "rule:ban"


def test_somebody_with_a_tandem_has_no_cause() -> None:
    plan = solve(matrix([[5, 5]]))
    assert plan.why_left_over("a0") is None
    same = ScoreMatrix(("x", "y"), ("x", "y", "z"), [[1, None, None], [None, None, None]])
    both = solve(same)
    assert cause(both, "y").role == "mentor"
    found = both.why_left_over("y", "mentee")
    assert found is not None
    assert found.role == "mentee"


def test_nobody_possible_in_a_bare_matrix() -> None:
    with pytest.raises(NobodyPossible) as caught:
        solve(matrix([[None, None], [None, -1]]))
    assert (caught.value.rules, caught.value.hint) == (("ban",), None)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([(8, 12), (12, 8), (10, 10)]), st.sampled_from([(1,), (1, 2, 3)]))
def test_every_shortage_is_a_true_one(seed: int, sizes: tuple[int, int], seats: tuple[int, ...]) -> None:
    problem = likely(seed, *sizes, seats=seats)
    plan = solve(problem)
    instance = build(problem)
    row = {name: i for i, name in enumerate(instance.mentors)}
    column = {name: j for j, name in enumerate(instance.mentees)}
    for person in plan.left_over:
        if person.cause != "scarcity":
            assert person.candidates == 0
            continue
        shortage = person.shortage
        assert shortage is not None
        assert person.id in shortage.people
        assert shortage.needed > shortage.seats
        if person.role == "mentee":
            partners = {i for name in shortage.people for i in row.values() if instance.scores[i, column[name]] >= 0}
            assert partners == {row[name] for name in shortage.partners}
            assert shortage.seats == sum(problem.capacities()[name] for name in shortage.partners)
            assert shortage.needed == len(shortage.people)
        else:
            partners = {j for name in shortage.people for j in column.values() if instance.scores[row[name], j] >= 0}
            assert partners == {column[name] for name in shortage.partners}
            assert shortage.needed == sum(problem.capacities()[name] for name in shortage.people)
