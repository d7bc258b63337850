"""Servers for tests on a free port of this machine: a real CalDAV server, and one that answers as told."""

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from radicale import config as radicale_config
from radicale.app import Application

Answer = tuple[int, dict[str, str], bytes]


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _Quick(WSGIServer):
    def server_bind(self) -> None:
        # The name of the machine is nobody's business, and looking it up takes its time.
        self.server_name, self.server_port = "localhost", 0
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_port = self.server_address[1]
        self.setup_environ()


@contextmanager
def _running(server: ThreadingHTTPServer | WSGIServer) -> Iterator[str]:
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def radicale(folder: Path, *, user: str, password: str) -> Iterator[str]:
    """Radicale with one account; its address."""
    (folder / "users").write_text(f"{user}:{password}\n")
    settings = radicale_config.load()
    settings.update(
        {
            "auth": {"type": "htpasswd", "htpasswd_filename": str(folder / "users"), "htpasswd_encryption": "plain",
                     "delay": "0"},
            "storage": {"filesystem_folder": str(folder / "collections")},
            "logging": {"level": "critical"},
        },
        "tests",
    )  # fmt: skip
    with _running(make_server("127.0.0.1", 0, Application(settings), _Quick, _Silent)) as address:
        yield address


@contextmanager
def answering(answer: Callable[[str, str, dict[str, str]], Answer]) -> Iterator[str]:
    """A server whose answers `answer` gives: from method, path and headers to status, headers and content."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, content = answer(self.command, self.path, dict(self.headers))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PROPFIND = do_REPORT = _any  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Whoever asks hangs up early on purpose."""

    with _running(Server(("127.0.0.1", 0), Handler)) as address:
        yield address


def credentials(headers: dict[str, str]) -> str:
    """ "user:password" of a request, or nothing."""
    return base64.b64decode(headers.get("Authorization", "").removeprefix("Basic ")).decode()
