"""What comes from the top: the office agrees on a day, invites the sponsor, and notes that it is done."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import APPEARANCES, BackingKind
from ..models import BackingTask
from ..selectors import default_day, sponsors_of
from . import mails

REMIND_DAYS = 7


class BackingError(Exception):
    """Nobody can be invited: there is no sponsor, no day, or the sponsor has no part in it."""


@dataclass(frozen=True)
class Appointment:
    """What was agreed. Without a day it does not take place; without a time it stands in the calendar for the day."""

    on: dt.date | None
    at: dt.time | None
    minutes: int
    place: str
    details: str


@transaction.atomic
def agree_task(
    *, actor: Person, cohort: Cohort, kind: BackingKind, version: int, appointment: Appointment, now: dt.datetime
) -> BackingTask:
    """Write down what was agreed; `version` 0 where nothing was yet. Raises StaleError.

    Side effects: a log entry; whoever was invited gets an update of the invitation where day, time or place changed,
    and a cancellation where there is no day any more; a new day is reminded of anew.
    """
    values = asdict(appointment)
    task = BackingTask.objects.filter(cohort=cohort, kind=kind).first()
    if task is None:
        task = _create(cohort, kind, version, values)
        record(actor=actor, action="documents.backing_agreed", on=task, kind=str(kind))
        return task
    moved = any(getattr(task, name) != values[name] for name in ("on", "at", "minutes", "place"))
    if not moved and task.details == appointment.details:
        return task
    was = (task.on, task.at)
    more: dict[str, Any] = {"reminded_at": None} if task.on != appointment.on else {}
    if moved and task.invited:
        more |= {"sequence": task.sequence + 1, "invited": appointment.on is not None}
    task.save_version(version, **values, **more)
    record(actor=actor, action="documents.backing_agreed", on=task, kind=str(kind))
    if "sequence" in more:
        _tell(task, cohort, was, now)
    return task


def _create(cohort: Cohort, kind: BackingKind, version: int, values: dict[str, Any]) -> BackingTask:
    if version:
        raise StaleError
    try:
        with transaction.atomic():
            return BackingTask.objects.create(cohort=cohort, kind=kind, uid=_new_uid(), **values)
    except IntegrityError as error:
        winner = BackingTask.objects.get(cohort=cohort, kind=kind)
        if all(getattr(winner, name) == value for name, value in values.items()):
            return winner
        raise StaleError from error


def _tell(task: BackingTask, cohort: Cohort, was: tuple[dt.date | None, dt.time | None], now: dt.datetime) -> None:
    if task.invited:
        mails.send_invitations(task, cohort, now)
    else:
        # A cancellation names the date that does not take place.
        task.on, task.at = was
        mails.send_cancellations(task, cohort, now)
        task.refresh_from_db()


@transaction.atomic
def invite_sponsors(*, actor: Person, task: BackingTask, now: dt.datetime) -> None:
    """Send the sponsors an invitation for their calendars; a second press of the button sends nothing.

    Side effects: a log entry, a mail a sponsor. Raises BackingError.
    """
    stored = BackingTask.objects.select_for_update().select_related("cohort__programme").get(pk=task.pk)
    if stored.invited:
        return
    if not (stored.on and stored.of_sponsor and sponsors_of(stored.cohort)):
        raise BackingError
    stored.save_version(stored.version, invited=True, sequence=stored.sequence + 1)
    record(actor=actor, action="documents.sponsor_invited", on=stored, kind=stored.kind)
    mails.send_invitations(stored, stored.cohort, now)


@transaction.atomic
def finish_task(*, actor: Person, cohort: Cohort, kind: BackingKind, done_on: dt.date | None) -> BackingTask:
    """Note that it is done, or (None) that it is not. Side effect: a log entry where that is new."""
    BackingTask.objects.get_or_create(
        cohort=cohort, kind=kind, defaults={"uid": _new_uid(), "on": default_day(cohort, kind)}
    )
    task = BackingTask.objects.select_for_update().get(cohort=cohort, kind=kind)
    if (task.done_on is None) != (done_on is None):
        task.save_version(task.version, done_on=done_on)
        record(actor=actor, action="documents.backing_done", on=task, kind=str(kind), done=done_on is not None)
    return task


@transaction.atomic
def remind_due(*, now: dt.datetime, today: dt.date) -> int:
    """Remind the sponsors of agreed appearances of the next seven days, once each; returns how many there were."""
    due = BackingTask.objects.filter(
        kind__in=APPEARANCES, on__range=(today, today + dt.timedelta(days=REMIND_DAYS)), done_on=None, reminded_at=None
    ).select_related("cohort__programme")
    tasks = [task for task in due if task.cohort.uses(Part.BACKING) and task.cohort.archived_at is None]
    for task in tasks:
        if BackingTask.objects.filter(pk=task.pk, reminded_at=None).update(reminded_at=now):
            mails.send_reminders(task, task.cohort)
    return len(tasks)


def _new_uid() -> str:
    return f"{uuid.uuid4()}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}"
