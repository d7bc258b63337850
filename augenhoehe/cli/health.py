"""`augenhoehe health`: whether all is well, for monitors, containers and service managers. It loads no Django."""

import argparse
import http.client
import os
import sys
from typing import Final
from urllib.parse import urlsplit

WELL: Final = 0
UNWELL: Final = 1
PATIENCE: Final = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Exit status 0: all is well. 1: no answer, no database, or no worker for a minute."
    parser.add_argument("--host", default="127.0.0.1", help="address the server listens on (default: %(default)s)")
    parser.add_argument("--port", type=port_number, default=8000, help="its port (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    try:
        answer = ask_health(args.host, args.port, patience=PATIENCE)
    except (OSError, http.client.HTTPException) as error:
        print(f"no answer: {type(error).__name__}", file=sys.stderr)  # noqa: T201
        return UNWELL
    print(answer)  # noqa: T201
    return WELL if '"status": "ok"' in answer else UNWELL


def ask_health(host: str, port: int, *, patience: float) -> str:
    """What `/health/` says there; a server with another name says no. Raises OSError and HTTPException without one."""
    address = local_address(host, port).removeprefix("http://")
    known_as = urlsplit(os.environ.get("BASE_URL", "")).netloc or address
    connection = http.client.HTTPConnection(address, timeout=patience)
    try:
        connection.request("GET", "/health/", headers={"Host": known_as})
        return connection.getresponse().read().decode(errors="replace")
    finally:
        connection.close()


def local_address(host: str, port: int) -> str:
    """The address that a browser on this machine opens."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 (only compared)
        host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def port_number(text: str) -> int:
    """For argparse."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)
