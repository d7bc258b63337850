"""`augenhoehe health`: the exit status is what a container or a monitor acts upon."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from augenhoehe.cli import main
from tests.messaging.post import free_port


@contextmanager
def answering(status: int, body: str) -> Iterator[tuple[int, list[str]]]:
    """A server that says so; gives its port and the names it was asked by."""
    names: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            names.append(f"{self.headers['Host']}{self.path}")
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port, names
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "exit_status"),
    [
        (200, json.dumps({"status": "ok", "database": True, "worker_seconds": 3}), 0),
        (200, json.dumps({"status": "degraded", "database": True, "worker_seconds": None}), 1),
        (503, json.dumps({"status": "degraded", "database": False, "worker_seconds": None}), 1),
        (400, "<html>We could not read this</html>", 1),
    ],
)
def test_what_the_server_says(status: int, body: str, exit_status: int, capsys: pytest.CaptureFixture[str]) -> None:
    with answering(status, body) as (port, _names):
        assert main(["health", "--port", str(port)]) == exit_status
    assert capsys.readouterr().out == f"{body}\n"


def test_nobody_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health", "--port", str(free_port())]) == 1
    assert capsys.readouterr().err == "no answer: ConnectionRefusedError\n"


def test_it_asks_by_the_name_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(200, "{}") as (port, names):
        monkeypatch.delenv("BASE_URL", raising=False)
        main(["health", "--port", str(port)])
        monkeypatch.setenv("BASE_URL", "https://augenhoehe.stadt.example")
        main(["health", "--port", str(port)])
    assert names == [f"127.0.0.1:{port}/health/", "augenhoehe.stadt.example/health/"]
