"""A series of dates: as many as there can be, then the one with the fewest points against it, exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .convenience import Start, best_starts
from .times import DAY, Diary, Span, Week, common, midnight, without

A_DAY_OFF = 4
"""Points for a date one day off its month; two days cost four times as much, so that the months stay even."""

ANOTHER_WEEKDAY = 6
"""Points for a date that does not fall on the weekday of the series."""

_SKIP = 10**7
"""Points for a date that is left out: more than any series of dates can have, so that their number comes first."""


class Cause(Enum):
    """Why there is no date."""

    NO_COMMON_HOURS = "no_common_hours"
    NO_WORKING_DAY = "no_working_day"
    BUSY = "busy"
    TOO_CLOSE = "too_close"


@dataclass(frozen=True)
class Suggested:
    """A date, the day it was meant for, points against it, and other times in its place, the best first."""

    starts_at: dt.datetime
    target: dt.date
    points: int
    others: tuple[dt.datetime, ...] = ()


@dataclass(frozen=True)
class Missing:
    """A date that was meant for this day and could not be found."""

    target: dt.date
    cause: Cause


@dataclass(frozen=True)
class Series:
    """Dates in order, those that are missing, and the points against the whole."""

    dates: tuple[Suggested, ...]
    missing: tuple[Missing, ...]
    points: int


class _Day(NamedTuple):
    """A day with at least one time: its ordinal, its weekday, its best time, and the best of the day's other half."""

    ordinal: int
    weekday: int
    zero: int
    start: Start
    other: Start | None


def suggest(
    diaries: Sequence[Diary],
    *,
    days: Sequence[dt.date],
    targets: Sequence[dt.date],
    minutes: int,
    zone: ZoneInfo,
    apart: int = 14,
    reach: int = 14,
    keep_away_from: Sequence[dt.date] = (),
    others: int = 3,
) -> Series:
    """The best dates for everybody whose diary is given.

    days: when people are at work, ascending. targets: the days the dates are meant for, ascending; no date lies more
    than `reach` days off its own, or less than `apart` days from another or from one of `keep_away_from`. `minutes`
    is the length. Equal series: the earlier weekday, then the earlier dates. Cost: linear in days, busy times and
    dates. Raises ValueError without a diary, or where days or targets are not ascending.
    """
    if not diaries or list(days) != sorted(set(days)) or list(targets) != sorted(set(targets)):
        raise ValueError("needs a diary, and days and targets in order")
    week, busy = common(diaries)
    open_days = _open_days(week, busy, days, minutes, zone)
    fixed = [day.toordinal() for day in keep_away_from]
    usable = [day for day in open_days if all(abs(day.ordinal - one) >= apart for one in fixed)]
    marks = [target.toordinal() for target in targets]
    weekdays = sorted({day.weekday for day in usable}) or [0]
    points, chosen, favour = min((*_choose(usable, marks, apart, reach, weekday), weekday) for weekday in weekdays)
    dates = tuple(
        Suggested(
            _moment(day.zero + day.start.minute, zone),
            targets[k],
            _against(day, marks[k], favour),
            _others(usable, chosen, k, marks[k], apart, reach, favour, others, zone),
        )
        for k, day in enumerate(chosen)
        if day is not None
    )
    missing = tuple(
        Missing(targets[k], _cause(week, minutes, days, open_days, usable, marks[k], reach))
        for k, day in enumerate(chosen)
        if day is None
    )
    return Series(dates, missing, points - _SKIP * len(missing))


