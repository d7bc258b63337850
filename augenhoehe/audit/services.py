from typing import Any

from django.db import models

from .models import Entry


def record(*, actor: Any, action: str, on: models.Model | None = None, **data: Any) -> Entry:
    """Write down a business act, in the caller's transaction.

    `actor` is a person, or None for the machine; `action` is "room.verb", e.g. "applications.admitted"; `data` holds
    facts that a log may hold: codes, numbers and ids, never a confidential text.
    """
    return Entry.objects.create(
        actor_id=actor.pk if actor is not None else None,
        action=action,
        object_type=on._meta.label if on is not None else "",
        object_id=on.pk if on is not None else None,
        data=data,
    )
