"""Published optima: OR-Library's assignment problems assign100 … assign800, beside scipy on the same costs.

usage: python bench/orlib.py (processor time, which on an idle machine is the time on the clock)

Reads ../shared/benchmarks/orlib where it exists (the instances are not part of this repository; their source is
J. E. Beasley, OR-Library, 1990). In a clone without them it makes instances of the same shape (costs 1…100), compares
with scipy's optimum instead of a published one, and says so. Exit status 1 if one optimum is missed or not certified.
"""

from __future__ import annotations

import gzip
import sys
import time
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from augenhoehe.engine import Policy, ScoreMatrix, solve, verify

SHARED = Path(__file__).resolve().parents[2] / "shared" / "benchmarks" / "orlib"
SIZES = range(100, 900, 100)


def published() -> dict[int, int]:
    """Size → optimum, from the library's own table."""
    out = {}
    for line in (SHARED / "assignopt.txt").read_text(encoding="ascii").splitlines():
        words = line.split()
        if len(words) == 2 and words[0].startswith("assign") and words[0][6:].isdigit():
            out[int(words[0][6:])] = int(words[1])
    return out


def instance(size: int) -> np.ndarray:
    """Costs of a published instance: n, then n × n whole numbers row by row."""
    with gzip.open(SHARED / f"assign{size}.txt.gz", "rt", encoding="ascii") as file:
        numbers = np.array(file.read().split(), dtype=np.int64)
    if numbers[0] != size or len(numbers) != size * size + 1:
        raise ValueError(f"assign{size} is not complete")
    return numbers[1:].reshape(size, size)


def one(size: int, costs: np.ndarray, optimum: int | None) -> bool:
    """Solve, verify and compare one instance; least cost is the best total of (highest cost − cost)."""
    ids = tuple(f"{k:04d}" for k in range(size))
    top = int(costs.max())
    bare = ScoreMatrix(ids, ids, top - costs)
    start = time.process_time()
    plan = solve(bare, Policy(floor="none"))
    ours = time.process_time() - start
    verify(bare, plan)
    start = time.process_time()
    rows, columns = linear_sum_assignment(costs)
    theirs = time.process_time() - start
    cost, by_scipy = size * top - plan.total, int(costs[rows, columns].sum())
    target = by_scipy if optimum is None else optimum
    good = cost == target == by_scipy and len(plan.pairs) == size and plan.certificate.certified
    print(
        f"assign{size}: cost {cost}, {'published' if optimum is not None else 'scipy'} {target} "
        f"(ratio {cost / target:.4f}), {ours * 1000:.0f} ms with proof : scipy {theirs * 1000:.0f} ms "
        f"(ratio {ours / theirs:.1f}), {'verified' if good else 'MISSED'}"
    )
    return good


def main() -> int:
    """All eight instances, whether or not one is missed."""
    optima: dict[int, int] = {}
    if SHARED.exists():
        optima = published()
    else:
        print("left out: OR-Library's instances and optima (no ../shared/benchmarks/orlib here); own ones instead")
    rng = np.random.default_rng(1990)
    missed = 0
    for size in SIZES:
        costs = instance(size) if optima else rng.integers(1, 101, (size, size))
        missed += not one(size, costs, optima.get(size))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
