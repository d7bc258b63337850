"""Published optima: OR-Library's assignment problems, beside scipy on the same costs.

usage: python bench/orlib.py (processor time, which on an idle machine is the time on the clock)

assign100 … assign800 are dense, assignp800 … assignp5000 sparse. Reads ../shared/benchmarks/orlib where it exists (the
instances are not part of this repository; their source is J. E. Beasley, OR-Library, 1990). In a clone without them it
makes instances of the same shape (costs 1…100), compares with scipy's optimum instead of a published one, and says so.
Exit status 1 if one optimum is missed or not certified.
"""

from __future__ import annotations

import gzip
import sys
import time
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from augenhoehe.engine import Policy, ScoreMatrix, solve, verify

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks" / "orlib"
DENSE = [f"assign{size}" for size in range(100, 900, 100)]
SPARSE = ["assignp800", "assignp1500", "assignp3000", "assignp5000"]


def published() -> dict[str, int]:
    """Name → optimum, from the library's own table."""
    out = {}
    for line in (SHARED / "assignopt.txt").read_text(encoding="ascii").splitlines():
        words = line.split()
        if len(words) == 2 and words[0].startswith("assign"):
            out[words[0]] = int(words[1])
    return out


def instance(name: str) -> np.ndarray:
    """Costs of a published instance, −1 where a pair is not possible.

    Dense: n, then n × n whole numbers row by row; sparse: n, then row, column and cost of each pair.
    """
    with gzip.open(SHARED / f"{name}.txt.gz", "rt", encoding="ascii") as file:
        numbers = np.array(file.read().split(), dtype=np.int64)
    size = int(numbers[0])
    if name in DENSE:
        return numbers[1:].reshape(size, size)
    row, column, cost = numbers[1:].reshape(-1, 3).T
    out = np.full((size, size), -1, dtype=np.int64)
    out[row - 1, column - 1] = cost
    return out


def invented(name: str, rng: np.random.Generator) -> np.ndarray:
    """An instance of the same shape."""
    size = int(name.removeprefix("assign").removeprefix("p"))
    costs = rng.integers(1, 101, (size, size))
    if name in SPARSE:
        costs[rng.random(costs.shape) > 0.15] = -1
        np.fill_diagonal(costs, 100)
    return costs


def by_scipy(costs: np.ndarray) -> int:
    """scipy's optimum: its dense solver, or its sparse one where pairs are missing."""
    if (costs >= 0).all():
        rows, columns = linear_sum_assignment(costs)
    else:
        i, j = np.nonzero(costs >= 0)
        rows, columns = min_weight_full_bipartite_matching(csr_array((costs[i, j] + 1.0, (i, j)), shape=costs.shape))
    return int(costs[rows, columns].sum())


def one(name: str, costs: np.ndarray, optimum: int | None) -> bool:
    """Solve, verify and compare one instance; least cost is the best total of (highest cost − cost)."""
    size = len(costs)
    ids = tuple(f"{k:04d}" for k in range(size))
    top = int(costs.max())
    bare = ScoreMatrix(ids, ids, np.where(costs >= 0, top - costs, -1))
    start = time.process_time()
    plan = solve(bare, Policy(floor="none"))
    ours = time.process_time() - start
    verify(bare, plan)
    start = time.process_time()
    least = by_scipy(costs)
    theirs = time.process_time() - start
    cost, target = size * top - plan.total, least if optimum is None else optimum
    good = cost == target == least and len(plan.pairs) == size and plan.certificate.certified
    print(
        f"{name}: cost {cost}, {'published' if optimum is not None else 'scipy'} {target} "
        f"(ratio {cost / target:.4f}), {ours * 1000:.0f} ms with proof : scipy {theirs * 1000:.0f} ms "
        f"(ratio {ours / theirs:.1f}), {'verified' if good else 'MISSED'}",
        flush=True,
    )
    return good


def main() -> int:
    """All twelve instances, whether or not one is missed."""
    optima: dict[str, int] = {}
    if SHARED.exists():
        optima = published()
    else:
        print("left out: OR-Library's instances and optima (no ../shared/benchmarks/orlib here); own ones instead")
    rng = np.random.default_rng(1990)
    missed = 0
    for name in DENSE + SPARSE:
        missed += not one(name, instance(name) if optima else invented(name, rng), optima.get(name))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
