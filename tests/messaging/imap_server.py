"""A real IMAP server for tests: pymap, in memory, on a free port of this machine, by STARTTLS."""

import imaplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER, PASSWORD = "augenhoehe@stadt.example", "p:ss wort"


@contextmanager
def imap_server(certificate: Path) -> Iterator[int]:
    """The port of one with an empty mailbox; `certificate` is a file for "localhost" with its key."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("pymap")
    where = ("--host", "127.0.0.1", "--port", str(port), "--cert", str(certificate), "--key", str(certificate))
    server = subprocess.Popen([command, *where, "dict", "--demo-user", USER, "--demo-password", PASSWORD])
    try:
        _wait(port)
        yield port
    finally:
        server.kill()
        server.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


@contextmanager
def mailbox(port: int) -> Iterator[imaplib.IMAP4]:
    """Somebody who looks into the mailbox with another program."""
    server = imaplib.IMAP4("localhost", port)
    server.starttls(ssl.create_default_context())
    server.login(USER, PASSWORD)
    server.select("INBOX")
    try:
        yield server
    finally:
        server.logout()
