"""Our own graph searches against scipy's, and the solver taken by the short way."""

import subprocess
import sys

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment as public_solver
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, maximum_bipartite_matching

from augenhoehe.engine.assignment import load_solver
from augenhoehe.engine.bitsets import LazyRows, bit_rows, largest_matching, strong_components


def drawn(seed: int, square: bool = False) -> tuple[np.random.Generator, np.ndarray]:
    """A table that is nearly empty, nearly full or between; and what more is to be drawn with."""
    rng = np.random.default_rng(seed)
    rows, columns = rng.integers(1, 13, 2)
    return rng, rng.random((rows, rows if square else columns)) < rng.choice((0.1, 0.2, 0.5, 0.8))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**64))
def test_a_matching_is_valid_and_as_large_as_scipys(seed: int) -> None:
    rng, table = drawn(seed)
    rows, columns = table.shape
    seats = rng.integers(0, 5, rows).tolist()
    mate = largest_matching(bit_rows(table), seats, columns)
    taken_away = [row if rng.random() < 0.7 else -1 for row in mate]
    again = largest_matching(LazyRows(table), seats, columns, taken_away)
    assert sum(row >= 0 for row in again) == sum(row >= 0 for row in mate)
    assert all(row < 0 or table[row, column] for column, row in enumerate(mate))
    assert all(mate.count(row) <= seats[row] for row in range(rows))
    repeated = table[np.repeat(np.arange(rows), seats)]
    graph = csr_array(repeated.astype(np.int8))
    best = maximum_bipartite_matching(graph, perm_type="row") if len(repeated) else np.array([-1])
    assert sum(row >= 0 for row in mate) == np.count_nonzero(best >= 0)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**64))
def test_strong_components_are_scipys(seed: int) -> None:
    _, edges = drawn(seed, square=True)
    ours = strong_components(bit_rows(edges), bit_rows(np.ascontiguousarray(edges.T)))
    _, theirs = connected_components(csr_array(edges.astype(np.int8)), connection="strong")
    pairs = set(zip(ours, theirs.tolist(), strict=True))
    assert len(pairs) == len(set(ours)) == len(set(theirs.tolist()))


def test_long_chains_need_no_recursion() -> None:
    n = 3000
    edges = np.zeros((n, n), dtype=np.bool_)
    edges[np.arange(n), (np.arange(n) + 1) % n] = True
    assert set(strong_components(bit_rows(edges), bit_rows(np.ascontiguousarray(edges.T)))) == {0}
    staircase = edges | np.eye(n, dtype=np.bool_)
    assert sorted(largest_matching(bit_rows(staircase), [1] * n, n)) == list(range(n))


def test_the_solver_by_the_short_way_is_scipys() -> None:
    code = (
        "import sys\n"
        "from augenhoehe.engine.assignment import linear_sum_assignment as solve\n"
        "assert 'scipy.optimize' not in sys.modules\n"
        "import numpy as np\n"
        "costs = np.random.default_rng(5).integers(0, 50, (30, 40))\n"
        "short = solve(costs, maximize=True)\n"
        "from scipy.optimize import linear_sum_assignment\n"  # both in one process
        "both = zip(short, linear_sum_assignment(costs, maximize=True))\n"
        "print(all((a == b).all() for a, b in both))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
    assert load_solver() is public_solver  # already loaded here, so there is nothing to gain
