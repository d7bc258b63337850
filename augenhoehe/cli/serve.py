"""`augenhoehe serve`: the web server and the worker under one command. It loads no Django itself."""

import argparse
import http.client
import os
import socket
import sys
import threading
import time
from typing import Final

from augenhoehe.common.supervisor import supervise

from .health import ask_health, local_address, port_number

ANSWER_WITHIN: Final = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="an invented city to try everything out; no mail leaves")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=port_number, default=8000, help="port to listen on (default: %(default)s)")
    parser.add_argument(
        "--workers", type=_workers, default=2, help="web processes, four threads each (default: %(default)s)"
    )


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError("between 1 and 64 processes")
    return int(text)


def run(args: argparse.Namespace) -> int:
    if refusal := why_not(args.host, args.port):
        print(refusal, file=sys.stderr)  # noqa: T201
        return 1
    if args.demo:
        os.environ["DEMO"] = "1"
    here = local_address(args.host, args.port)
    os.environ.setdefault("BASE_URL", here)
    answered = threading.Event()
    threading.Thread(target=announce, args=(args.host, args.port, args.demo, answered), daemon=True).start()
    return supervise(
        {
            "web": [sys.executable, "-m", "augenhoehe.cli.web", args.host, str(args.port), str(args.workers)],
            "worker": [sys.executable, "-m", "augenhoehe", "worker"],
        },
        # The web server prepares the database and leaves the processor to nobody else until the first page is there.
        ready=answered.is_set,
    )


def why_not(host: str, port: int) -> str:
    """Why one cannot listen there, in one line; empty when one can."""
    try:
        family, _kind, _protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # A port that was left a moment ago is free; one that somebody listens on is not.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if isinstance(error, socket.gaierror):
            return f"{host} is no address of this machine."
        if isinstance(error, PermissionError):
            return f"Port {port} is reserved; choose one above 1023."
        return f"Port {port} on {host} is in use or not available; choose another, e.g. --port {port % 65535 + 1}."
    return ""


def announce(host: str, port: int, demo: bool, answered: threading.Event) -> None:
    """Say where to go, as soon as there is something to see."""
    while not answered.is_set():
        try:
            ask_health(host, port, patience=ANSWER_WITHIN)
            answered.set()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    print(f"\n  Augenhöhe is running: {os.environ['BASE_URL']}/", flush=True)  # noqa: T201
    if demo:
        print(f"  To enter, open {local_address(host, port)}/demo/ and choose a person.", flush=True)  # noqa: T201
    print("  Stop with Ctrl+C.\n", flush=True)  # noqa: T201
