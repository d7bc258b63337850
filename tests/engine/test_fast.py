"""The extras: the same answers on every path, and nobody waits for a compiler."""

import os
import subprocess
import sys


def test_every_path_gives_the_same_plans() -> None:
    """Core, flow and fast against the matrix, and the compiled loops pass by pass: see ``paths.py``."""
    env = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    command = [sys.executable, "-m", "tests.engine.paths"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
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
