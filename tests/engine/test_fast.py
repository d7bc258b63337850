"""The loops that are compiled where numba is there, run here as the Python they are written in: compiling takes longer
than all other tests of the engine. That the compiled ones give the same is what ``bench/large.py`` compares."""

import os
import subprocess
import sys

ALIKE = """
import warnings
warnings.simplefilter("ignore")  # numpy's own words on whole numbers of 32 bits
from augenhoehe.engine import Policy, solve, verify
from augenhoehe.engine.columns import ways
from augenhoehe.engine.columns.cohort import cohort
from tests.engine.people import likely, matrix
from tests.engine.test_scipy_and_adversaries import SHAPES

def alike(source, policy=Policy()):
    dense, plan = (solve(source, policy, engine=engine) for engine in ("dense", "columns"))
    assert (plan.pairs, plan.floor, plan.pinned_by) == (dense.pairs, dense.floor, dense.pinned_by)
    verify(source, plan)

people = likely(3, 14, 16, (1, 1, 2))
assert type(ways.passes(cohort(people).open())).__name__ == "Compiled"
for seed in range(3):
    alike(likely(seed, 14, 16, (1, 1, 2)))
    alike(likely(seed, 12, 12), Policy("none"))
first, second = sorted(solve(people).links)[:2]
alike(people.with_lock(*first).with_ban(*second))
for name in ("everyone agrees", "two values", "blocks", "short on both sides", "a staircase"):
    alike(matrix(SHAPES[name][:24, :24]))
    alike(matrix(SHAPES[name][:9, :24], capacity=2))
print("alike")
"""


def test_the_compiled_ways_loops_give_the_same_plans() -> None:
    env = {**os.environ, "NUMBA_DISABLE_JIT": "1", "AUGENHOEHE_ENGINE_FAST": "1"}
    done = subprocess.run([sys.executable, "-c", ALIKE], capture_output=True, text=True, check=False, env=env)
    assert (done.stderr[-2000:], done.stdout) == ("", "alike\n")


FLOW = """
from augenhoehe.engine import solve, verify
from augenhoehe.engine.columns import flow
from tests.engine.people import likely, matrix
from tests.engine.test_scipy_and_adversaries import SHAPES

flow.MANY = 0
problems = [likely(seed, 40, 45, (1, 1, 2)) for seed in range(3)] + [matrix(cells) for cells in SHAPES.values()]
for source in problems:
    dense, plan = (solve(source, engine=engine) for engine in ("dense", "columns"))
    assert (plan.pairs, plan.floor) == (dense.pairs, dense.floor)
    verify(source, plan)
print("alike")
"""


def test_ortools_gives_the_same_plans() -> None:
    """In a process of its own, as its libraries do not get on with all others."""
    env = {**os.environ, "AUGENHOEHE_ENGINE_FAST": "0"}
    done = subprocess.run([sys.executable, "-c", FLOW], capture_output=True, text=True, check=False, env=env)
    assert (done.stderr[-2000:], done.stdout) == ("", "alike\n")


def test_nobody_waits_for_a_compiler(monkeypatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Only where the loops were compiled before, or where the cohort is so large that it pays, are they used."""
    from augenhoehe.engine.columns import ready
    from augenhoehe.engine.columns.scores import CellScores

    class Large(CellScores):
        shape = (20_000, 20_000)

    small, large = CellScores(None), Large(None)  # type: ignore[arg-type]
    monkeypatch.setattr(CellScores, "shape", (500, 600))
    monkeypatch.delenv("AUGENHOEHE_ENGINE_FAST", raising=False)
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert not ready.compiled(small)
    assert ready.compiled(large)
    ready.mark().touch()
    assert ready.compiled(small)
    monkeypatch.setenv("AUGENHOEHE_ENGINE_FAST", "0")
    assert not ready.compiled(large)
