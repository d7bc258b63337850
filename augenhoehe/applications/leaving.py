"""What rooms above know of an application and forget when it is withdrawn, declared in their `leaving.py`.

Applications come before the matching and must not import it; so whoever keeps a copy of answers registers here.
"""

import datetime as dt
from typing import Protocol

from augenhoehe.common.discovery import discover

from .models import Application


class Forget(Protocol):
    """Forget an application that was withdrawn just now, in the same transaction."""

    def __call__(self, *, application: Application, now: dt.datetime) -> None: ...


_known: dict[str, Forget] = {}


def register(name: str, forget: Forget) -> None:
    """Declare what a room forgets; the same name again replaces it."""
    _known[name] = forget


def forget_everywhere(*, application: Application, now: dt.datetime) -> None:
    """Let every room forget."""
    discover("leaving")
    for _name, forget in sorted(_known.items()):
        forget(application=application, now=now)
