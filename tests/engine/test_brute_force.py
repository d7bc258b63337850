"""Against the slow truth: every plan is tried, for up to seven people a side."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.engine import NobodyPossible, Policy, ScoreMatrix, solve, verify

from .people import best_by_hand, matrix

seeds = st.integers(0, 2**64)
"""Cases are drawn from a seed: hypothesis would take longer to draw them cell by cell than the engine to solve them."""


def small(seed: int) -> ScoreMatrix:
    """Few distinct scores make ties, many make none; forbidden cells, seats, locks and bans."""
    rng = random.Random(seed)
    rows, columns = rng.randint(1, 5), rng.randint(1, 6)
    largest, missing = rng.choice((1, 3, 100_000)), rng.choice((0, 0.2, 0.5))
    cells = [[None if rng.random() < missing else rng.randint(0, largest) for _ in range(columns)] for _ in range(rows)]
    seats = {f"a{k}": rng.randint(1, 3) for k in range(rows)} if rng.random() < 0.5 else 1
    open_cells = [(f"a{i}", f"b{j}") for i in range(rows) for j in range(columns) if cells[i][j] is not None]
    locks = {rng.choice(open_cells)} if open_cells and rng.random() < 0.5 else set()
    bans = {(f"a{rng.randrange(rows)}", f"b{rng.randrange(columns)}")} if rng.random() < 0.5 else set()
    return matrix(cells, capacity=seats, locks=locks, bans=bans - locks)


@settings(max_examples=300, deadline=None)
@given(seeds, st.sampled_from(["best", "none"]))
def test_count_floor_total_and_tie_break_are_the_best_there_are(seed: int, floor: str) -> None:
    bare, policy = small(seed), Policy(floor)  # type: ignore[arg-type]
    best, plans = best_by_hand(bare, policy)
    try:
        plan = solve(bare, policy)
    except NobodyPossible:
        assert best[0] == 0
        return
    assert (len(plan.pairs), plan.floor or 0, plan.total) == best
    # mentees by id, each with the first mentor by id that any best plan permits, none comes last
    chosen = min(plans, key=lambda one: [len(bare.mentors) if i is None else i for i in one])
    assert plan.links == {(bare.mentors[i], bare.mentees[j]) for j, i in enumerate(chosen) if i is not None}
    verify(bare, plan)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([2, 40, 100_000]), st.booleans())
def test_seven_by_seven(seed: int, largest: int, sparse: bool) -> None:
    rng = random.Random(seed)
    cells = [[None if sparse and rng.random() < 0.5 else rng.randint(0, largest) for _ in range(7)] for _ in range(7)]
    best = best_permutation(cells)
    try:
        plan = solve(matrix(cells))
    except NobodyPossible:
        assert best == (0, 0, 0)
        return
    assert (len(plan.pairs), plan.floor, plan.total) == best
    assert plan.certificate.certified


def best_permutation(cells: list[list[int | None]]) -> tuple[int, int, int]:
    """Count, floor and total by dynamic programming over sets of mentees, keeping all floors that occur."""
    reached: dict[int, set[tuple[int, int, int]]] = {0: {(0, 100_001, 0)}}
    for row in cells:
        following = {used: set(states) for used, states in reached.items()}
        for used, states in reached.items():
            for j, score in enumerate(row):
                if score is not None and not used >> j & 1:
                    target = following.setdefault(used | 1 << j, set())
                    target |= {(n + 1, min(low, score), total + score) for n, low, total in states}
        reached = {used: undominated(states) for used, states in following.items()}
    count, floor, total = max(state for states in reached.values() for state in states)
    return (count, floor if count else 0, total)


def undominated(states: set[tuple[int, int, int]]) -> set[tuple[int, int, int]]:
    """States that are not worse than another in floor and total (their count is the size of the set used)."""
    kept: set[tuple[int, int, int]] = set()
    best = -1
    for state in sorted(states, key=lambda s: (-s[0], -s[1], -s[2])):
        if state[2] > best:
            kept.add(state)
            best = state[2]
    return kept


def test_a_mentee_moved_for_another_may_move_back() -> None:
    """Once missed: b2 was moved aside for b1 and could not return to where it had stood."""
    cells = [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 1, 1, 1, 0], [0, 1, 1, 1, 0]]
    plan = solve(matrix(cells, capacity={"a2": 2}))
    assert plan.links == {("a0", "b0"), ("a2", "b1"), ("a2", "b2"), ("a3", "b3"), ("a1", "b4")}
