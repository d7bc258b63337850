"""Begin and end of what makes somebody busy, from calendar text of any programme. Titles are never looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, vRecur

from augenhoehe.common.ics import read_calendars

from ..enums import SourceError
from ..planning import Span, merged
from .errors import MOST_BYTES, ReadError

HORIZON: Final = dt.timedelta(days=400)
"""How far ahead busy times are kept: six months, an extension and a break."""

_MOST_ENTRIES: Final = 20_000
_MOST_TIMES: Final = 10_000
_PIECE: Final = dt.timedelta(days=31)
_TOO_OFTEN: Final = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_FREE: Final = ("FREE", "WORKINGELSEWHERE")


def busy_spans(text: bytes, *, now: dt.datetime, zone: ZoneInfo) -> list[Span]:
    """Merged minutes since 1970 UTC from the day of `now` to the horizon. Raises ReadError.

    Free and cancelled entries do not count, tentative ones do. A time without a zone is `zone`'s.
    """
    if len(text) > MOST_BYTES:
        raise ReadError(SourceError.TOO_LARGE)
    try:
        calendars = read_calendars(text)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(SourceError.NO_CALENDAR) from error
    if not calendars:
        raise ReadError(SourceError.NO_CALENDAR)
    since = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    until = since + HORIZON
    found: list[Span] = []
    for calendar in calendars:
        found += (_minutes(begin, end, zone) for begin, end in _events(calendar, since, until))
        found += (_minutes(begin, end, zone) for begin, end in _free_busy(calendar))
    first, last = _minute(since, zone), _minute(until, zone)
    return merged((max(begin, first), min(end, last)) for begin, end in found)


def _events(calendar: Any, since: dt.datetime, until: dt.datetime) -> Iterator[tuple[Any, Any]]:
    """Begin and end of every event that counts, each time of a series for itself."""
    entries = [part for part in calendar.subcomponents if part.name in ("VEVENT", "VTIMEZONE")]
    if len(entries) > _MOST_ENTRIES:
        raise ReadError(SourceError.TOO_LARGE)
    bare = Calendar()
    for part in entries:
        if part.name == "VTIMEZONE" or not _endless(part):
            bare.add_component(part)
    try:
        query = recurring_ical_events.of(bare, skip_bad_series=True)
        times = (event for begin, end in _months(since, until) for event in query.between(begin, end))
        yield from ((event.start, event.end) for event in islice(times, _MOST_TIMES) if _counts(event))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ReadError(SourceError.NO_CALENDAR) from error


def _months(since: dt.datetime, until: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """The time in pieces, so that a calendar with too much in it is left before all of it is made."""
    while since < until:
        yield since, min(since + _PIECE, until)
        since += _PIECE


def _endless(event: Any) -> bool:
    """A series that comes back within a day would keep us busy for long, and one whose rule is broken has no end."""
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if not isinstance(rule, vRecur):
            return True
        often = {str(one).upper() for one in rule.get("FREQ", [])} & _TOO_OFTEN
        if often or rule.get("BYSECOND") or rule.get("BYMINUTE") or rule.get("BYHOUR"):
            return True
    return False


def _counts(event: Any) -> bool:
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return False
    return str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() not in _FREE


def _free_busy(calendar: Any) -> Iterator[tuple[Any, Any]]:
    """What a server or programme publishes as free/busy, without any entry."""
    for part in calendar.walk("VFREEBUSY"):
        found = part.get("FREEBUSY", [])
        for period in found if isinstance(found, list) else [found]:
            kind = str(getattr(period, "params", {}).get("FBTYPE", "BUSY")).upper()
            if kind != "FREE":
                yield period.start, period.end


def _minutes(begin: dt.date, end: dt.date, zone: ZoneInfo) -> Span:
    return _minute(begin, zone), -(-_seconds(end, zone) // 60)


def _minute(moment: dt.date, zone: ZoneInfo) -> int:
    return _seconds(moment, zone) // 60


def _seconds(moment: dt.date, zone: ZoneInfo) -> int:
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(), zone)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())
