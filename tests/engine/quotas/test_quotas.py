"""Cases one can follow by hand: who is left over by a quota, which rules are in conflict, what bad input says."""

import json
from dataclasses import replace
from typing import Literal

import pytest

from augenhoehe.engine import (
    NotVerified,
    Person,
    Plan,
    Policy,
    Precedence,
    Problem,
    ProblemError,
    Quota,
    QuotasImpossible,
    ScoreMatrix,
    solve,
    verify,
)

from ..people import likely, matrix

FULL = [[90, 80, 70], [60, 50, 40], [30, 20, 10]]


def cause(plan: Plan, name: str) -> tuple[str, tuple[str, ...]]:
    person = plan.why_left_over(name)
    assert person is not None
    return person.cause, person.quotas


def test_who_is_left_over_by_a_quota_is_told_which() -> None:
    bare = matrix(FULL, quotas=(Quota("IT", "mentee", frozenset({"b0", "b1"}), at_most=1),))
    plan = solve(bare)
    assert len(plan.pairs) == 2
    assert cause(plan, "b1" if ("a0", "b0") in plan.links or ("a1", "b0") in plan.links else "b0") == ("quota", ("IT",))
    left = [one for one in plan.left_over if one.role == "mentor"]
    assert [(one.cause, one.quotas) for one in left] == [("quota", ("IT",))]
    verify(bare, plan)


def test_two_quotas_that_each_alone_would_be_enough_are_told_together() -> None:
    both = (
        Quota("site", "mentee", frozenset({"b0", "b1"}), at_most=1),
        Quota("house", "mentee", frozenset({"b0", "b1"}), at_most=1),
    )
    plan = solve(matrix(FULL, quotas=both))
    assert {one.cause for one in plan.left_over} == {"quotas"}
    assert {one.quotas for one in plan.left_over} == {("house", "site")}


def test_who_had_to_give_way_to_a_quota_of_others_is_told_so() -> None:
    bare = matrix([[90, 10]], quotas=(Quota("women's network", "mentee", frozenset({"b1"}), at_least=1),))
    plan = solve(bare)
    assert plan.links == {("a0", "b1")}
    assert cause(plan, "b0") == ("scarcity", ("women's network",))
    verify(bare, plan)


def test_locked_pairs_count_in_quotas() -> None:
    quota = Quota("IT", "mentee", frozenset({"b0", "b1"}), at_most=1)
    plan = solve(matrix(FULL, quotas=(quota,), locks={("a2", "b1")}))
    assert ("a2", "b1") in plan.links
    assert "b0" not in {pair.mentee for pair in plan.pairs}


def test_need_decides_who_gets_one_of_few_mentors_before_any_score() -> None:
    bare = matrix([[100, 1, 50]], precedence=(Precedence("need", "mentee", {"b1": 3, "b2": 2}),))
    plan = solve(bare)
    assert plan.links == {("a0", "b1")}
    verify(bare, plan)


def test_who_has_waited_comes_before_who_needs_it_when_given_first() -> None:
    firsts = (Precedence("waiting", "mentee", {"b2": 1}), Precedence("need", "mentee", {"b1": 900}))
    assert solve(matrix([[100, 1, 50]], precedence=firsts)).links == {("a0", "b2")}


def test_the_floor_rises_for_the_others_once_the_hopeless_are_set() -> None:
    cells = [[1, None, None, None], [None, 50, 90, 95], [None, 60, 20, 30], [None, 65, 95, 30]]
    bare = matrix(cells)
    assert solve(bare, Policy()).floor == 1
    plan = solve(bare, Policy("steps"))
    assert [(step.floor, step.tandems) for step in plan.floors] == [(1, 1), (60, 1), (95, 2)]
    verify(bare, plan)


@pytest.mark.parametrize("engine", ["dense", "columns"])
def test_who_must_have_a_tandem_and_lacks_partners_above_the_floor_pins_it(engine: Literal["dense", "columns"]) -> None:
    """b0 is needed for the quota and has nobody above 20; b1 and b2 would do with less."""
    cells = [[10, 90, 70], [20, 80, 60]]
    bare = matrix(cells, quotas=(Quota("IT", "mentee", frozenset({"b0"}), at_least=1),))
    plan = solve(bare, engine=engine)
    assert (plan.floor, plan.pinned_by) == (20, (("mentee", "b0"),))
    verify(bare, plan)
    for people in ("b1",), ("b0", "b1"):
        with pytest.raises(NotVerified) as caught:
            verify(bare, replace(plan, pinned_by=tuple(("mentee", name) for name in people)))
        assert caught.value.part == "floor"


