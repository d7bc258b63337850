"""The engine beside scipy's linear_sum_assignment on the same scores, and beside its own limits.

usage: python bench/engine.py [--sizes 200x240,500x600,1000x1200] [--repeat 9]

Ours is everything: encoding people, rules, scoring, number, floor, total, prices, tie-break, causes, checked
certificate. scipy's is the total alone, over a matrix that is already there. Exit status 1 if a limit is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from cohort import cohort
from scipy.optimize import linear_sum_assignment

from augenhoehe.engine import Plan, Problem, ScoreMatrix, solve, verify
from augenhoehe.engine.instance import build

WHOLE_MS, AGAIN_MS = 100.0, 150.0
LIMITED = (500, 600)


@dataclass(frozen=True)
class Time:
    """Best of several calls in milliseconds: processor time and time on the clock.

    Everything here runs on one core, so on an idle machine the two are the same; where other programs compete, the
    clock also counts their turns. Ratios and limits go by processor time.
    """

    cpu: float
    clock: float


def timed(work: Callable[[], object], repeat: int) -> Time:
    """The first call warms up and does not count."""
    work()
    cpu, clock = [], []
    for _ in range(repeat):
        start, began = time.perf_counter(), time.process_time()
        work()
        cpu.append((time.process_time() - began) * 1000)
        clock.append((time.perf_counter() - start) * 1000)
    return Time(min(cpu), min(clock))


def scipy_alone(cells: np.ndarray) -> np.ndarray:
    """scipy on the same possible pairs: as many as possible, then the best total; no floor, no proof."""
    weight = np.where(cells >= 0, cells + 10.0**9, 0.0)
    return linear_sum_assignment(weight, maximize=True)


def effect(problem: Problem, plan: Plan) -> Callable[[], object]:
    """Previewing a swap on the desk: the loss if the first mentor took another possible partner."""
    instance = build(problem)
    i = instance.mentors.index(plan.pairs[0].mentor)
    others = [name for k, name in enumerate(instance.mentees) if instance.scores[i, k] >= 0]
    other = next(name for name in others if name != plan.pairs[0].mentee)
    return lambda: plan.explain(plan.pairs[0].mentor, other)


def people(mentors: int, mentees: int, repeat: int) -> bool:
    """One size, all figures; whether the limits hold where they are set."""
    problem = cohort(mentors, mentees)
    plan = solve(problem)
    cells = build(problem).scores
    whole = timed(lambda: solve(problem.replaced()), repeat)
    scored = timed(lambda: build(problem.replaced()), repeat)
    again = timed(effect(problem, plan), repeat)
    theirs = timed(lambda: scipy_alone(cells), repeat)
    checked = timed(lambda: verify(problem, plan), 1)
    tracemalloc.start()
    solve(problem.replaced())
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(
        f"{mentors}x{mentees} ({(cells >= 0).mean():.0%} possible): whole {whole.cpu:.0f} ms (clock {whole.clock:.0f}; "
        f"scoring {scored.cpu:.0f}) : scipy's total alone {theirs.cpu:.1f} ms, ratio {whole.cpu / theirs.cpu:.1f}; "
        f"effect of a swap {again.cpu:.0f} ms; verify {checked.cpu:.0f} ms; peak {memory:.0f} MB; "
        f"{len(plan.pairs)} pairs, floor {plan.floor}, certified {plan.certificate.certified}"
    )
    if (mentors, mentees) != LIMITED:
        return plan.certificate.certified
    print(
        f"  share of the limits: whole {whole.cpu / WHOLE_MS:.2f} of {WHOLE_MS:.0f} ms, "
        f"effect of a swap {again.cpu / AGAIN_MS:.2f} of {AGAIN_MS:.0f} ms"
    )
    return plan.certificate.certified and whole.cpu <= WHOLE_MS and again.cpu <= AGAIN_MS


def adversaries(size: int) -> dict[str, np.ndarray]:
    """Shapes that break heuristics."""
    rng = np.random.default_rng(7)
    blocks = np.full((size, size), -1)
    for k in range(0, size, 50):
        part = blocks[k : k + 50, k : k + 50]
        part[:] = rng.integers(0, 100_001, part.shape)
    hubs = np.full((size, size), 1000)
    hubs[:5] = rng.integers(90_000, 100_001, (5, size))
    return {
        "everyone agrees": rng.integers(0, 317, size)[:, None] * rng.integers(0, 317, size)[None, :],
        "all equal": np.full((size, size), 5),
        "two values": np.where(rng.random((size, size)) < 0.02, 100_000, 0),
        "blocks": blocks,
        "hubs": hubs,
    }


def matrices(size: int, repeat: int) -> bool:
    """Bare matrices of awkward shape."""
    fine = True
    for name, cells in adversaries(size).items():
        ids = tuple(f"{k:05d}" for k in range(size))
        plan = solve(ScoreMatrix(ids, ids, cells))
        whole = timed(lambda c=cells, i=ids: solve(ScoreMatrix(i, i, c)), repeat)
        theirs = timed(lambda c=cells: scipy_alone(c), repeat)
        verify(ScoreMatrix(ids, ids, cells), plan)
        fine = fine and plan.certificate.certified
        print(
            f"{size}x{size} {name}: whole {whole.cpu:.0f} ms : scipy's total alone {theirs.cpu:.1f} ms, "
            f"ratio {whole.cpu / theirs.cpu:.1f}, verified"
        )
    return fine


def main() -> int:
    """Run all sizes and shapes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="200x240,500x600,1000x1200")
    parser.add_argument("--repeat", type=int, default=9)
    options = parser.parse_args()
    sizes = [tuple(int(part) for part in size.split("x")) for size in options.sizes.split(",")]
    results = [people(mentors, mentees, options.repeat) for mentors, mentees in sizes]
    results.append(matrices(500, max(options.repeat // 3, 1)))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
