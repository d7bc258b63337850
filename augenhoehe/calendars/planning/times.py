"""Spans of time as pairs of whole minutes, half-open: they are merged, intersected and taken away from each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from zoneinfo import ZoneInfo

Span = tuple[int, int]
"""(begin, end). In a week: minutes since midnight on the wall clock. On the time line: minutes since 1970 UTC."""

DAY = 24 * 60
_EPOCH = dt.date(1970, 1, 1)
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIMES = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|bis|to)\s*(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:uhr|h))?")
_PART = re.compile(r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? (?P<h1>\d\d?):(?P<m1>\d\d)-(?P<h2>\d\d?):(?P<m2>\d\d)")


@dataclass(frozen=True)
class Week:
    """Hours that come back every week: for Monday to Sunday the spans of the day, sorted and apart."""

    days: tuple[tuple[Span, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError("a week has seven days")

    @classmethod
    def parse(cls, text: str) -> Week:
        """``"mon-thu 08:00-17:00; fri 08:00-15:00"``. Raises ValueError."""
        days: list[list[Span]] = [[] for _ in _NAMES]
        for part in text.lower().split(";"):
            found = _PART.fullmatch(" ".join(part.split()))
            if found is None or found["first"] not in _NAMES or (found["last"] or "mon") not in _NAMES:
                raise ValueError(f"no weekly hours: {part.strip()}")
            begin, end = (int(found[f"h{n}"]) * 60 + int(found[f"m{n}"]) for n in (1, 2))
            if not begin < end <= DAY:
                raise ValueError(f"does not end after it begins: {part.strip()}")
            first = _NAMES.index(found["first"])
            for day in range(first, _NAMES.index(found["last"] or found["first"]) + 1):
                days[day].append((begin, end))
        return cls(tuple(tuple(merged(spans)) for spans in days))

    def and_also(self, other: Week) -> Week:
        """The hours that lie in both."""
        return Week(tuple(tuple(intersect(a, b)) for a, b in zip(self.days, other.days, strict=True)))


@dataclass(frozen=True)
class Diary:
    """One person: when they can meet at all, when they have something else to do, and how far the way is.

    busy: spans on the time line, in any order; they may overlap. travel: minutes there, and as many back, that must be
    free of anything else; the way itself may lie outside of the weekly hours.
    """

    week: Week
    busy: Sequence[Span] = ()
    travel: int = 0


def read_day(text: str) -> tuple[Span, ...]:
    """``"9-12, 13:00–16.30 Uhr"`` → the spans of a day; nothing for an empty text. Raises ValueError."""
    spans = []
    for part in (one.strip().lower() for one in re.split(r"[,;]|\bund\b|\band\b", text)):
        found = _TIMES.fullmatch(part)
        if found is None:
            if part:
                raise ValueError(part)
            continue
        begin, end = (int(found[n]) * 60 + int(found[n + 1] or 0) for n in (1, 3))
        if not begin < end <= DAY or int(found[2] or 0) > 59 or int(found[4] or 0) > 59:
            raise ValueError(part)
        spans.append((begin, end))
    return tuple(merged(spans))


def day_in_words(spans: Iterable[Span]) -> str:
    """The same the other way round, always in one form."""
    return ", ".join(f"{begin // 60:02}:{begin % 60:02}–{end // 60:02}:{end % 60:02}" for begin, end in spans)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time as sorted spans that do not touch; empty and reversed ones are dropped."""
    whole: list[Span] = []
    for begin, end in sorted(spans):
        if begin >= end:
            continue
        if whole and begin <= whole[-1][1]:
            if end > whole[-1][1]:
                whole[-1] = (whole[-1][0], end)
        else:
            whole.append((begin, end))
    return whole


def intersect(ours: Sequence[Span], theirs: Sequence[Span]) -> list[Span]:
    """What lies in both of two merged lists."""
    found: list[Span] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        begin, end = max(ours[i][0], theirs[j][0]), min(ours[i][1], theirs[j][1])
        if begin < end:
            found.append((begin, end))
        if ours[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1
    return found


def without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """What is left of a merged list when another one is taken away. Linear in both."""
    left: list[Span] = []
    k = 0
    for begin, end in spans:
        while k < len(taken) and taken[k][1] <= begin:
            k += 1
        at = k
        while at < len(taken) and taken[at][0] < end:
            if begin < taken[at][0]:
                left.append((begin, taken[at][0]))
            begin = max(begin, taken[at][1])
            at += 1
        if begin < end:
            left.append((begin, end))
    return left


def midnight(day: dt.date, zone: ZoneInfo) -> int:
    """The minute from which the wall clock of this day counts, by its offset at noon: clocks change at night."""
    offset = dt.datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() or dt.timedelta()
    return (day - _EPOCH).days * DAY - int(offset.total_seconds()) // 60


def common(diaries: Sequence[Diary]) -> tuple[Week, list[Span]]:
    """The hours that everybody keeps, and when somebody is busy or on the way; at least one diary."""
    week = reduce(Week.and_also, (diary.week for diary in diaries))
    busy = merged((begin - diary.travel, end + diary.travel) for diary in diaries for begin, end in diary.busy)
    return week, busy