def test_overlapping_quotas_are_solved_and_proven_though_they_are_no_network() -> None:
    """Three groups of two with one tandem each: the linear programme would give every mentee half a tandem."""
    people = ["b0", "b1", "b2"]
    circle = tuple(Quota(f"without {one}", "mentee", frozenset(people) - {one}, at_most=1) for one in people)
    bare = matrix([[90, 60, 50], [40, 80, 30], [20, 10, 70]], quotas=circle)
    plan = solve(bare)
    assert plan.links == {("a0", "b0")}
    assert plan.certificate.certified
    verify(bare, plan)
    assert {one.cause for one in plan.left_over if one.role == "mentee"} == {"quota"}


def test_concavity_cares_for_the_weak() -> None:
    bare = matrix([[100_000, 70_000], [50_000, 1]])
    assert solve(bare, Policy("none")).links == {("a0", "b1"), ("a1", "b0")}
    uneven = matrix([[100_000, 55_000], [55_000, 20_000]])
    assert solve(uneven, Policy("none")).worst == 20_000
    assert solve(uneven, Policy("none", 8)).worst == 55_000


@pytest.mark.parametrize(
    ("quotas", "locks", "named"),
    [
        ([Quota("IT", "mentee", frozenset({"b0"}), at_least=2)], set(), ["'IT': at least 2 (possible: 1)"]),
        (
            [
                Quota("IT", "mentee", frozenset({"b0", "b1"}), at_least=2),
                Quota("north", "mentor", frozenset({"a0", "a1", "a2"}), at_most=1),
                Quota("south", "mentee", frozenset({"b2"}), at_most=1),
            ],
            set(),
            ["'IT': at least 2 (possible: 1)", "'north': at most 1"],
        ),
        (
            [Quota("IT", "mentee", frozenset({"b0", "b1"}), at_most=1)],
            {("a0", "b0"), ("a1", "b1"), ("a2", "b2")},
            ["'IT': at most 1", "the locked pair 'a0' and 'b0'", "the locked pair 'a1' and 'b1'"],
        ),
        (
            [
                Quota("IT", "mentee", frozenset({"b0", "b1"}), at_least=2),
                Quota("new", "mentee", frozenset({"b1", "b2"}), at_most=0),
            ],
            set(),
            ["'IT': at least 2 (possible: 1)", "'new': at most 0"],
        ),
    ],
)
def test_a_smallest_set_of_rules_in_conflict_is_named(
    quotas: list[Quota], locks: set[tuple[str, str]], named: list[str]
) -> None:
    with pytest.raises(QuotasImpossible) as caught:
        solve(matrix(FULL, quotas=tuple(quotas), locks=locks))
    assert [str(one) for one in caught.value.conflict] == named


