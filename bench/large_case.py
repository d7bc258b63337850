"""One case of bench/large.py in a process of its own, so that its peak of memory is its own. Prints JSON.

usage: python bench/large_case.py {core,fast,scipy,lapx,ortools,arcs} MENTORS MENTEES [REPEAT]
       python bench/large_case.py {same,verify} MENTORS MENTEES
       python bench/large_case.py {core,fast} SHAPE SIZE
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time

WAY = sys.argv[1]
os.environ["AUGENHOEHE_ENGINE_FAST"] = "1" if WAY != "core" else "0"

import numpy as np  # noqa: E402 - after the environment is set
from cohort import cohort  # noqa: E402
from measure import forget_peak, megabytes, timed  # noqa: E402

from augenhoehe.engine import Problem, ScoreMatrix, solve, verify  # noqa: E402

BIG = 1 << 20


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


def same(problem: Problem) -> dict[str, object]:
    """The matrix of all pairs and column generation, compiled and not: whether each gives the same tandems."""
    began = time.process_time()
    dense, plan = (solve(problem.replaced(), engine=engine) for engine in ("dense", "columns"))
    os.environ["AUGENHOEHE_ENGINE_FAST"] = "0"
    core = solve(problem.replaced(), engine="columns")
    return {
        "cpu": time.process_time() - began,
        "count": len(plan.pairs),
        "total": plan.total,
        "same": dense.pairs == plan.pairs == core.pairs and dense.floor == plan.floor == core.floor,
    }


def verified(problem: Problem) -> dict[str, object]:
    """What ``verify`` takes, after solving."""
    plan = solve(problem, engine="columns")
    shown, cpu, clock = timed(lambda: verify(problem, plan), 1)
    return {"cpu": cpu, "clock": clock, "peak": megabytes(), "count": shown.count, "total": shown.total}


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
    if WAY in ("ortools", "arcs"):
        return with_ortools(problem)
    table = weights(problem)
    if WAY == "scipy":
        from scipy.optimize import linear_sum_assignment

        work = lambda: linear_sum_assignment(table, maximize=True)  # noqa: E731
    else:
        from lap import lapjv

        np.negative(table, out=table)
        work = lambda: (np.arange(len(table)), lapjv(table, extend_cost=True)[1])  # noqa: E731
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


def with_ortools(problem: Problem) -> dict[str, object]:
    """Google's cost scaling on all pairs as arcs, or (``arcs``) on the possible ones where everybody can be matched.

    Its solver has the arcs in memory only, so their making is not timed. Square problems.
    """
    from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

    from augenhoehe.engine.columns.cohort import cohort as people

    scores = people(problem).open()
    size, solver = scores.shape[0], SimpleLinearSumAssignment()
    for start in range(0, size, 500):
        block = scores.block(start, min(size, start + 500))
        rows, columns = np.nonzero(block >= (0 if WAY == "arcs" else -1))
        weight = block[rows, columns].astype(np.int64)
        costs = np.where(weight >= 0, -weight - BIG, 0)
        solver.add_arcs_with_cost((rows + start).astype(np.int32), columns.astype(np.int32), costs)
    forget_peak()
    status, cpu, clock = timed(solver.solve, 1)
    if status != solver.OPTIMAL:
        raise ArithmeticError("not everybody can be matched")
    count = sum(solver.assignment_cost(row) < 0 for row in range(size))
    total = -solver.optimal_cost() - count * BIG
    return {"cpu": cpu, "clock": clock, "peak": megabytes(), "count": count, "total": total}


def main() -> int:
    """Run the case."""
    sizes = [int(word) for word in sys.argv[2:] if word.isdigit()]
    if not sys.argv[2].isdigit():
        from engine import adversaries

        ids = tuple(f"{k:06d}" for k in range(sizes[0]))
        result = ours(ScoreMatrix(ids, ids, adversaries(sizes[0])[sys.argv[2]]), 1)
    else:
        problem = cohort(sizes[0], sizes[1])
        other = {"same": same, "verify": verified}.get(WAY, peer)
        result = ours(problem, sizes[2] if len(sizes) > 2 else 1) if WAY in ("core", "fast") else other(problem)
    result["whole"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
