"""Asking people who have not answered, and reminding those who come."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from augenhoehe.audit.services import record
from augenhoehe.common.workdays import add_working_days
from augenhoehe.people.models import Person

from ..enums import EventState, Reply
from ..errors import EventError
from ..models import Event
from ..rules import is_open, may_change_mind, takes_place
from ..selectors.office import unanswered
from . import mails
from .state import lock_event

REMIND_BEFORE = 2
"""Working days before the last day to answer, and before the event, on which people are reminded, once each."""

A_DAY = dt.timedelta(days=1)


@transaction.atomic
def invite_unanswered(*, event: Event, actor: Person, version: int, now: dt.datetime) -> int:
    """Write to everybody the event is for who has not answered. Returns how many mails.

    Side effects: a log entry, a mail with a link for each. Raises StaleError for a second click, EventError when nobody
    can sign up any more.
    """
    stored = lock_event(event.pk)
    if not is_open(stored, now):
        raise EventError
    stored.save_version(version, invited_at=now, updated_at=now)
    number = _ask(stored)
    record(actor=actor, action="events.invited", on=stored, mails=number)
    return number


def _ask(event: Event) -> int:
    people = list(unanswered(event).select_related("cohort__programme"))
    mails.send_invitations(event, people, key=str(event.version))
    return len(people)


def remind_due(*, now: dt.datetime) -> int:
    """Remind of open answers, and of the event itself; once each. Returns how many mails. Safe to do twice."""
    return sum(_ask_again(pk, now) + _remind(pk, now) for pk in _soon(now))


def _soon(now: dt.datetime) -> Iterable[int]:
    """Planned events that may be due, of cohorts that have events."""
    planned = Event.objects.filter(state=EventState.PLANNED, starts_at__gt=now).select_related("cohort").order_by("pk")
    return [event.pk for event in planned if takes_place(event)]


def _is_near(day: dt.date, now: dt.datetime) -> bool:
    return timezone.localtime(now).date() >= add_working_days(day, -REMIND_BEFORE)


@transaction.atomic
def _ask_again(pk: int, now: dt.datetime) -> int:
    event = lock_event(pk)
    last = event.sign_up_until or timezone.localtime(event.starts_at).date()
    waits = event.invited_at and event.invited_at <= now - A_DAY and event.asked_again_at is None
    if not waits or not is_open(event, now) or not _is_near(last, now):
        return 0
    event.save_version(event.version, asked_again_at=now, updated_at=now)
    return _ask(event)


@transaction.atomic
def _remind(pk: int, now: dt.datetime) -> int:
    event = lock_event(pk)
    begins = timezone.localtime(event.starts_at).date()
    if event.reminded_at is not None or not may_change_mind(event, now) or not _is_near(begins, now):
        return 0
    event.save_version(event.version, reminded_at=now, updated_at=now)
    coming = list(
        event.sign_ups.filter(reply=Reply.COMING).select_related(
            "application__person", "application__cohort__programme"
        )
    )
    mails.send_reminders(event, coming)
    return len(coming)
