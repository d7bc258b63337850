"""The supervisor's child: started again, each time a little later while it keeps falling."""

import sys
import time
from collections.abc import Iterator

import pytest

from augenhoehe.common import supervisor
from augenhoehe.common.supervisor import Child


@pytest.fixture
def falling() -> Iterator[Child]:
    child = Child("falling", [sys.executable, "-c", "raise SystemExit(3)"])
    yield child
    if child.process:
        child.process.wait()


def fall(child: Child, now: float) -> None:
    """Let it start at `now` and end at once."""
    child.tend(now)
    assert child.process is not None
    child.process.wait(20)


def test_pauses_grow_up_to_a_limit(falling: Child, capfd: pytest.CaptureFixture[str]) -> None:
    now, pauses = 0.0, []
    for _ in range(8):
        fall(falling, now)
        falling.tend(now)
        assert falling.process is None
        pauses.append(falling.start_at - now)
        falling.tend(now + pauses[-1] - 0.01)
        assert falling.process is None, "started before its time"
        now += pauses[-1]
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]
    assert capfd.readouterr().err.splitlines()[0] == "falling ended (3); starting it again"


def test_one_that_ran_for_a_while_is_back_at_once(falling: Child) -> None:
    falling.pause = supervisor.LONGEST_PAUSE
    fall(falling, 0.0)
    falling.tend(supervisor.STEADY_AFTER)
    assert falling.start_at == supervisor.STEADY_AFTER + supervisor.FIRST_PAUSE


def test_what_a_dead_child_started_goes_with_it() -> None:
    code = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid, flush=True); sys.exit(1)"
    child = Child("parent", ["sh", "-c", f'exec {sys.executable} -c "{code}" > "$PIDFILE"'])
    import os
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        os.environ["PIDFILE"] = f"{folder}/pid"
        try:
            fall(child, 0.0)
        finally:
            del os.environ["PIDFILE"]
        grandchild = Path(f"/proc/{Path(folder, 'pid').read_text().strip()}")
        assert b"sleep" in (grandchild / "cmdline").read_bytes()
        child.tend(0.0)
        until = time.monotonic() + 10
        while grandchild.exists() and b"sleep" in (grandchild / "cmdline").read_bytes():
            assert time.monotonic() < until, "the grandchild lives on"
            time.sleep(0.02)
