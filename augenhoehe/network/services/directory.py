"""Entering the directory, changing what one shows, leaving; and the yearly question whether one still wants to."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.topics.models import Topic

from ..errors import NetworkError
from ..models import AlumniEntry, LeaveLink
from ..selectors.directory import may_enter, own_entry
from . import mails

A_YEAR: Final = dt.timedelta(days=365)


@transaction.atomic
def save_entry(
    *, cohort: Cohort, actor: Person, version: int, changes: dict[str, Any], topics: Iterable[Topic], now: dt.datetime
) -> AlumniEntry:
    """Enter the directory (version 0), or change what one shows. Whoever enters or changes has said yes today.

    Side effect: a log entry without the words. Raises StaleError when it was saved elsewhere in between, and
    NetworkError for whoever has no closed tandem in the cohort.
    """
    entry = own_entry(actor, cohort.programme)
    if entry is None:
        entry = _enter(cohort, actor, version, changes)
    else:
        entry.save_version(version, updated_at=now, reminded_at=now, **changes)
        record(actor=actor, action="network.changed", on=entry)
    entry.topics.set(topics)
    return entry


def _enter(cohort: Cohort, actor: Person, version: int, changes: dict[str, Any]) -> AlumniEntry:
    if version or not may_enter(actor, cohort):
        raise NetworkError
    try:
        with transaction.atomic():
            entry = AlumniEntry.objects.create(programme=cohort.programme, cohort=cohort, person=actor, **changes)
    except IntegrityError as error:  # the other of two clicks was quicker
        raise StaleError from error
    record(actor=actor, action="network.entered", on=entry)
    return entry


@transaction.atomic
def leave_directory(*, entry: AlumniEntry, actor: Person | None) -> None:
    """Delete an entry with all of its links. Doing it twice is once. Side effect: a log entry."""
    record(actor=actor, action="network.left", on=entry)
    AlumniEntry.objects.filter(pk=entry.pk).delete()


def remind_due(*, now: dt.datetime) -> int:
    """Write to everybody who was last asked a year ago, with a link to leave. Returns how many mails.

    Safe to do twice, also at the same time.
    """
    late = Q(reminded_at=None, created_at__lte=now - A_YEAR) | Q(reminded_at__lte=now - A_YEAR)
    due = AlumniEntry.objects.filter(late, person__is_active=True).select_related("cohort", "programme", "person")
    return sum(_remind(entry, now) for entry in due.order_by("pk") if entry.cohort.uses(Part.NETWORK))


@transaction.atomic
def _remind(entry: AlumniEntry, now: dt.datetime) -> bool:
    again = AlumniEntry.objects.filter(pk=entry.pk, reminded_at=entry.reminded_at)
    if not again.update(reminded_at=now):
        return False
    mails.send_reminder(entry, now)
    return True


def forget_links(*, now: dt.datetime) -> int:
    """Delete links that are over. Returns how many."""
    return LeaveLink.objects.filter(expires_at__lt=now).delete()[0]
