"""What a person says about their own time: one row each, made with the first word."""

from typing import Any, TypeVar

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import differing
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person

from ..models import Feed, Mailbox, WeeklyHours

Own = TypeVar("Own", WeeklyHours, Mailbox, Feed)


@transaction.atomic
def save_hours(*, person: Person, version: int, **days: str) -> WeeklyHours:
    """When the person can meet in a usual week. Raises StaleError. Side effect: a log entry without the hours."""
    return _save(WeeklyHours, person, version, days)


@transaction.atomic
def save_mailbox(*, person: Person, version: int, shared: bool) -> Mailbox:
    """Whether others read the person's mail: from then on confidential pages ask for more than a code by mail.

    Raises StaleError. Side effect: a log entry.
    """
    return _save(Mailbox, person, version, {"shared": shared})


def _save(model: type[Own], person: Person, version: int, changes: dict[str, Any]) -> Own:
    """Version 0 says that there was nothing yet."""
    row = model.objects.select_for_update().filter(person=person).first()
    if (row.version if row else 0) != version:
        raise StaleError
    if row is None:
        row, created = model.objects.get_or_create(person=person, defaults=changes)
        if not created:
            raise StaleError
    elif differing(row, changes):
        row.save_version(version, **changes)
    record(actor=person, action=f"calendars.{model._meta.model_name}_saved", on=row)
    return row
