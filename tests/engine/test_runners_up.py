"""The next best plans are the next best there are, in their order, each only once."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import NobodyPossible, Plan, Policy, solve

from .people import every_plan, likely, matrix


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([1, 3, 40, 100_000]), st.sampled_from(["best", "none"]))
def test_against_every_plan_there_is(seed: int, largest: int, floor: str) -> None:
    rng = random.Random(seed)
    rows, columns, share = rng.randint(1, 5), rng.randint(1, 5), rng.choice([0.5, 0.8, 1])
    cells = [[rng.randint(0, largest) if rng.random() < share else None for _ in range(columns)] for _ in range(rows)]
    capacity = {f"a{k}": rng.randint(1, 3) for k in range(rows)} if rng.random() < 0.5 else 1
    source = matrix(cells, capacity=capacity)
    try:
        plan = solve(source, Policy(floor))  # type: ignore[arg-type]
    except NobodyPossible:
        return
    totals = {}
    for mentor_of in every_plan(source):
        pairs = {(i, j): cells[i][j] for j, i in enumerate(mentor_of) if i is not None}
        if len(pairs) == len(plan.pairs) and min(pairs.values()) >= (plan.floor or 0):  # type: ignore[type-var]
            totals[frozenset((f"a{i}", f"b{j}") for i, j in pairs)] = sum(pairs.values())  # type: ignore[arg-type]
    found = plan.runners_up(8)
    assert [plan.total + one.total for one in found] == sorted(totals.values(), reverse=True)[1:9]
    seen = {plan.links - set(one.removed) | set(one.added) for one in found}
    assert len(seen) == len(found)
    assert seen <= totals.keys() - {plan.links}


@pytest.mark.parametrize("seats", [(1,), (1, 2)])
def test_in_a_cohort_none_is_better_than_the_best_other_partner(seats: tuple[int, ...]) -> None:
    plan = solve(likely(3, 24, 22, seats=seats))
    found = plan.runners_up(6)
    assert [one.total for one in found] == sorted((one.total for one in found), reverse=True)
    assert all((one.count, len(one.added)) == (0, len(one.removed)) for one in found)
    best = max(
        one.effect.total
        for person in plan.source().mentees
        for one in plan.alternatives(mentee=person.id, limit=2)
        if one.effect.count == 0 and one.effect.worst == 0
    )
    assert found[0].total >= best


def test_locked_pairs_stay_and_a_single_plan_has_no_other() -> None:
    plan = solve(matrix([[9, 5], [5, 9]], locks={("a0", "b0")}))
    assert plan.runners_up() == ()
    assert solve(matrix([[9, 5], [5, 9]])).runners_up() == ()  # the other one has a weaker tandem
    assert [one.total for one in solve(matrix([[9, 5], [5, 5]])).runners_up()] == [-4]
    with pytest.raises(LookupError):
        Plan.from_dict(plan.to_dict()).runners_up()
