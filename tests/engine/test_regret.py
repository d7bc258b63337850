"""Why not these two: the loss of every pair from one search, and the people who would have to move."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import Move, NobodyPossible, Policy, ProblemError, solve
from augenhoehe.engine.kept.moves import chain

from .people import likely, matrix


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([1, 3, 40, 100_000]), st.sampled_from(["best", "none"]))
def test_the_loss_is_what_solving_with_the_lock_loses(seed: int, largest: int, floor: str) -> None:
    rng = random.Random(seed)
    rows, columns, share = rng.randint(1, 5), rng.randint(1, 5), rng.choice([0.5, 0.8, 1])
    cells = [[rng.randint(0, largest) if rng.random() < share else None for _ in range(columns)] for _ in range(rows)]
    capacity = {f"a{k}": rng.randint(1, 3) for k in range(rows)} if rng.random() < 0.5 else 1
    source = matrix(cells, capacity=capacity)
    try:
        plan = solve(source, Policy(floor))  # type: ignore[arg-type]
    except NobodyPossible:
        return
    by_mentor = {(one.mentor, one.mentee): one for name in source.mentors for one in plan.kept.regrets(mentor=name)}
    by_mentee = {(one.mentor, one.mentee): one for name in source.mentees for one in plan.kept.regrets(mentee=name)}
    assert by_mentor == by_mentee
    for pair, regret in by_mentor.items():
        again = solve(source.with_lock(*pair), plan.policy)
        if regret.sure:
            assert again.floor in (plan.floor, None)
        if regret.sure or again.floor in (plan.floor, None):
            assert (regret.count, regret.total) == (len(plan.pairs) - len(again.pairs), plan.total - again.total)
        if pair in plan.links:
            assert (regret.count, regret.total) == (0, 0)


def test_all_possible_partners_are_in_the_row() -> None:
    problem = likely(5, 30, 25)
    plan = solve(problem)
    told = []
    for person in problem.mentees[:5]:
        row = plan.kept.regrets(mentee=person.id)
        told += row
        possible = [one.id for one in problem.mentors if plan.explain(one.id, person.id).score is not None]
        assert [one.mentor for one in row] == possible
    assert sum(one.sure for one in told) > 0.5 * len(told) > 20


def test_one_person_is_asked_about() -> None:
    plan = solve(matrix([[5]]))
    for who in ({}, {"mentor": "a0", "mentee": "b0"}):
        with pytest.raises(ProblemError):
            plan.kept.regrets(**who)


def test_the_chain_is_told_from_the_pair_on() -> None:
    """b1 takes b0's place at a0, so b0 goes to a1, whose b2 goes to a2, where b1 has come from."""
    before = frozenset({("a0", "b0"), ("a1", "b2"), ("a2", "b1"), ("a3", "b3")})
    after = frozenset({("a0", "b1"), ("a1", "b0"), ("a2", "b2"), ("a4", "b3")})
    assert chain(before, after, ("a0", "b1")) == (
        Move("b1", "a2", "a0"),
        Move("b0", "a0", "a1"),
        Move("b2", "a1", "a2"),
    )


def test_the_chain_ends_where_somebody_is_left_and_where_a_place_is_taken() -> None:
    plan = solve(matrix([[90, 80, None], [85, 60, None], [None, 70, 75]]))
    assert plan.explain("a2", "b1").chain == (Move("b1", "a0", "a2"), Move("b2", "a2", None), Move("b0", "a1", "a0"))
    assert plan.explain("a0", "b1").chain == ()  # proposed already


@pytest.mark.parametrize("seed", range(4))
def test_the_chain_leads_from_one_plan_to_the_other(seed: int) -> None:
    """Nobody moves twice, each takes the place that was left, and where it is all one story it is the whole change."""
    plan = solve(likely(seed, 24, 20, seats=(1, 2)))
    looked_at = 0
    for person in plan.source().mentors[:8]:
        for found in plan.alternatives(mentor=person.id, limit=3):
            looked_at += 1
            moved = [move.mentee for move in found.chain]
            assert len(set(moved)) == len(moved)
            assert (found.chain[0].mentee, found.chain[0].after) == (found.mentee, person.id)
            assert {(m.before, m.mentee) for m in found.chain if m.before} <= set(found.effect.removed)
            assert {(m.after, m.mentee) for m in found.chain if m.after} <= set(found.effect.added)
            if len(found.chain) == len({name for role, name in found.effect.people if role == "mentee"}):
                assert {(m.after, m.mentee) for m in found.chain if m.after} == set(found.effect.added)
    assert looked_at > 10
