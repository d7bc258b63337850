"""How welcome a time of day is: points against it, the fewer the better. ADR 0014 has the table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from .times import DAY, Span

STEP = 15
"""Meetings begin at a quarter of an hour."""

BREATH = 15
"""Minutes of air that people like to have before and after."""


class Note(Enum):
    """What speaks against a time."""

    LUNCH = "lunch"
    FRIDAY_AFTERNOON = "friday_afternoon"
    EARLY = "early"
    LATE = "late"
    TIGHT = "tight"
    CROOKED = "crooked"


POINTS: Final = {
    Note.LUNCH: 30,
    Note.FRIDAY_AFTERNOON: 20,
    Note.EARLY: 15,
    Note.LATE: 15,
    Note.TIGHT: 10,
    Note.CROOKED: 3,
}

_LUNCH = (12 * 60, 13 * 60)
_EARLIEST, _LATEST, _NOON = 9 * 60, 16 * 60 + 30, 12 * 60


class Start(NamedTuple):
    """A time to begin: points against it, and minutes since midnight. Compared by points, then by time."""

    points: int
    minute: int


def habit(weekday: int, minute: int, minutes: int) -> tuple[Note, ...]:
    """What speaks against beginning then, whatever else lies around."""
    end = minute + minutes
    held = {
        Note.LUNCH: minute < _LUNCH[1] and end > _LUNCH[0],
        Note.FRIDAY_AFTERNOON: weekday == 4 and end > _LUNCH[1],
        Note.EARLY: minute < _EARLIEST,
        Note.LATE: end > _LATEST,
        Note.CROOKED: minute % 30 != 0,
    }
    return tuple(note for note, holds in held.items() if holds)


@cache
def points_of_day(weekday: int, minutes: int) -> tuple[int, ...]:
    """For each quarter of an hour of this weekday, the points against beginning a meeting of this length."""
    return tuple(sum(POINTS[note] for note in habit(weekday, minute, minutes)) for minute in range(0, DAY, STEP))


def best_starts(weekday: int, gaps: Sequence[Span], hours: Sequence[Span], minutes: int) -> list[Start]:
    """The best time to begin in the morning and in the afternoon of one day, the better one first.

    gaps: what is free, hours: what the day offers, both since midnight.
    """
    points = points_of_day(weekday, minutes)
    found: list[Start | None] = [None, None]
    for free in gaps:
        around = next(span for span in hours if span[0] <= free[0] and free[1] <= span[1])
        for minute in range(-(-free[0] // STEP) * STEP, free[1] - minutes + 1, STEP):
            cost = points[minute // STEP]
            if (minute - free[0] < BREATH and free[0] > around[0]) or (
                free[1] - minute - minutes < BREATH and free[1] < around[1]
            ):
                cost += POINTS[Note.TIGHT]
            half = minute >= _NOON
            known = found[half]
            if known is None or cost < known.points:
                found[half] = Start(cost, minute)
    return sorted(start for start in found if start is not None)
