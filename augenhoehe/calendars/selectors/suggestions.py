"""Dates that suit both, from everything that is known of their time. Nobody learns more than the dates."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings

from augenhoehe.common.dates import months_later
from augenhoehe.common.workdays import is_working_day
from augenhoehe.intake.parsers.slots import BLOCKS
from augenhoehe.people.models import Person

from ..entries import Entry, entries_of
from ..models import Source, TravelTime, WeeklyHours
from ..planning import Diary, Series, Span, Week, merged, suggest

_EVES = ((12, 24), (12, 31))
"""No holidays, but days off in the public service of most places; nobody wants to meet then."""


@dataclass(frozen=True)
class Purpose:
    """Where the dates are to be: by video, at a site (`site_id`), or wherever (the way is the longest there may be)."""

    video: bool = False
    site_id: int | None = None


def suggestions(
    *,
    people: Sequence[Person],
    count: int,
    first_day: dt.date,
    minutes: int,
    now: dt.datetime,
    purpose: Purpose | None = None,
    usual: Mapping[int, Iterable[int]] | None = None,
    months: int = 1,
    apart: int = 14,
    reach: int = 14,
    fixed: Sequence[dt.date] = (),
    earliest: dt.date | None = None,
    last_day: dt.date = dt.date.max,
    leave_out: Sequence[str] = (),
) -> Series:
    """`count` dates from `first_day` on, every `months` months, when all these people have time.

    earliest: given where the first one may lie up to `reach` days before `first_day` too, but never before this day.
    usual: person's key → numbers of two-hour blocks (as in applications), for whoever has entered no weekly hours;
    without either it is the office hours. fixed: days of dates that stay; nothing is suggested within `apart` days of
    them, or after `last_day`. leave_out: UIDs of dates that are to be moved, and so do not stand in their own way. No
    date begins before tomorrow. Six queries, and those of the rooms that have dates, however many people there are.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    tomorrow = now.astimezone(zone).date() + dt.timedelta(days=1)
    target = max(first_day, tomorrow)
    targets = [months_later(target, months * number) for number in range(count)]
    first = max(earliest, tomorrow, target - dt.timedelta(days=reach)) if earliest else target
    last = min(targets[-1] + dt.timedelta(days=reach), last_day)
    days = _working_days(first, last)
    since, until = (dt.datetime.combine(day, dt.time(), zone) for day in (first, last + dt.timedelta(days=1)))
    weeks, busy = _weeks(people, usual or {}), _busy(people, since, until, leave_out)
    travel = _travel(people, purpose or Purpose())
    diaries = [Diary(weeks[person.pk], busy[person.pk], travel[person.pk]) for person in people]
    return suggest(
        diaries, days=days, targets=targets, minutes=minutes, zone=zone, apart=apart, reach=reach, keep_away_from=fixed
    )


def _working_days(first: dt.date, last: dt.date) -> list[dt.date]:
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if is_working_day(day) and (day.month, day.day) not in _EVES]


def _weeks(people: Sequence[Person], usual: Mapping[int, Iterable[int]]) -> dict[int, Week]:
    """Own weekly hours, else the blocks of the application, else the office hours: people know best when they work."""
    own = {one.person_id: one.week for one in WeeklyHours.objects.filter(person__in=people)}
    return {
        person.pk: own.get(person.pk) or _week_of_blocks(usual.get(person.pk, ())) or settings.OFFICE_HOURS
        for person in people
    }


def _week_of_blocks(blocks: Iterable[int]) -> Week | None:
    days: list[list[Span]] = [[] for _ in range(7)]
    for block in blocks:
        day, part = divmod(block, len(BLOCKS))
        days[day].append((BLOCKS[part][0] * 60, BLOCKS[part][1] * 60))
    return Week(tuple(tuple(merged(day)) for day in days)) if any(days) else None


def _busy(
    people: Sequence[Person], since: dt.datetime, until: dt.datetime, leave_out: Sequence[str]
) -> dict[int, list[Span]]:
    """What calendars say, and what is planned here."""
    found: dict[int, list[Span]] = {person.pk: [] for person in people}
    for source in Source.objects.filter(person__in=people).only("person_id", "busy"):
        found[source.person_id] += source.spans
    for pk, entries in entries_of(people, since, until).items():
        spans = {entry.uid: _span(entry) for entry in entries}
        # Their own calendars have heard of the date that is to be moved, and call it busy. What lasts longer stays: it
        # may be the very thing that the date is moved for.
        moved = [spans.pop(uid) for uid in leave_out if uid in spans]
        found[pk] = [*(span for span in found[pk] if span not in moved), *spans.values()]
    return found


def _span(entry: Entry) -> Span:
    begin = int(entry.starts_at.timestamp()) // 60
    return begin, begin + entry.minutes


def _travel(people: Sequence[Person], purpose: Purpose) -> dict[int, int]:
    """Minutes of each person's way: none by video or within a site, the usual one where nobody has measured it.

    Where no place is named one of them travels to the other, and nobody knows yet who: both keep the time free.
    """
    if purpose.video:
        return {person.pk: 0 for person in people}
    goals = {purpose.site_id} if purpose.site_id else {person.site_id for person in people if person.site_id}
    known: dict[tuple[int | None, int | None], int] = {
        pair: minutes
        for one, other, minutes in TravelTime.objects.filter(one__in=goals | _sites(people)).values_list(
            "one", "other", "minutes"
        )
        for pair in ((one, other), (other, one))
    }
    default = settings.TRAVEL_MINUTES

    def way(person: Person, goal: int | None) -> int:
        return 0 if person.site_id == goal else known.get((person.site_id, goal), default)

    return {person.pk: max((way(person, goal) for goal in goals), default=0) for person in people}


def _sites(people: Sequence[Person]) -> set[int | None]:
    return {person.site_id for person in people}
