from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import models

from .models import Entry

KEPT = timedelta(days=365)
"""What `privacy.py` promises: who decided what is known for twelve months."""


def record(*, actor: Any, action: str, on: models.Model | None = None, **data: Any) -> Entry:
    """Write down a business act, in the caller's transaction.

    `actor` is a person, or None for the machine; `action` is "room.verb", e.g. "applications.admitted"; `data` holds
    facts that a log may hold: codes, numbers and ids, never a confidential text.
    """
    entry = _entry(actor, action, on, data)
    entry.save()
    return entry


def record_many(*, actor: Any, action: str, on: Mapping[models.Model, Mapping[str, Any]]) -> None:
    """The same for one act on many objects, each with its own data, in one query."""
    Entry.objects.bulk_create([_entry(actor, action, one, data) for one, data in on.items()])


def _entry(actor: Any, action: str, on: models.Model | None, data: Mapping[str, Any]) -> Entry:
    return Entry(
        actor_id=actor.pk if actor is not None else None,
        action=action,
        object_type=on._meta.label if on is not None else "",
        object_id=on.pk if on is not None else None,
        data=dict(data),
    )


def forget_entries(*, now: datetime) -> int:
    """Remove entries whose time is over; returns how many there were."""
    return Entry.objects.filter(at__lt=now - KEPT).delete()[0]
