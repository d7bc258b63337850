"""Times that suit both, for one date or for all that are left. Nobody learns more than the times."""

import datetime as dt

from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.calendars.planning import Suggested
from augenhoehe.calendars.selectors.suggestions import Purpose, suggestions
from augenhoehe.common.dates import months_later

from ..enums import MeetingMode, MeetingState
from ..models import Meeting, Tandem
from .meetings import last_day

SHOWN = 4
SOON = 3
"""Days from now on within which nobody is asked to come."""


def times_for(tandem: Tandem, now: dt.datetime, *, meeting: Meeting | None = None) -> list[dt.datetime]:
    """The best few times for this meeting instead of its own, or for the next one. Seven queries."""
    dates = _days(tandem, but=meeting)
    first = timezone.localdate(meeting.starts_at) if meeting else _after(dates)
    found = _suggest(tandem, now, 1, max(first, timezone.localdate(now)), dates, meeting=meeting)
    times = [time for one in found for time in (one.starts_at, *one.others)]
    return [time for time in times if meeting is None or time != meeting.starts_at][:SHOWN]


def series_for(tandem: Tandem, now: dt.datetime) -> list[dt.datetime | None]:
    """A time for each meeting that is left, a month apart; None for one that cannot be found. Seven queries."""
    dates = _days(tandem)
    count = left_of(tandem, len(dates))
    found = _suggest(tandem, now, count, _after(dates), dates) if count else []
    times: list[dt.datetime | None] = [one.starts_at for one in found]
    return times + [None] * (count - len(times))


def left_of(tandem: Tandem, fixed: int) -> int:
    """How many meetings are still without a date."""
    return max(tandem.cohort.meetings - fixed, 0)


def _days(tandem: Tandem, but: Meeting | None = None) -> list[dt.date]:
    found = tandem.meetings.filter(state__in=(MeetingState.PLANNED, MeetingState.HELD)).order_by("starts_at")
    return [timezone.localdate(one) for pk, one in found.values_list("pk", "starts_at") if not but or pk != but.pk]


def _after(dates: list[dt.date]) -> dt.date:
    return months_later(dates[-1], 1) if dates else dt.date.min


def _suggest(
    tandem: Tandem, now: dt.datetime, count: int, first: dt.date, fixed: list[dt.date], meeting: Meeting | None = None
) -> list[Suggested]:
    both = [tandem.application_of(side) for side in Side]
    begin = max(first, timezone.localdate(now) + dt.timedelta(days=SOON))
    if begin > last_day(tandem):
        return []
    found = suggestions(
        people=[one.person for one in both],
        count=count,
        first_day=begin,
        minutes=meeting.minutes if meeting else tandem.cohort.meeting_minutes,
        now=now,
        purpose=Purpose(video=bool(meeting and meeting.mode == MeetingMode.VIDEO)),
        usual={one.person_id: one.slots for one in both},
        fixed=fixed,
        leave_out=[meeting.uid] if meeting else [],
    )
    return [one for one in found.dates if timezone.localdate(one.starts_at) <= last_day(tandem)]
