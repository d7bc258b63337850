"""`augenhoehe serve` keeps web and worker alive, leaves nothing behind, and says clearly why it cannot start."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from augenhoehe.cli import prepare
from augenhoehe.cli.health import local_address
from augenhoehe.cli.serve import why_not
from augenhoehe.common.supervisor import HOPELESS
from tests.messaging.post import free_port

from .processes import AUGENHOEHE, belonging_to, health, processes, started, wait_for


def is_well(port: int) -> bool:
    return health(port).get("status") == "ok"


def all_run(environment: dict[str, str], port: int) -> bool:
    """The supervisor, the web server with its two processes, and the worker; the pages answer."""
    return len(belonging_to(environment)) == 5 and is_well(port)


def test_it_serves_restarts_what_dies_and_stops_when_asked(environment: dict[str, str], tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    with started("serve", "--port", str(port), environment=environment, log=log) as serve:
        wait_for(lambda: all_run(environment, port), "web and worker run")
        wait_for(lambda: f"http://127.0.0.1:{port}/" in log.read_text(), "the address is printed")
        for part in ("cli.web", "augenhoehe worker"):
            (killed, *_) = processes(environment, part)
            os.kill(killed, signal.SIGKILL)
            wait_for(lambda part=part, killed=killed: set(processes(environment, part)) - {killed}, f"{part} is back")
            wait_for(lambda killed=killed: killed not in belonging_to(environment), "the dead one is gone")
            wait_for(lambda: all_run(environment, port), f"all is well again after {part}")
        serve.send_signal(signal.SIGTERM)
        assert serve.wait(30) == 0
        assert belonging_to(environment) == {}


def test_a_web_process_that_dies_is_replaced(environment: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    with started("serve", "--port", str(port), environment=environment, log=tmp_path / "log"):
        wait_for(lambda: all_run(environment, port), "web and worker run")
        server, *children = wait_for(
            lambda: len(found := processes(environment, "cli.web")) == 3 and found, "two web processes"
        )
        os.kill(children[0], signal.SIGKILL)
        wait_for(lambda: set(processes(environment, "cli.web")) - {server, *children}, "a new web process")
        assert is_well(port)
        assert server in processes(environment, "cli.web")


@pytest.mark.parametrize("victims", ["the supervisor", "the supervisor and the web server"])
def test_no_orphan_outlives_a_kill(environment: dict[str, str], tmp_path: Path, victims: str) -> None:
    port = free_port()
    with started("serve", "--port", str(port), environment=environment, log=tmp_path / "log") as serve:
        wait_for(lambda: all_run(environment, port), "web and worker run")
        doomed = [serve.pid]
        if "web server" in victims:
            doomed.insert(0, processes(environment, "cli.web")[0])
        for pid in doomed:
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not belonging_to(environment), "nothing is left", seconds=25)
    # The port is free at once.
    assert why_not("127.0.0.1", port) == ""


def test_a_second_start_is_quick_and_a_port_in_use_is_refused_in_one_line(
    environment: dict[str, str], tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "log"
    with started("serve", "--port", str(port), environment=environment, log=log):
        wait_for(lambda: is_well(port), "it has run once")
    log.write_text("")
    begin = time.monotonic()
    with started("serve", "--port", str(port), environment=environment, log=log):
        wait_for(lambda: health(port), "the first page")
        assert time.monotonic() - begin < 20  # with room for a busy machine
        assert "Preparing" not in log.read_text()
        assert "Collecting" not in log.read_text()
        again = subprocess.run(
            [*AUGENHOEHE, "serve", "--port", str(port)], env=environment, capture_output=True, text=True, timeout=30
        )
        assert (again.returncode, again.stdout) == (1, "")
        assert again.stderr == (
            f"Port {port} on 127.0.0.1 is in use or not available; choose another, e.g. --port {port + 1}.\n"
        )
        assert is_well(port)


def test_what_it_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "in use" in why_not("127.0.0.1", taken.getsockname()[1])
    assert why_not("127.0.0.1", free_port()) == ""
    assert why_not("no-such-host.invalid", 8000) == "no-such-host.invalid is no address of this machine."
    assert why_not("203.0.113.7", free_port()).startswith("Port ")


@pytest.mark.parametrize("option", [["--port", "0"], ["--port", "65536"], ["--port", "eight"], ["--workers", "0"]])
def test_nonsense_is_a_usage_error(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from augenhoehe.cli import main

    with pytest.raises(SystemExit) as stopped:
        main(["serve", *option])
    assert stopped.value.code == 2
    assert option[0] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_address_that_is_printed_can_be_opened(host: str, address: str) -> None:
    assert local_address(host, 8000) == address


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set (docs/operations/settings.md says how to make one)"),
        ({"NOTEBOOK_KEY": ""}, "NOTEBOOK_KEY is not set (docs/operations/settings.md says how to make one)"),
        ({"NOTEBOOK_KEY": "short"}, "NOTEBOOK_KEY has to be 64 hexadecimal digits: openssl rand -hex 32"),
        (
            {"DATABASE_URL": "", "DATA_DIR": "/proc/nowhere"},
            "The database cannot be reached: unable to open database file",
        ),
    ],
)
def test_what_is_missing_is_said_in_one_line(environment: dict[str, str], changes: dict[str, str], line: str) -> None:
    outcome = subprocess.run(
        [*AUGENHOEHE, "serve", "--port", str(free_port())],
        env={**environment, **changes},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (1, "", f"{line}\n")


def test_a_key_that_opens_less_than_is_stored_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever wrote on would write under a wrong key."""
    monkeypatch.setattr(prepare, "_is_anything_missing", lambda: False)
    monkeypatch.setattr(prepare, "_lost_texts", lambda: 3)
    with pytest.raises(SystemExit, match=str(HOPELESS)):
        prepare.make_ready()
    assert capsys.readouterr().err == f"{prepare.NO_KEY % 3}\n"
    monkeypatch.setattr(prepare, "_lost_texts", lambda: 0)
    prepare.make_ready()
