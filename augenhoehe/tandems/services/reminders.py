"""The day's mails about meetings: a reminder before, and afterwards the question whether it took place.

Both go through all that is due in batches of a size that does not grow: a constant number of queries each, and in one
transaction the mails and the mark that they are written.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from augenhoehe.common.workdays import deadline
from augenhoehe.messaging.registry import TextKind

from .. import placeholders as kinds
from ..enums import MeetingState, TandemState
from ..models import Meeting
from .date_mails import queue_for_meetings

BATCH = 500
REMIND_BEFORE = 2
"""Working days."""

SETTLED = dt.timedelta(days=3)
"""Whoever has just fixed or moved a date knows of it."""

FORGOTTEN = dt.timedelta(days=30)
"""A meeting that was over this long ago when the job first sees it is not asked about."""


def remind_of_meetings(*, now: dt.datetime) -> int:
    """Remind both of what they have in the next two working days, once. Returns how many meetings."""
    soon = deadline(now, REMIND_BEFORE)
    due = _planned(TandemState.ACCEPTED, TandemState.CONFIRMED).filter(
        reminded_at=None, starts_at__gt=now, starts_at__lte=soon, updated_at__lte=now - SETTLED
    )
    return _in_batches(due, kinds.MEETING_REMINDER, "reminder", "reminded_at", now)


def ask_about_meetings(*, now: dt.datetime) -> int:
    """Ask both whether a meeting took place, once, on its day; they answer from the mail. Returns how many meetings.

    After the first talk of a tandem that is not confirmed yet both are asked whether it goes on (`confirmation`).
    """
    due = _planned(TandemState.CONFIRMED, TandemState.PAUSED).filter(
        asked_at=None, starts_at__lte=now, starts_at__gt=now - FORGOTTEN
    )
    return _in_batches(due, kinds.MEETING_ASKED, "asked", "asked_at", now)


def _planned(*states: TandemState) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(state=MeetingState.PLANNED, tandem__state__in=states)
    return found.select_related("tandem__cohort__programme", "tandem__mentor__person", "tandem__mentee__person")


def _in_batches(due: QuerySet[Meeting], kind: TextKind, key: str, mark: str, now: dt.datetime) -> int:
    done, last = 0, 0
    while batch := list(due.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        done += _send([one for one in batch if mark == "reminded_at" or one.ends_at <= now], kind, key, mark, now)
    return done


@transaction.atomic
def _send(batch: Sequence[Meeting], kind: TextKind, key: str, mark: str, now: dt.datetime) -> int:
    """Mark first: of two jobs at the same time one finds the rows marked and sends nothing."""
    pks = [one.pk for one in batch]
    free = set(Meeting.objects.select_for_update().filter(pk__in=pks, **{mark: None}).values_list("pk", flat=True))
    Meeting.objects.filter(pk__in=free).update(**{mark: now})
    queue_for_meetings(kind, [one for one in batch if one.pk in free], now, key=key)
    return len(free)
