"""Times that suit both, for one date or for all that are left. Nobody learns more than the times."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from augenhoehe.applications.enums import Side
from augenhoehe.calendars.models import NeutralPlace
from augenhoehe.calendars.planning import Missing, Option, Series, Suggested
from augenhoehe.calendars.selectors.suggestions import Purpose, suggestions
from augenhoehe.calendars.words import why, why_missing
from augenhoehe.common.dates import moment, months_later

from ..enums import MeetingMode, MeetingState
from ..models import Meeting, Tandem
from .meetings import last_day

SHOWN = 4
SOON = 3
"""Days from now on within which nobody is asked to come."""

REACH = dt.timedelta(days=14)
"""How far a date may lie from the day a month after the one before, or from its present day."""


@dataclass(frozen=True)
class Time:
    """A time to choose: when it begins, in words with its end, and what speaks against it."""

    starts_at: dt.datetime
    words: str
    why: str


@dataclass(frozen=True)
class Line:
    """One date of a series: its time and what speaks against it, or why there is none; others in its place."""

    starts_at: dt.datetime | None = None
    words: str = ""
    why: str = ""
    others: tuple[Time, ...] = ()


@dataclass(frozen=True)
class Choice:
    """Times to choose from; where there is none, why not."""

    times: Sequence[Time]
    why_none: str = ""


def times_for(
    tandem: Tandem, now: dt.datetime, *, meeting: Meeting | None = None, place: NeutralPlace | None = None
) -> Choice:
    """The best few times for this meeting instead of its own, or for the next one, at this place. Seven queries."""
    dates = _days(tandem, but=meeting)
    first = timezone.localdate(meeting.starts_at) if meeting else _after(dates)
    found = _suggest(tandem, now, 1, first, dates, meeting=meeting, place=place)
    minutes = meeting.minutes if meeting else tandem.cohort.meeting_minutes
    options: list[Option] = [option for one in found.dates for option in (one, *one.others)] if found else []
    times = [
        _time(option, minutes, meant=False)
        for option in options
        if not meeting or option.starts_at != meeting.starts_at
    ]
    return Choice(times[:SHOWN], "" if times else _why_none(found))


def series_for(tandem: Tandem, now: dt.datetime) -> list[Line]:
    """A line for each meeting that is left, a month apart. Seven queries."""
    dates = _days(tandem)
    count = left_of(tandem, len(dates))
    found = _suggest(tandem, now, count, _after(dates), dates) if count else None
    if found is None:
        return [Line(why=_why_none(found))] * count
    both: list[Suggested | Missing] = sorted((*found.dates, *found.missing), key=lambda one: one.target)
    return [_line(one, tandem.cohort.meeting_minutes) for one in both]


def left_of(tandem: Tandem, fixed: int) -> int:
    """How many meetings are still without a date."""
    return max(tandem.cohort.meetings - fixed, 0)


def _time(option: Option, minutes: int, *, meant: bool = True) -> Time:
    return Time(option.starts_at, moment(option.starts_at, minutes), why(option, meant=meant))


def _line(one: Suggested | Missing, minutes: int) -> Line:
    if isinstance(one, Missing):
        return Line(why=why_missing(one))
    others = tuple(_time(other, minutes) for other in one.others)
    return Line(one.starts_at, moment(one.starts_at, minutes), why(one), others)


def _days(tandem: Tandem, but: Meeting | None = None) -> list[dt.date]:
    found = tandem.meetings.filter(state__in=(MeetingState.PLANNED, MeetingState.HELD)).order_by("starts_at")
    return [timezone.localdate(one) for pk, one in found.values_list("pk", "starts_at") if not but or pk != but.pk]


def _after(dates: list[dt.date]) -> dt.date:
    return months_later(dates[-1], 1) if dates else dt.date.min


def _why_none(found: Series | None) -> str:
    if found is None:
        return _("Up to the last day of your tandem nothing is left that could be suggested.")
    return why_missing(found.missing[0]) if found.missing else _("Around then there is no other time.")


def _suggest(
    tandem: Tandem,
    now: dt.datetime,
    count: int,
    first: dt.date,
    fixed: list[dt.date],
    *,
    meeting: Meeting | None = None,
    place: NeutralPlace | None = None,
) -> Series | None:
    """None where nothing is left of the tandem's time."""
    both = [tandem.application_of(side) for side in Side]
    earliest = timezone.localdate(now) + dt.timedelta(days=SOON)
    begin = max(first, earliest)
    if max(earliest, begin - REACH) > last_day(tandem):
        return None
    video = bool(meeting and meeting.mode == MeetingMode.VIDEO and place is None)
    return suggestions(
        people=[one.person for one in both],
        count=count,
        first_day=begin,
        earliest=earliest,
        last_day=last_day(tandem),
        reach=REACH.days,
        minutes=meeting.minutes if meeting else tandem.cohort.meeting_minutes,
        now=now,
        purpose=Purpose(video=video, site_id=place.site_id if place else None),
        usual={one.person_id: one.slots for one in both},
        fixed=fixed,
        leave_out=[meeting.uid] if meeting else [],
    )
