"""Servers for tests on a free port of this machine: a real CalDAV server, and one that answers as told."""

import base64
import datetime as dt
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
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
def answering(
    answer: Callable[[str, str, dict[str, str]], Answer], *, certificate: Path | None = None
) -> Iterator[str]:
    """A server whose answers `answer` gives: from method, path and headers to status, headers and content.

    By TLS where there is a certificate (a file with its key) for "localhost".
    """

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

    server = Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    with _running(server) as address:
        yield address.replace("http://127.0.0.1", "https://localhost") if certificate else address


def house_certificate(folder: Path) -> Path:
    """A certificate for "localhost" that no authority of the web knows, with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    text = made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *form)
    path = folder / "localhost.pem"
    path.write_bytes(text)
    return path


def credentials(headers: dict[str, str]) -> str:
    """ "user:password" of a request, or nothing."""
    return base64.b64decode(headers.get("Authorization", "").removeprefix("Basic ")).decode()
