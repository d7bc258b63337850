"""Dates in, reasons out."""

import datetime as dt

import pytest

from augenhoehe.care.enums import Reason
from augenhoehe.care.rules import Dates, Stretch, extra_hours, reason_of
from augenhoehe.programmes.models import Cohort

START = dt.date(2026, 1, 1)


def dates(**changes: object) -> Dates:
    values: dict[str, object] = {"begins_on": START, "last_met": None, "has_next": False, "fell_through": 0}
    return Dates(**{**values, **changes})  # type: ignore[arg-type]


def on(day: int) -> dt.date:
    return START + dt.timedelta(days=day)


@pytest.mark.parametrize(
    ("known", "day", "reason"),
    [
        (dates(), 20, None),
        (dates(), 21, Reason.NO_FIRST),
        (dates(has_next=True), 60, None),
        (dates(last_met=on(10)), 44, None),
        (dates(last_met=on(10)), 45, Reason.NO_NEXT),
        (dates(last_met=on(10), has_next=True), 90, None),
        (dates(fell_through=1), 5, None),
        (dates(fell_through=2), 5, Reason.CANCELLED),
        (dates(fell_through=2, has_next=True), 5, Reason.CANCELLED),
        (dates(calm_since=on(30)), 50, None),
        (dates(calm_since=on(30)), 51, Reason.NO_FIRST),
        (dates(last_met=on(10), calm_since=on(60)), 94, None),
        (dates(last_met=on(10), calm_since=on(60)), 95, Reason.NO_NEXT),
    ],
)
def test_reasons(known: Dates, day: int, reason: Reason | None) -> None:
    assert reason_of(known, on(day)) == reason


def test_a_break_is_no_part_of_the_stretch() -> None:
    """180 days, and forty of rest by which the end has moved: day 100 of the calendar is the sixtieth."""
    stretch = Stretch(START, on(220), paused=40)
    assert (stretch.days, stretch.day(on(100))) == (180, 60)
    assert [stretch.is_past(1 / 2, on(day)) for day in (129, 130)] == [False, True]


@pytest.mark.parametrize(
    ("side", "months", "hours"), [("mentor", 0, 0), ("mentor", 1, 3), ("mentor", 3, 8), ("mentee", 3, 6)]
)
def test_an_extension_costs_meetings_and_preparation(side: str, months: int, hours: int) -> None:
    """A mentor's 24 hours hold 15 for six meetings: two and a half a month; a mentee's 16 hold 12."""
    assert extra_hours(Cohort(), side, months) == hours


def test_hours_that_hold_no_preparation_cost_the_meetings() -> None:
    assert extra_hours(Cohort(mentor_hours=5), "mentor", 2) == 3