def _open_days(week: Week, busy: list[Span], days: Sequence[dt.date], minutes: int, zone: ZoneInfo) -> list[_Day]:
    zeros = [midnight(day, zone) for day in days]
    offered = [
        (zero + begin, zero + end)
        for day, zero in zip(days, zeros, strict=True)
        for begin, end in week.days[day.weekday()]
        if end - begin >= minutes
    ]
    gaps = iter([gap for gap in without(offered, busy) if gap[1] - gap[0] >= minutes])
    found, gap = [], next(gaps, None)
    for day, zero in zip(days, zeros, strict=True):
        free: list[Span] = []
        while gap is not None and gap[0] < zero + DAY:
            free.append((gap[0] - zero, gap[1] - zero))
            gap = next(gaps, None)
        weekday = day.weekday()
        if starts := best_starts(weekday, free, week.days[weekday], minutes):
            found.append(_Day(day.toordinal(), weekday, zero, starts[0], starts[1] if len(starts) > 1 else None))
    return found


def _against(day: _Day, mark: int, favour: int) -> int:
    off = day.ordinal - mark
    return A_DAY_OFF * off * off + day.start.points + ANOTHER_WEEKDAY * (day.weekday != favour)


def _choose(
    days: list[_Day], marks: list[int], apart: int, reach: int, favour: int
) -> tuple[int, tuple[_Day | None, ...]]:
    """The least points for all targets, and the day of each (None: left out).

    least[k][m]: the least points for the first k targets with the first m days. Either target k is left out, or day m
    stays unused, or target k takes day m and the earlier ones have the days that lie far enough before it.
    """
    before = _days_before(days, apart)
    least = [[0] * (len(days) + 1)]
    for k, mark in enumerate(marks):
        former = least[k]
        row = [former[0] + _SKIP]
        for m, day in enumerate(days):
            points = min(former[m + 1] + _SKIP, row[m])
            if abs(day.ordinal - mark) <= reach:
                points = min(points, former[before[m]] + _against(day, mark, favour))
            row.append(points)
        least.append(row)
    chosen: list[_Day | None] = []
    m = len(days)
    for k in range(len(marks), 0, -1):
        while m and least[k][m] == least[k][m - 1]:
            m -= 1
        if least[k][m] == least[k - 1][m] + _SKIP:
            chosen.append(None)
        else:
            chosen.append(days[m - 1])
            m = before[m - 1]
    return least[-1][-1], tuple(reversed(chosen))


def _days_before(days: list[_Day], apart: int) -> list[int]:
    """For each day, how many days lie at least `apart` before it."""
    found, count = [], 0
    for day in days:
        while days[count].ordinal <= day.ordinal - apart:
            count += 1
        found.append(count)
    return found


def _others(
    days: list[_Day],
    chosen: tuple[_Day | None, ...],
    k: int,
    mark: int,
    apart: int,
    reach: int,
    favour: int,
    count: int,
    zone: ZoneInfo,
) -> tuple[dt.datetime, ...]:
    """What could take the place of one date while the rest stays; the other half of its own day among it."""
    mine = chosen[k]
    rest = [day.ordinal for day in chosen if day is not None and day is not mine]
    found: list[tuple[int, int]] = []
    for day in days:
        if abs(day.ordinal - mark) > reach or any(abs(day.ordinal - one) < apart for one in rest):
            continue
        against = _against(day, mark, favour)
        if day is not mine:
            found.append((against, day.zero + day.start.minute))
        elif day.other:
            found.append((against - day.start.points + day.other.points, day.zero + day.other.minute))
    return tuple(_moment(minute, zone) for _points, minute in sorted(found)[:count])


def _cause(
    week: Week,
    minutes: int,
    days: Sequence[dt.date],
    open_days: list[_Day],
    usable: list[_Day],
    mark: int,
    reach: int,
) -> Cause:
    """Why this target has no date: the first of the reasons that holds."""
    near = [day for day in days if abs(day.toordinal() - mark) <= reach]
    if not near:
        return Cause.NO_WORKING_DAY
    if not any(end - begin >= minutes for day in near for begin, end in week.days[day.weekday()]):
        return Cause.NO_COMMON_HOURS
    if not any(abs(day.ordinal - mark) <= reach for day in open_days):
        return Cause.BUSY
    return Cause.TOO_CLOSE


def _moment(minute: int, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.fromtimestamp(minute * 60, tz=zone)
