"""Quotas, precedence and policies against all plans there are."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from augenhoehe.engine import Conflict, Policy, Precedence, Quota, QuotasImpossible, ScoreMatrix, solve, verify
from augenhoehe.engine.quotas.groups import forest
from augenhoehe.engine.quotas.quota import by_aims

from ..people import matrix
from .by_hand import best_by_hand, first_of_the_best, worth_of

POLICIES = st.builds(Policy, st.sampled_from(["best", "steps", "none"]), st.sampled_from([1, 2, 8]), st.integers(1, 3))


@st.composite
def quotas(draw: st.DrawFn, sides: dict[str, list[str]]) -> tuple[Quota, ...]:
    """Up to three groups, some of which overlap."""
    out = []
    for k in range(draw(st.integers(0, 3))):
        side = draw(st.sampled_from(["mentor", "mentee"]))
        people = draw(st.frozensets(st.sampled_from(sides[side]), min_size=1))
        low = draw(st.integers(0, 2))
        high = draw(st.one_of(st.none(), st.integers(low, low + 2)))
        out.append(Quota(f"q{k}", side, people, low, high))  # type: ignore[arg-type]
    return tuple(out)


@st.composite
def small(draw: st.DrawFn) -> ScoreMatrix:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    cell = st.one_of(st.none(), st.integers(0, draw(st.sampled_from([1, 3, 100_000]))))
    cells = draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    sides = {"mentor": [f"a{k}" for k in range(rows)], "mentee": [f"b{k}" for k in range(columns)]}
    points = st.integers(0, 3)
    firsts = (
        Precedence("need", "mentee", {name: draw(points) for name in sides["mentee"]}),
        Precedence("waiting", "mentor", {name: draw(points) for name in sides["mentor"]}),
        Precedence("waiting", "mentee", {name: draw(points) for name in sides["mentee"]}),
    )
    open_cells = [(f"a{i}", f"b{j}") for i in range(rows) for j in range(columns) if cells[i][j] is not None]
    locks = {draw(st.sampled_from(open_cells))} if open_cells and draw(st.booleans()) else set()
    return matrix(
        cells,
        capacity={name: draw(st.integers(1, 2)) for name in sides["mentor"]},
        locks=locks,
        quotas=draw(quotas(sides)),
        precedence=firsts[: draw(st.integers(0, 3))],
    )


# a0 is taken by a lock, a2 kept out by the quota: a1 lacks a partner for another reason than a2.
KEPT_APART = ScoreMatrix(
    ("a0", "a1", "a2"),
    ("b0", "b1", "b2"),
    [[None, None, 0], [None, None, 0], [0, 0, None]],
    locks=frozenset({("a0", "b2")}),
    quotas=(Quota("q0", "mentor", frozenset({"a0", "a1", "a2"}), at_most=1),),
)


@settings(max_examples=150, deadline=None)
@given(small(), POLICIES)
@example(KEPT_APART, Policy())
def test_every_aim_is_the_best_there_is_and_proven(bare: ScoreMatrix, policy: Policy) -> None:
    best = best_by_hand(bare, policy)
    if all(cell is None for row in bare.cells for cell in row):
        return
    if best is None:
        with pytest.raises(QuotasImpossible) as caught:
            solve(bare, policy)
        assert is_smallest_conflict(bare, caught.value.conflict)
        return
    plan = solve(bare, policy)
    assert worth_of(bare, plan) == best
    assert plan.certificate.certified
    verify(bare, plan)
    if forest(bare.quotas) is not None and by_aims(bare, policy):
        assert plan.links == first_of_the_best(bare, policy)


def is_smallest_conflict(bare: ScoreMatrix, conflict: tuple[Conflict, ...]) -> bool:
    """The rules named cannot be kept together, and no fewer rules at all are in conflict."""
    rules: list[object] = [(quota.name, kind) for quota in bare.quotas for kind in ("at_least", "at_most")]
    rules += [("lock", lock) for lock in bare.locks]
    named = {("lock", (one.mentor, one.mentee)) if one.kind == "lock" else (one.name, one.kind) for one in conflict}
    if best_by_hand(keeping(bare, named.__contains__), Policy()) is not None:
        return False
    smaller = (chosen for chosen in subsets(rules) if len(chosen) < len(named))
    return all(best_by_hand(keeping(bare, chosen.__contains__), Policy()) is not None for chosen in smaller)


def subsets(rules: list[object]) -> list[list[object]]:
    return [[rule for k, rule in enumerate(rules) if mask >> k & 1] for mask in range(1 << len(rules))]


def keeping(bare: ScoreMatrix, wanted: Callable[[object], bool]) -> ScoreMatrix:
    """The matrix with only some of its quotas' bounds and locks."""
    left = [
        Quota(
            one.name,
            one.side,
            one.people,
            one.at_least if wanted((one.name, "at_least")) else 0,
            one.at_most if wanted((one.name, "at_most")) else None,
        )
        for one in bare.quotas
    ]
    return matrix(
        bare.cells,  # type: ignore[arg-type]
        capacity=bare.capacity,
        quotas=tuple(left),
        locks={lock for lock in bare.locks if wanted(("lock", lock))},
    )
