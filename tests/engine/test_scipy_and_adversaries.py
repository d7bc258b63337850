"""Against scipy on larger matrices, and on the shapes that break heuristics."""

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from augenhoehe.engine import Policy, solve, verify

from .people import matrix


def shapes() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(7)
    sparse = rng.integers(0, 100_000, (60, 80))
    sparse[rng.random((60, 80)) < 0.9] = -1
    blocks = np.full((60, 60), -1)
    for k in range(0, 60, 10):
        blocks[k : k + 10, k : k + 10] = rng.integers(0, 100, (10, 10))
    hubs = np.full((50, 50), 1)
    hubs[:3] = rng.integers(99_000, 100_000, (3, 50))
    lopsided = np.full((40, 40), -1)
    lopsided[:, :7] = rng.integers(0, 9, (40, 7))
    lopsided[:5] = rng.integers(0, 9, (5, 40))
    return {
        "random": rng.integers(0, 100_000, (70, 70)),
        "wide": rng.integers(0, 100_000, (20, 150)),
        "tall": rng.integers(0, 100_000, (150, 20)),
        "sparse": sparse,
        "everyone agrees": rng.integers(0, 300, 60)[:, None] * rng.integers(0, 300, 60)[None, :],
        "all equal": np.full((60, 60), 5),
        "all nought": np.zeros((30, 40), dtype=int),
        "two values": np.where(rng.random((80, 80)) < 0.1, 100_000, 0),
        "blocks": blocks,
        "hubs": hubs,
        "short on both sides": lopsided,
        "one pair": np.array([[100_000]]),
        "a staircase": np.where(np.tri(60, dtype=bool), 10, -1),
    }


SHAPES = shapes()


def count_by_scipy(cells: np.ndarray) -> int:
    mate = maximum_bipartite_matching(csr_array((cells >= 0).astype(np.int8)), perm_type="row")
    return int((mate >= 0).sum())


def total_by_scipy(cells: np.ndarray) -> int:
    value = 10**8
    weight = np.where(cells >= 0, cells + value, 0)
    rows, columns = linear_sum_assignment(weight, maximize=True)
    return int(cells[rows, columns][cells[rows, columns] >= 0].sum())


@pytest.mark.parametrize("name", SHAPES)
def test_each_aim_is_scipys(name: str) -> None:
    cells = SHAPES[name]
    bare = matrix(cells)
    plan = solve(bare)
    count = count_by_scipy(cells)
    assert len(plan.pairs) == count
    assert plan.floor is not None
    assert count_by_scipy(np.where(cells >= plan.floor, cells, -1)) == count
    assert count_by_scipy(np.where(cells > plan.floor, cells, -1)) < count
    assert plan.total == total_by_scipy(np.where(cells >= plan.floor, cells, -1))
    verify(bare, plan)
    without = solve(bare, Policy("none"))
    assert without.total == total_by_scipy(cells)
    verify(bare, without)


@pytest.mark.parametrize("name", SHAPES)
def test_seats_are_copies_of_a_mentor(name: str) -> None:
    cells = SHAPES[name][:40, :90]
    bare = matrix(cells, capacity=3)
    plan = solve(bare)
    copies = np.repeat(cells, 3, axis=0)
    assert len(plan.pairs) == count_by_scipy(copies)
    assert plan.total == total_by_scipy(np.where(copies >= (plan.floor or 0), copies, -1))
    verify(bare, plan)


def test_who_pins_the_floor_is_told() -> None:
    cells = np.full((6, 6), 50)
    cells[2] = 3
    assert solve(matrix(cells)).pinned_by == (("mentor", "a2"),)
    cells = np.full((6, 6), 50)
    cells[:, 4] = 3
    plan = solve(matrix(cells))
    assert (plan.floor, plan.pinned_by) == (3, (("mentee", "b4"),))