def wrong_quota(**changes: object) -> ScoreMatrix:
    return matrix(FULL, quotas=(Quota(**{"name": "IT", "side": "mentee", "people": {"b0"}, **changes}),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "code", "facts"),
    [
        (lambda: wrong_quota(at_least=2, at_most=1), "quota", {"quota": "IT"}),
        (lambda: wrong_quota(at_least=1.5), "quota", {"quota": "IT"}),
        (lambda: wrong_quota(name=""), "quota", {"quota": ""}),
        (lambda: wrong_quota(side="nobody"), "quota", {"quota": "IT"}),
        (lambda: wrong_quota(people={"b9"}), "unknown_id", {"id": "b9", "quota": "IT"}),
        (lambda: matrix(FULL, quotas=(Quota("IT", "mentee", frozenset()),) * 2), "quota", {"quota": "IT"}),
        (lambda: Precedence("need", "mentee", {"b0": -1}), "precedence", {"precedence": "need", "id": "b0"}),
        (lambda: Precedence("need", "mentee", {"b0": float("nan")}), "precedence", {"precedence": "need", "id": "b0"}),
        (lambda: matrix([[float("inf")]]), "range", {"mentor": "a0", "mentee": "b0", "value": "inf"}),
        (lambda: matrix([[100_001]]), "range", {"mentor": "a0", "mentee": "b0", "value": "100001"}),
        (lambda: Policy(concavity=0), "range", {"field": "concavity"}),
        (lambda: Policy("steps", steps=0), "range", {"field": "steps"}),
        (lambda: Problem((Person("m"),), ()), "empty_side", {"role": "mentee"}),
        (
            lambda: Problem((Person("m", department=("A", "B", "A")),), (Person("e"),)),
            "cyclic_units",
            {"unit": "A", "id": "m"},
        ),
        (
            lambda: Problem((Person("m", department=("A", "B")),), (Person("e", department=("B", "A")),)),
            "cyclic_units",
            {"unit": "A", "id": "m"},
        ),
    ],
)
def test_bad_input_names_the_entry(make: object, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(ProblemError) as caught:
        make()  # type: ignore[operator]
    assert (caught.value.code, dict(caught.value.facts)) == (code, facts)


def with_everything() -> Problem:
    base = likely(4, 12, 15)
    mentees = [person.id for person in base.mentees]
    return base.replaced(
        quotas=(
            Quota("R1", "mentee", frozenset(mentees[:6]), at_most=2),
            Quota("all", "mentee", frozenset(mentees), 1),
        ),
        precedence=(Precedence("need", "mentee", {name: k % 4 for k, name in enumerate(mentees)}),),
    )


def test_it_is_kept_and_read_back() -> None:
    problem = with_everything()
    plan = solve(problem, Policy("steps", 2))
    text = json.dumps([problem.to_dict(), plan.to_dict()])
    stored, result = json.loads(text)
    again = Problem.from_dict(stored)
    assert again == problem
    assert Plan.from_dict(result, again) == plan
    verify(again, Plan.from_dict(result, again))
    assert solve(again, Policy("steps", 2)).to_json() == plan.to_json()


def test_a_withdrawal_leaves_the_numbers_of_the_quotas() -> None:
    left = with_everything().without(mentee="e000")
    assert left.quotas[0].people == {f"e{k:03d}" for k in range(1, 6)}
    assert "e000" not in left.precedence[0].points
    assert left.quotas[0].at_most == 2


def test_nothing_of_it_is_written_where_there_is_nothing() -> None:
    problem = likely(4, 3, 3)
    assert {"quotas", "precedence"}.isdisjoint(problem.to_dict())
    assert "aims" not in solve(likely(1, 8, 8)).to_dict()["certificate"]


FAULTS = [
    ("a better bound", lambda aim: replace(aim, bound=aim.bound - 1), "aims"),
    ("a better value", lambda aim: replace(aim, value=aim.value + 1), "aims"),
    ("no prices", lambda aim: replace(aim, mentors={}, mentees={}), "aims"),
    ("somebody else's price", lambda aim: replace(aim, mentees={**aim.mentees, "nobody": 1}), "aims"),
    ("a multiplier of no aim", lambda aim: replace(aim, earlier=(1,) * 9), "aims"),
    ("a scale", lambda aim: replace(aim, scale=0), "aims"),
]


@pytest.mark.parametrize(("fault", "change", "part"), FAULTS)
@pytest.mark.parametrize("place", [0, 1, -1])
def test_a_wrong_proof_is_not_verified(fault: str, change: object, part: str, place: int) -> None:
    problem = with_everything()
    plan = solve(problem)
    aims = list(plan.certificate.aims)
    aims[place] = change(aims[place])  # type: ignore[operator]
    with pytest.raises(NotVerified) as caught:
        verify(problem, replace(plan, certificate=replace(plan.certificate, aims=tuple(aims))))
    assert caught.value.part == part, fault


def test_a_plan_beyond_a_quota_or_without_an_aim_is_not_verified() -> None:
    problem = with_everything()
    plan = solve(problem)
    free = solve(problem.replaced(quotas=(), precedence=()))
    with pytest.raises(NotVerified):
        verify(problem, free)
    with pytest.raises(NotVerified) as caught:
        verify(problem, replace(plan, certificate=replace(plan.certificate, aims=plan.certificate.aims[:-1])))
    assert caught.value.part == "aims"
    tight = problem.replaced(quotas=(replace(problem.quotas[0], at_most=1), problem.quotas[1]))
    with pytest.raises(NotVerified):
        verify(tight, replace(plan, problem=tight))
