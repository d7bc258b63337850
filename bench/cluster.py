"""The passes over all pairs on other processes: a pool of two, and a Dask cluster of a scheduler and two workers.

usage: python bench/cluster.py [--size 3000]

All are processes of this machine, so this shows that it works and what it costs, not how much quicker it is: they share
its cores. Number, floor, total and pairs must be those of this process alone. Exit status 1
otherwise. Dask is left out, and said, where ``distributed`` is not installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from cohort import cohort

from augenhoehe.engine import Plan, Problem, solve, verify


@contextmanager
def pool() -> Iterator[Executor]:
    """Two fresh processes."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        yield executor


@contextmanager
def dask() -> Iterator[Executor]:
    """A scheduler and two workers as processes of their own, and a client's executor."""
    from distributed import Client

    run = [sys.executable, "-m", "distributed.cli"]
    env = {**os.environ, "DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "scheduler.json"
        common = ["--scheduler-file", str(told)]
        commands = [
            [
                *run[:2],
                "distributed.cli.dask_scheduler",
                *common,
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--no-dashboard",
            ],
            *[
                [*run[:2], "distributed.cli.dask_worker", *common, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
                for _ in range(2)
            ],
        ]
        started = [
            subprocess.Popen(command, env=env, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for command in commands
        ]
        try:
            while not told.exists() or not told.read_text():
                time.sleep(0.1)
            with Client(scheduler_file=str(told)) as client:
                client.wait_for_workers(2)
                yield client.get_executor()
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait()


def shown(name: str, problem: Problem, executor: Executor, alone: Plan) -> bool:
    """Solve there, compare, verify."""
    start = time.perf_counter()
    plan = solve(problem.replaced(), engine="columns", executor=executor)
    took = time.perf_counter() - start
    verify(problem, plan)
    same = (plan.pairs, plan.floor, plan.total) == (alone.pairs, alone.floor, alone.total)
    print(
        f"{name}: {took:.1f} s on the clock, {len(plan.pairs)} pairs, floor {plan.floor}, total {plan.total}, "
        f"verified; {'the same plan' if same else 'ANOTHER PLAN'}",
        flush=True,
    )
    return same


def main() -> int:
    """This process alone, then both others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=3000)
    options = parser.parse_args()
    problem = cohort(options.size, options.size)
    start = time.perf_counter()
    alone = solve(problem, engine="columns")
    print(f"this process: {time.perf_counter() - start:.1f} s on the clock, total {alone.total}")
    with pool() as executor:
        fine = shown("a pool of two processes", problem, executor, alone)
    if find_spec("distributed") is None:
        print("left out: Dask (distributed is not installed)")
        return 0 if fine else 1
    with dask() as executor:
        fine &= shown("a Dask cluster of two workers", problem, executor, alone)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
