"""One case of bench/large.py in a process of its own, so that its peak of memory is its own. Prints JSON.

usage: python bench/large_case.py {core,fast,scipy,lapx,ortools} MENTORS MENTEES [REPEAT]
       python bench/large_case.py {core,fast} SHAPE SIZE
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

WAY = sys.argv[1]
os.environ["AUGENHOEHE_ENGINE_FAST"] = "1" if WAY in ("fast", "scipy", "lapx", "ortools") else "0"

import numpy as np  # noqa: E402 - after the environment is set
from cohort import cohort  # noqa: E402

from augenhoehe.engine import Problem, ScoreMatrix, solve  # noqa: E402

BIG = 1 << 20


def megabytes(kind: str = "VmHWM") -> int:
    """Memory of this process: its peak since the last ``forget_peak``, or (VmRSS) now."""
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith(kind))
    return int(line.split()[1]) // 1024


def forget_peak() -> None:
    """Begin a new peak (Linux); without it the peak of all that was before counts too."""
    Path("/proc/self/clear_refs").write_text("5")


def timed(work: Callable[[], object], repeat: int) -> tuple[object, float, float]:
    """What it gives, best processor time (all threads) and best time on the clock, in seconds."""
    cpu, clock, out = [], [], None
    for _ in range(repeat):
        start, began = time.perf_counter(), time.process_time()
        out = work()
        cpu.append(time.process_time() - began)
        clock.append(time.perf_counter() - start)
    return out, min(cpu), min(clock)


def ours(source: Problem | ScoreMatrix, repeat: int) -> dict[str, object]:
    """Everything: encoding, scoring, solving, proof, reasons. The first of several calls warms up."""
    engine = "auto" if WAY == "core" else "columns"
    fresh = (
        (lambda: solve(source.replaced(), engine=engine))
        if isinstance(source, Problem)
        else (lambda: solve(source, engine="columns"))
    )
    before = megabytes("VmRSS")
    forget_peak()
    plan, cpu, clock = timed(fresh, repeat)
    return {
        "cpu": cpu,
        "clock": clock,
        "peak": megabytes(),
        "before": before,
        "count": len(plan.pairs),
        "floor": plan.floor,
        "total": plan.total,
        "certified": plan.certificate.certified,
    }


def weights(problem: Problem) -> np.ndarray:
    """All scores as a dense matrix, a tandem worth more than any difference; made by our own passes, not timed."""
    from augenhoehe.engine.columns.cohort import cohort as people

    scores = people(problem).open()
    out = np.zeros(scores.shape)
    for start in range(0, len(out), 500):
        block = scores.block(start, min(len(out), start + 500))
        out[start : start + 500] = np.where(block >= 0, block + float(BIG), 0.0)
    return out


def peer(problem: Problem) -> dict[str, object]:
    """A dense solver on a matrix that is already there: number and total, no floor, no proof."""
    table = weights(problem)
    if WAY == "scipy":
        from scipy.optimize import linear_sum_assignment

        work = lambda: linear_sum_assignment(table, maximize=True)  # noqa: E731
    elif WAY == "lapx":
        from lap import lapjv

        np.negative(table, out=table)
        work = lambda: (np.arange(len(table)), lapjv(table, extend_cost=True)[1])  # noqa: E731
    else:
        work = lambda: with_ortools(table)  # noqa: E731
    forget_peak()
    (rows, columns), cpu, clock = timed(work, 1)
    chosen = np.abs(table[rows, columns])
    good = chosen >= BIG
    return {
        "cpu": cpu,
        "clock": clock,
        "peak": megabytes(),
        "count": int(good.sum()),
        "total": int((chosen[good] - BIG).sum()),
    }


def with_ortools(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Google's cost scaling on all arcs (square problems)."""
    from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

    size = len(table)
    solver = SimpleLinearSumAssignment()
    columns = np.arange(size, dtype=np.int32)
    for row in range(size):
        solver.add_arcs_with_cost(np.full(size, row, dtype=np.int32), columns, -table[row].astype(np.int64))
    solver.solve()
    return np.arange(size), np.array([solver.right_mate(k) for k in range(size)])


def main() -> int:
    """Run the case."""
    sizes = [int(word) for word in sys.argv[2:] if word.isdigit()]
    if not sys.argv[2].isdigit():
        from engine import adversaries

        ids = tuple(f"{k:06d}" for k in range(sizes[0]))
        result = ours(ScoreMatrix(ids, ids, adversaries(sizes[0])[sys.argv[2]]), 1)
    else:
        problem = cohort(sizes[0], sizes[1])
        result = ours(problem, sizes[2] if len(sizes) > 2 else 1) if WAY in ("core", "fast") else peer(problem)
    result["whole"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
