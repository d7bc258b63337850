"""`augenhoehe serve` and `augenhoehe worker` as real processes, with a database of their own."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

AUGENHOEHE = [sys.executable, "-m", "augenhoehe"]


def wait_for(condition: Callable[[], Any], what: str, seconds: float = 60.0) -> Any:
    """The condition's first true value; fails with `what` after so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"after {seconds:.0f} s still not: {what}")


@contextmanager
def surroundings(folder: Path) -> Iterator[dict[str, str]]:
    """Environment with an empty database: a file in the folder or, where the tests run on PostgreSQL, one there."""
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "SECRET_KEY": "for-the-tests-only-" + "0123456789" * 5,
        "HTTPS": "False",
        "DEMO": "",
    }
    # Those of the tests are not those of the product.
    for name in ("BASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield environment
        return
    name = f"serve_{uuid4().hex}"
    with psycopg.connect(**_address(server), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {**environment, "DATABASE_URL": f"{server.rpartition('/')[0]}/{name}"}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _address(url: str) -> dict[str, Any]:
    import environ

    found = environ.Env.db_url_config(url)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {ours: found[theirs] for theirs, ours in names.items() if found.get(theirs)}


@contextmanager
def started(*arguments: str, environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command for the time of the block; it and all that came of it is gone afterwards."""
    with log.open("ab") as out:
        process = subprocess.Popen([*AUGENHOEHE, *arguments], env=environment, stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        for pid in belonging_to(environment):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


def belonging_to(environment: dict[str, str]) -> dict[int, str]:
    """Living processes that were started with this DATA_DIR: id → command line."""
    mark = f"DATA_DIR={environment['DATA_DIR']}".encode()
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal() or int(folder.name) == os.getpid():
            continue
        with suppress(OSError):
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
            if state != "Z" and mark in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def processes(environment: dict[str, str], part: str) -> list[int]:
    """Living processes of this environment whose command line has `part`, oldest first."""
    return sorted(pid for pid, command in belonging_to(environment).items() if part in command)


def health(port: int) -> dict[str, Any]:
    """The health page's answer; empty while there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/health/")
        return dict(json.loads(connection.getresponse().read()))
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()
