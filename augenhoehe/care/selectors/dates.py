"""Tandems under way with their dates, in batches: what the jobs of a day look at."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.models import Meeting, Tandem

from ..models import Signal
from ..rules import Dates, Stretch

BATCH: Final = 500

_MET = (MeetingState.PLANNED, MeetingState.HELD)
_FELL_THROUGH = (MeetingState.CANCELLED, MeetingState.MISSED)


def cohorts_with(part: Part) -> list[int]:
    """Ids of the cohorts under way that have this part. One query."""
    rows = Cohort.objects.under_way().values_list("pk", "parts")
    return [pk for pk, parts in rows if part in parts]


def confirmed(part: Part) -> Iterator[list[Tandem]]:
    """Confirmed tandems of the cohorts with this part, with their days and breaks, in batches of two queries each."""
    return _in_batches(_confirmed(part))


def maybe_quiet(now: dt.datetime) -> Iterator[list[Tandem]]:
    """The same of those that could be quiet, or were asked: with meetings and signals too, as `dates_of` reads them.

    Left out is who has a date ahead and none that fell through, so nearly everybody. Four queries a batch.
    """
    # Read once a batch: a subquery for each tandem would go through all dates ahead by the index of their times.
    ahead = Meeting.objects.filter(state=MeetingState.PLANNED, starts_at__gt=now).order_by().values("tandem")
    fell = Meeting.objects.filter(state__in=_FELL_THROUGH).order_by().values("tandem")
    asked = Signal.objects.filter(settled_at=None).order_by().values("tandem")
    found = _confirmed(Part.QUIET).filter(~Q(pk__in=ahead) | Q(pk__in=fell) | Q(pk__in=asked))
    return _in_batches(found.prefetch_related(Prefetch("meetings", _meetings()), "signals"))


def with_people(tandems: Iterable[Tandem]) -> list[Tandem]:
    """The same tandems with cohort and both people: for those who are written to. One query."""
    related = ("cohort__programme", "mentor__person", "mentee__person")
    return list(Tandem.objects.filter(pk__in=[one.pk for one in tandems]).select_related(*related).order_by("pk"))


def _confirmed(part: Part) -> QuerySet[Tandem]:
    found = Tandem.objects.filter(
        cohort__in=cohorts_with(part), state=TandemState.CONFIRMED, begins_on__isnull=False, ends_on__isnull=False
    )
    return found.only("begins_on", "ends_on").prefetch_related("breaks").order_by("pk")


def _in_batches(found: QuerySet[Tandem]) -> Iterator[list[Tandem]]:
    last, full = 0, True
    while full and (batch := list(found.filter(pk__gt=last)[:BATCH])):
        last, full = batch[-1].pk, len(batch) == BATCH
        yield batch


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.only("tandem_id", "starts_at", "state", "updated_at").order_by("starts_at")


def dates_of(tandem: Tandem, now: dt.datetime) -> Dates:
    """A tandem's dates as the rules take them. No query where `maybe_quiet` has fetched it."""
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
