"""A series of dates: as many as there can be, then the one with the fewest points against it, exactly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .convenience import POINTS, Note, Start, best_starts, habit
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
    AFTER_THE_END = "after_the_end"
    BUSY = "busy"
    TOO_CLOSE = "too_close"


@dataclass(frozen=True)
class Option:
    """A time, the points against it, and what they are for: days off its target, another weekday, the time of day."""

    starts_at: dt.datetime
    points: int
    off: int
    other_weekday: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Suggested(Option):
    """A date, the day it was meant for, and other times in its place, the best first."""

    target: dt.date
    others: tuple[Option, ...] = ()


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
    is the length. Several dates have a weekday in common, one alone has none. Equal series: the one with the earlier
    weekday; the same input gives the same series. Cost: linear in days, busy times and dates. Raises ValueError
    without a diary, or where days or targets are not ascending.
    """
    if not diaries or list(days) != sorted(set(days)) or list(targets) != sorted(set(targets)):
        raise ValueError("needs a diary, and days and targets in order")
    week, busy = common(diaries)
    open_days = _open_days(week, busy, days, minutes, zone)
    fixed = [day.toordinal() for day in keep_away_from]
    usable = [day for day in open_days if all(abs(day.ordinal - one) >= apart for one in fixed)]
    marks = [target.toordinal() for target in targets]
    several = len(targets) > 1
    weekdays: list[int | None] = [*sorted({day.weekday for day in usable})] if several and usable else [None]
    choices = [(*_choose(usable, marks, apart, reach, weekday), weekday) for weekday in weekdays]
    points, chosen, favour = min(choices, key=lambda choice: choice[0])
    asked = _Asked(minutes, zone, apart, reach, favour)
    dates = tuple(
        asked.date(day, targets[k], _others(usable, chosen, k, marks[k], asked)[:others])
        for k, day in enumerate(chosen)
        if day is not None
    )
    missing = tuple(
        Missing(targets[k], _cause(week, minutes, days, open_days, marks[k], reach))
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


def _against(day: _Day, mark: int, favour: int | None) -> int:
    off = day.ordinal - mark
    return A_DAY_OFF * off * off + day.start.points + ANOTHER_WEEKDAY * (favour not in (None, day.weekday))


def _choose(
    days: list[_Day], marks: list[int], apart: int, reach: int, favour: int | None
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


class _Asked(NamedTuple):
    """What holds for every date of a series."""

    minutes: int
    zone: ZoneInfo
    apart: int
    reach: int
    favour: int | None

    def date(self, day: _Day, target: dt.date, others: list[Option]) -> Suggested:
        best = self.option(day, day.start, target.toordinal())
        return Suggested(best.starts_at, best.points, best.off, best.other_weekday, best.notes, target, tuple(others))

    def option(self, day: _Day, start: Start, mark: int) -> Option:
        """A time with its points, and what they are for."""
        notes = habit(day.weekday, start.minute, self.minutes)
        if start.points > sum(POINTS[note] for note in notes):
            notes = (*notes, Note.TIGHT)
        return Option(
            dt.datetime.fromtimestamp((day.zero + start.minute) * 60, tz=self.zone),
            _against(day._replace(start=start), mark, self.favour),
            day.ordinal - mark,
            self.favour not in (None, day.weekday),
            notes,
        )


def _others(days: list[_Day], chosen: tuple[_Day | None, ...], k: int, mark: int, asked: _Asked) -> list[Option]:
    """What could take the place of one date while the rest stays; the other half of its own day among it."""
    mine = chosen[k]
    rest = [day.ordinal for day in chosen if day is not None and day is not mine]
    found: list[Option] = []
    for day in days:
        if abs(day.ordinal - mark) > asked.reach or any(abs(day.ordinal - one) < asked.apart for one in rest):
            continue
        start = day.other if day is mine else day.start
        if start:
            found.append(asked.option(day, start, mark))
    return sorted(found, key=lambda option: (option.points, option.starts_at))


def _cause(week: Week, minutes: int, days: Sequence[dt.date], open_days: list[_Day], mark: int, reach: int) -> Cause:
    """Why this target has no date: the first of the reasons that holds."""
    near = [day for day in days if abs(day.toordinal() - mark) <= reach]
    if not near:
        return Cause.AFTER_THE_END if days and days[-1].toordinal() < mark else Cause.NO_WORKING_DAY
    if not any(end - begin >= minutes for day in near for begin, end in week.days[day.weekday()]):
        return Cause.NO_COMMON_HOURS
    if not any(abs(day.ordinal - mark) <= reach for day in open_days):
        return Cause.BUSY
    return Cause.TOO_CLOSE
