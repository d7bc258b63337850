"""Keeps a handful of processes alive, and leaves none behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import FrameType
from typing import Final

from .lifeline import PARENT_VARIABLE

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
STEADY_AFTER: Final = 60.0
TICK: Final = 0.2
HOPELESS: Final = os.EX_CONFIG
"""Exit status of a child that has said why it cannot run, and that it is no use to start it again."""


class Child:
    """One process; whatever ends it, it is started again, each time a little later if it keeps falling."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = list(command)
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = FIRST_PAUSE
        self.started_at = 0.0
        self.start_at = 0.0
        self.hopeless = False

    def tend(self, now: float) -> None:
        """Start it when its time has come; notice when it has ended. `now` is a monotonic time in seconds."""
        if self.process is None:
            if now >= self.start_at:
                self._start(now)
            return
        status = self.process.poll()
        if status is None:
            return
        self.signal(signal.SIGKILL)  # what it started itself goes, too
        self.process = None
        if status == HOPELESS:
            self.hopeless = True
            return
        self.pause = FIRST_PAUSE if now - self.started_at >= STEADY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        self.start_at = now + self.pause
        print(f"{self.name} ended ({status}); starting it again", file=sys.stderr, flush=True)  # noqa: T201

    def signal(self, sign: signal.Signals) -> None:
        """Send a signal to the process and to what it started."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, sign)

    def _start(self, now: float) -> None:
        self.started_at = now
        # A session of its own: Ctrl+C in the terminal reaches the supervisor alone, which ends things in order.
        self.process = subprocess.Popen(  # noqa: S603 (our own commands)
            self.command,
            stdin=subprocess.DEVNULL,
            env={**os.environ, PARENT_VARIABLE: str(os.getpid())},
            start_new_session=True,
        )


def supervise(
    commands: Mapping[str, Sequence[str]], *, ready: Callable[[], bool] = lambda: True, grace: float = 12.0
) -> int:
    """Run the commands by name until SIGTERM, SIGINT or SIGHUP, or until one is HOPELESS; returns the exit status.

    The first command is started at once, the others as soon as `ready` says so.

    Each command holds its lifeline (lifeline.hold_if_supervised), so that it ends even when this process is killed.
    Call it in the main thread: the kernel ties the lifeline to the thread that started the process. grace: seconds
    between the signal and the end by force.
    """
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    children = [Child(name, command) for name, command in commands.items()]
    while not stop.is_set() and not any(child.hopeless for child in children):
        for child in children if ready() else children[:1]:
            child.tend(time.monotonic())
        stop.wait(TICK)
    _end(children, grace)
    return 0 if stop.is_set() else 1


def _end(children: Sequence[Child], grace: float) -> None:
    for child in children:
        if child.process is not None:
            child.process.terminate()
    until = time.monotonic() + grace
    for child in children:
        if child.process is not None:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(0.0, until - time.monotonic()))
            child.signal(signal.SIGKILL)
            child.process.wait()
