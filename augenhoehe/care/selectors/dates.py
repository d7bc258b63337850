"""Tandems under way with their dates, in batches: what the jobs of a day look at."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.models import Meeting, Tandem

from ..rules import Dates, Stretch

BATCH: Final = 500

_MET = (MeetingState.PLANNED, MeetingState.HELD)
_FELL_THROUGH = (MeetingState.CANCELLED, MeetingState.MISSED)


def cohorts_with(part: Part) -> list[int]:
    """Ids of the cohorts under way that have this part. One query."""
    rows = Cohort.objects.under_way().values_list("pk", "parts")
    return [pk for pk, parts in rows if part in parts]


def confirmed(part: Part, *, with_dates: bool = False) -> Iterator[list[Tandem]]:
    """Confirmed tandems of the cohorts with this part, with both people and their breaks, in batches.

    with_dates: with their meetings and signals too, as `dates_of` reads them. A batch takes two queries or four,
    however many tandems are in it.
    """
    more: tuple[Prefetch[Any] | str, ...] = (Prefetch("meetings", _meetings()), "signals") if with_dates else ()
    found = (
        Tandem.objects.filter(
            cohort__in=cohorts_with(part), state=TandemState.CONFIRMED, begins_on__isnull=False, ends_on__isnull=False
        )
        .select_related("cohort__programme", "mentor__person", "mentee__person")
        .prefetch_related("breaks", *more)
        .order_by("pk")
    )
    last, full = 0, True
    while full and (batch := list(found.filter(pk__gt=last)[:BATCH])):
        last, full = batch[-1].pk, len(batch) == BATCH
        yield batch


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.only("tandem_id", "starts_at", "state", "updated_at").order_by("starts_at")


def dates_of(tandem: Tandem, now: dt.datetime) -> Dates:
    """A tandem's dates as the rules take them. No query where `confirmed` has fetched it."""
    assert tandem.begins_on is not None  # noqa: S101 - for the type checker
    meetings = list(tandem.meetings.all())
    met = [timezone.localdate(one.starts_at) for one in meetings if one.state in _MET and one.starts_at <= now]
    last_met = max(met, default=None)
    calm_since = max((*_ends_of_breaks(tandem), *_settled(tandem)), default=None)
    fell = [one for one in meetings if one.state in _FELL_THROUGH and _counts(one, last_met, calm_since)]
    return Dates(
        begins_on=tandem.begins_on,
        last_met=last_met,
        has_next=any(one.state == MeetingState.PLANNED and one.starts_at > now for one in meetings),
        fell_through=len(fell),
        calm_since=calm_since,
    )


def _counts(meeting: Meeting, last_met: dt.date | None, calm_since: dt.date | None) -> bool:
    after = last_met is None or timezone.localdate(meeting.starts_at) > last_met
    return after and (calm_since is None or timezone.localdate(meeting.updated_at) > calm_since)


def _ends_of_breaks(tandem: Tandem) -> list[dt.date]:
    return [one.ended_on for one in tandem.breaks.all() if one.ended_on]


def _settled(tandem: Tandem) -> list[dt.date]:
    return [timezone.localdate(one.settled_at) for one in tandem.signals.all() if one.settled_at]


def stretch_of(tandem: Tandem) -> Stretch:
    """A tandem's months with its breaks. No query where `confirmed` has fetched it."""
    assert tandem.begins_on is not None  # noqa: S101 - for the type checker
    assert tandem.ends_on is not None  # noqa: S101 - for the type checker
    paused = sum((one.ended_on - one.begins_on).days for one in tandem.breaks.all() if one.ended_on)
    return Stretch(tandem.begins_on, tandem.ends_on, paused)
