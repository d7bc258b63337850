"""The supervisor's child: started again, each time a little later while it keeps falling."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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


SUPERVISE = """
import sys
from augenhoehe.common.supervisor import supervise
sys.exit(supervise({"first": [sys.executable, "-c", sys.argv[1]], "second": ["sleep", "60"]}, ready=lambda: False))
"""


def test_one_that_says_it_is_hopeless_ends_all() -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", SUPERVISE, f"print('no use'); raise SystemExit({supervisor.HOPELESS})"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (1, "no use\n", "")


def test_the_others_wait_until_the_first_is_ready(tmp_path: Path) -> None:
    mark = tmp_path / "second"
    code = f"""
import sys
from augenhoehe.common.supervisor import HOPELESS, supervise
asked = []
def ready():
    asked.append(1)
    return len(asked) > 3
first = [sys.executable, "-c", "import time; time.sleep(60)"]
second = [sys.executable, "-c", f"open({str(mark)!r}, 'w'); raise SystemExit({{HOPELESS}})"]
status = supervise({{"first": first, "second": second}}, ready=ready)
print(status, len(asked) > 3)
"""
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (outcome.stdout, outcome.stderr) == ("1 True\n", "")
    assert mark.exists()
