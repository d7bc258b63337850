"""Who wants a new partner although a tandem had come about: told by the rooms above in their `waiting.py`.

The page of what needs attention lists them beside those whose tandem did not come about.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from augenhoehe.common.discovery import discover
from augenhoehe.programmes.models import Cohort

Seekers = Callable[[Cohort], QuerySet[Any, Any]]
_seekers: dict[str, Seekers] = {}


def register(name: str, seekers: Seekers) -> None:
    """Say which applications of a cohort seek: a query of their ids, to stand inside another. Idempotent by name."""
    _seekers[name] = seekers


def seekers_in(cohort: Cohort) -> list[QuerySet[Any, Any]]:
    """All that the registered rooms know of this cohort. No query of its own."""
    discover("waiting")
    return [_seekers[name](cohort) for name in sorted(_seekers)]
