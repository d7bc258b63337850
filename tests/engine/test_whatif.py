"""Explaining, forcing, forbidding, withdrawing, comparing."""

import pytest

from augenhoehe.engine import Comparison, LockImpossible, Plan, Problem, ProblemError, solve, verify

from .people import likely, matrix, mentee, mentor

CELLS = [[90, 20, None], [80, 70, 10], [85, 60, None], [None, 65, None]]


def test_the_effect_of_forcing_a_pair() -> None:
    plan = solve(matrix(CELLS))
    told = plan.explain("a2", "b0")
    assert (told.in_plan, told.score, told.blocked_by, told.reasons) == (False, 85, (), ())
    assert told.effect == Comparison(
        count=0,
        worst=0,
        total=-5,
        removed=(("a0", "b0"),),
        added=(("a2", "b0"),),
        people=(("mentee", "b0"), ("mentor", "a0"), ("mentor", "a2")),
    )
    lost = plan.explain("a1", "b0").effect
    assert lost is not None
    assert (lost.count, lost.total) == (-1, -20)  # nobody is left for b2


def test_pairs_in_the_plan_and_impossible_pairs_have_no_effect() -> None:
    plan = solve(matrix(CELLS))
    assert (plan.explain("a0", "b0").in_plan, plan.explain("a0", "b0").effect) == (True, None)
    told = plan.explain("a0", "b2")
    assert (told.score, told.blocked_by, told.effect) == (None, ("ban",), None)


def test_the_effect_is_the_difference_to_the_plan_with_the_lock() -> None:
    problem = likely(1, 20, 20)
    plan = solve(problem)
    looked_at = 0
    for one in problem.mentors[:6]:
        for other in problem.mentees[:6]:
            told = plan.explain(one.id, other.id)
            if told.effect is not None:
                looked_at += 1
                again = plan.with_lock(one.id, other.id)
                verify(again.source(), again)
                assert (one.id, other.id) in again.links
                assert told.effect == plan.compare(again)
                assert (told.effect.count, told.effect.worst or 0, told.effect.total) <= (0, 0, 0)
    assert looked_at > 5


def test_forcing_somebody_who_is_locked_elsewhere_gives_that_lock_up() -> None:
    plan = solve(matrix([[9, 5], [5, 9]], locks={("a0", "b0")}))
    told = plan.explain("a0", "b1")
    assert told.effect is not None
    assert (told.effect.total, told.effect.added) == (-8, (("a0", "b1"), ("a1", "b0")))
    with pytest.raises(ProblemError) as caught:
        plan.with_lock("a0", "b1")
    assert caught.value.code == "lock_capacity"


def test_a_locked_pair_that_breaks_rules_is_refused_by_name() -> None:
    problem = Problem((mentor(), mentor("n", department=("B", "B1"), slots=frozenset({19}))), (mentee(),))
    with pytest.raises(LockImpossible) as caught:
        solve(problem).with_lock("n", "e")
    assert (caught.value.mentor, caught.value.mentee, caught.value.rules) == ("n", "e", ("department", "slot"))


def test_a_ban_and_a_withdrawal() -> None:
    plan = solve(matrix(CELLS))
    banned = plan.with_ban("a0", "b0")
    assert ("a0", "b0") not in banned.links
    assert plan.compare(banned).total == -5
    gone = plan.without(mentor="a1")
    assert (len(gone.pairs), gone.why_left_over("a1")) == (2, None)
    fewer = plan.without(mentee="b2")
    assert fewer.total == 90 + 70
    for one in (banned, gone, fewer):
        verify(one.source(), one)


def test_a_lock_lifts_a_ban_and_the_other_way_round() -> None:
    plan = solve(matrix(CELLS)).with_ban("a2", "b0").with_lock("a2", "b0")
    assert ("a2", "b0") in plan.links
    assert ("a2", "b0") not in plan.with_ban("a2", "b0").links


def test_without_keeps_the_others_locks() -> None:
    problem = likely(2, 12, 12)
    first, second = solve(problem).pairs[:2]
    locked = problem.with_lock(first.mentor, first.mentee).with_lock(second.mentor, second.mentee)
    rest = solve(locked).without(mentor=first.mentor)
    assert rest.source().locks == {(second.mentor, second.mentee)}
    assert [pair.mentee for pair in rest.pairs if pair.locked] == [second.mentee]


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_alternatives_come_with_their_exact_loss(role: str) -> None:
    problem = likely(3, 25, 25)
    plan = solve(problem)
    pair = plan.pairs[3]
    who = {role: getattr(pair, role)}
    found = plan.alternatives(**who, limit=4)
    assert 2 <= len(found) <= 4
    losses = [(one.effect.count, one.effect.worst or 0, one.effect.total) for one in found]
    assert losses == sorted(losses, reverse=True)
    for one in found:
        assert getattr(one, role) == who[role]
        assert (one.mentor, one.mentee) not in plan.links
        assert one.effect == plan.explain(one.mentor, one.mentee).effect


def test_the_best_alternative_is_the_best_of_all() -> None:
    problem = likely(4, 15, 15)
    plan = solve(problem)
    name = plan.pairs[0].mentee
    effects = [plan.explain(one.id, name).effect for one in problem.mentors]
    best = max((e.count, e.worst or 0, e.total) for e in effects if e is not None)
    first = plan.alternatives(mentee=name, limit=15)[0]
    assert (first.effect.count, first.effect.worst or 0, first.effect.total) == best


def test_questions_about_strangers_are_refused() -> None:
    plan = solve(matrix(CELLS))
    for ask in (
        lambda: plan.explain("a9", "b0"),
        lambda: plan.alternatives(mentor="a9"),
        lambda: plan.with_lock("a0", "b9"),
    ):
        with pytest.raises(ProblemError) as caught:
            ask()
        assert caught.value.code == "unknown_id"
    with pytest.raises(ProblemError):
        plan.alternatives()


def test_a_plan_without_its_problem_says_so() -> None:
    plan = Plan.from_dict(solve(matrix(CELLS)).to_dict())
    with pytest.raises(LookupError):
        plan.explain("a0", "b0")
