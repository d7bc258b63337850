"""`augenhoehe worker`: sends the mails, runs the background tasks, starts what is to be done again and again.

Any number of workers may run, on any number of machines. Three loops, each in a thread of its own, so that
a long task holds up no sign-in code: mails, tasks, upkeep.
"""

import argparse
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any, Final
from uuid import uuid4

from augenhoehe.common import lifeline

logger = logging.getLogger("augenhoehe.worker")

PAUSES: Final = {"mails": 0.5, "tasks": 0.5, "upkeep": 5.0}
LONGEST_REST: Final = 30.0
GRACE: Final = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Stop it with SIGTERM or Ctrl+C; what it is doing is finished first."


def run(args: argparse.Namespace) -> int:
    lifeline.hold_if_supervised()
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
    from .django_setup import setup

    setup()
    return work(stop=stop, steps=make_steps(worker_name(), stop))


def worker_name() -> str:
    """Different for each start: machine, process, and something at random."""
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{uuid4().hex[:8]}"


def work(*, stop: threading.Event, steps: Mapping[str, Callable[[], object]], grace: float = GRACE) -> int:
    """Repeat each step in a thread of its own until `stop` is set; Django is set up. Returns the exit status.

    A step that is still busy `grace` seconds after that is left to the others: a lease or the return of stuck tasks
    brings it back.
    """
    threads = [
        threading.Thread(target=_repeat, args=(name, step, stop), name=name, daemon=True)
        for name, step in steps.items()
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    for thread in threads:
        thread.join(grace)
    return 0


def _repeat(name: str, step: Callable[[], object], stop: threading.Event) -> None:
    from django.db import Error, close_old_connections, connections

    rest = 1.0
    while not stop.is_set():
        try:
            close_old_connections()
            step()
            rest = 1.0
            stop.wait(PAUSES.get(name, 1.0))
        except Exception as error:
            # A worker outlives a locked or restarted database, and anything else that goes wrong in one round.
            logger.warning("%s: %s", name, type(error).__name__, exc_info=not isinstance(error, Error))
            connections.close_all()
            stop.wait(rest)
            rest = min(rest * 2, LONGEST_REST)
    connections.close_all()


def make_steps(name: str, stop: threading.Event) -> dict[str, Callable[[], object]]:
    """What a worker does in each round of its three loops."""
    from django.utils import timezone
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    from augenhoehe.common.periodic import jobs
    from augenhoehe.messaging import services

    known = jobs()
    options: dict[str, Any] = {"queue_names": ["*"], "excluded_queue_names": [], "backend_name": "default"}

    def run_tasks() -> None:
        while not stop.is_set() and DBTaskResult.objects.ready().exists():
            # One at a time, so that a stop is heard between two of them.
            Worker(worker_id=name, batch=True, interval=0, startup_delay=False, max_tasks=1, **options).run()

    def keep_up() -> None:
        now = timezone.now()
        services.show_pulse(worker=name, now=now)
        services.know_jobs(jobs=known, now=now)
        services.give_back_stuck_tasks(now=now)
        services.start_due_jobs(jobs=known, now=now)

    return {
        "mails": lambda: services.deliver_due(stopping=stop.is_set),
        "tasks": run_tasks,
        "upkeep": keep_up,
    }
