"""The end of a tandem: both are told two weeks before, and the day after the last one it is closed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Case, DateField, F, Q, QuerySet, When
from django.db.models.functions import Greatest
from django.utils import timezone

from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import change_state, lock_tandem

from ..models import Ending
from ..rules import LEAST_NOTICE, NOTICE, RUNNING
from . import mails

BATCH: Final = 500


def with_last_day() -> QuerySet[Any, Any]:
    """Running tandems, each with its `last` day: on a break the clock stands still, but not beyond the cohort's end."""
    paused = When(state=TandemState.PAUSED, then=Greatest("ends_on", "cohort__ends_on"))
    last = Case(paused, default=F("ends_on"), output_field=DateField())
    return Tandem.objects.filter(state__in=RUNNING, ends_on__isnull=False).annotate(last=last)


def announce_due(*, now: dt.datetime) -> int:
    """Tell both of every tandem whose last day is two weeks off or nearer, once for each last day; how many tandems.

    A break or an extension moves the last day, and with it the notice. Whoever is told late keeps a week. Safe to run
    twice or in parallel: the mails have keys. Queries a batch of 500: constant.
    """
    today = timezone.localdate(now)
    due = with_last_day().filter(last__lte=today + NOTICE).exclude(ending__told_of=F("last")).order_by("pk")
    told = 0
    while batch := list(due.select_related("cohort__programme", "mentor__person", "mentee__person")[:BATCH]):
        _announce(batch, today)
        told += len(batch)
    return told


@transaction.atomic
def _announce(batch: Sequence[Any], today: dt.date) -> None:
    closing = [(tandem, max(tandem.last, today + LEAST_NOTICE)) for tandem in batch]
    Ending.objects.bulk_create(
        [Ending(tandem=tandem, told_of=tandem.last, closes_on=closes_on) for tandem, closes_on in closing],
        update_conflicts=True,
        unique_fields=["tandem"],
        update_fields=["told_of", "closes_on"],
    )
    mails.send_endings(closing)


def close_due(*, now: dt.datetime) -> int:
    """Close every tandem whose last day has passed and whose two were told. Returns how many.

    Each is a transaction of its own, decided under the row's lock. Safe to run twice or in parallel.
    """
    today = timezone.localdate(now)
    due = _due(today).order_by("pk").values_list("pk", flat=True)
    return sum(_close(pk, today, now) for pk in list(due))


def _due(today: dt.date) -> QuerySet[Any, Any]:
    told = Q(ending__told_of=F("last"), ending__closes_on__lt=today)
    return with_last_day().filter(told, last__lt=today)


@transaction.atomic
def _close(pk: int, today: dt.date, now: dt.datetime) -> bool:
    tandem = lock_tandem(pk)
    if not _due(today).filter(pk=pk).exists():
        return False
    # From this day on the days count after which texts and tandem go.
    last = max(tandem.ends_on or today, tandem.ending.closes_on or today)
    tandem.save_version(tandem.version, ends_on=last, updated_at=now)
    closed = change_state(tandem=tandem, to=TandemState.CLOSED, actor=None, now=now)
    mails.send_closed(closed, last)
    return True
