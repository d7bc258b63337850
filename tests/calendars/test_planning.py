"""Spans and series of dates, against what one finds by trying everything."""

import datetime as dt
import itertools
import random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from augenhoehe.calendars.planning import (
    Cause,
    Diary,
    Note,
    Week,
    common,
    day_in_words,
    intersect,
    merged,
    read_day,
    suggest,
    without,
)
from augenhoehe.calendars.planning.convenience import BREATH, POINTS, STEP, best_starts, habit
from augenhoehe.calendars.planning.series import A_DAY_OFF, ANOTHER_WEEKDAY, _choose, _Day
from augenhoehe.calendars.planning.times import midnight

ZONE = ZoneInfo("Europe/Berlin")
OFFICE = Week.parse("mon-thu 08:00-17:00; fri 08:00-15:00")
MONDAY = dt.date(2026, 11, 30)
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12)


def minutes_in(found: list[tuple[int, int]]) -> set[int]:
    return {minute for begin, end in found for minute in range(begin, end)}


def working_days(first: dt.date, count: int) -> list[dt.date]:
    days = (first + dt.timedelta(days=number) for number in range(count))
    return [day for day in days if day.weekday() < 5]


def at(day: dt.date, hour: int, minute: int = 0) -> int:
    return midnight(day, ZONE) + hour * 60 + minute


def whole(day: dt.date) -> tuple[int, int]:
    return at(day, 0), at(day, 24)


@given(spans)
def test_merging_keeps_every_minute_and_lets_nothing_touch(found: list[tuple[int, int]]) -> None:
    clean = merged(found)
    assert minutes_in(clean) == minutes_in(found)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(clean))


@given(spans, spans)
def test_what_is_in_both_and_what_is_left(ours: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> None:
    a, b = merged(ours), merged(theirs)
    assert minutes_in(intersect(a, b)) == minutes_in(a) & minutes_in(b)
    assert minutes_in(without(a, b)) == minutes_in(a) - minutes_in(b)


def test_a_week_is_read_from_a_setting() -> None:
    week = Week.parse("mon-wed 09:00-12:00;  WED 12:00-15:30 ; sun 10:00-11:00")
    assert week.days == (((540, 720),), ((540, 720),), ((540, 930),), (), (), (), ((600, 660),))


@pytest.mark.parametrize("text", ["", "mon", "mon 9-12", "mon 12:00-09:00", "mon 09:00-25:00", "tag 09:00-10:00"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Week.parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        (" 9-12 ", "09:00–12:00"),
        ("8.30 – 12 Uhr, 13:00 bis 16:45", "08:30–12:00, 13:00–16:45"),
        ("13-15; 9 to 12", "09:00–12:00, 13:00–15:00"),
        ("9-11, 10-12", "09:00–12:00"),
        ("9-11 und 13-24", "09:00–11:00, 13:00–24:00"),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, words: str) -> None:
    assert day_in_words(read_day(text)) == words
    assert read_day(words) == read_day(text)


@pytest.mark.parametrize("text", ["9", "12-9", "9-25", "9:75-11", "morgens", "9-10-11"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_day(text)


def test_the_way_must_be_free_and_may_lie_before_work() -> None:
    early = Diary(OFFICE, [(at(MONDAY, 9), at(MONDAY, 10))], travel=30)
    _week, busy = common([early, Diary(OFFICE)])
    assert busy == [(at(MONDAY, 8, 30), at(MONDAY, 10, 30))]
    found = suggest([Diary(OFFICE, travel=30)], days=[MONDAY], targets=[MONDAY], minutes=540, zone=ZONE)
    assert [date.starts_at.hour for date in found.dates] == [8]


def test_the_wall_clock_holds_on_both_sides_of_summer_time() -> None:
    days = [dt.date(2027, 3, 26), dt.date(2027, 3, 29)]
    found = suggest([Diary(Week.parse("mon-fri 10:00-11:00"))], days=days, targets=days, minutes=60, zone=ZONE, apart=1)
    assert [date.starts_at.isoformat() for date in found.dates] == [
        "2027-03-26T10:00:00+01:00",
        "2027-03-29T10:00:00+02:00",
    ]


def test_what_speaks_against_a_time() -> None:
    assert habit(0, 10 * 60, 90) == ()
    assert habit(0, 11 * 60, 90) == (Note.LUNCH,)
    assert habit(4, 13 * 60 + 15, 90) == (Note.FRIDAY_AFTERNOON, Note.CROOKED)
    assert habit(1, 8 * 60, 60) == (Note.EARLY,)
    assert habit(1, 15 * 60 + 30, 90) == (Note.LATE,)


def test_people_get_air_between_two_things() -> None:
    hours = [(480, 1020)]
    free = [(480, 540), (600, 720)]
    assert [start.minute for start in best_starts(0, free, hours, 60)] == [630]
    assert best_starts(0, [(600, 660)], hours, 60)[0].points == 10
    assert best_starts(0, [(600, 660)], [(600, 660)], 60)[0].points == 0


@given(st.integers(0, 6), spans.filter(bool), st.sampled_from([15, 30, 60, 90]))
def test_the_best_start_is_the_best_of_all(weekday: int, found: list[tuple[int, int]], minutes: int) -> None:
    hours = [(420, 1140)]
    taken = merged((420 + begin * 12, 420 + end * 12) for begin, end in found)
    gaps = without(hours, taken)

    def points(free: tuple[int, int], minute: int) -> int:
        tight = (minute - free[0] < BREATH and free[0] > 420) or (
            free[1] - minute - minutes < BREATH and free[1] < 1140
        )
        return sum(POINTS[note] for note in habit(weekday, minute, minutes)) + POINTS[Note.TIGHT] * tight

    every = [
        (points(free, minute), minute)
        for free in gaps
        for minute in range(0, 1440, STEP)
        if free[0] <= minute and minute + minutes <= free[1]
    ]
    assert [tuple(start) for start in best_starts(weekday, gaps, hours, minutes)[:1]] == sorted(every)[:1]


@pytest.mark.parametrize("seed", range(60))
def test_no_series_is_better_than_the_one_that_is_chosen(seed: int) -> None:
    rng = random.Random(seed)
    days = [
        _Day(number, number % 7, 0, best_starts(0, [(480 + rng.randrange(33) * 15, 1020)], [(480, 1020)], 60)[0], None)
        for number in sorted(rng.sample(range(100, 160), 8))
    ]
    marks = sorted(rng.sample(range(100, 160), 3))
    apart, reach, favour = rng.choice([1, 5, 12]), rng.choice([4, 10, 30]), rng.randrange(5)

    def points(choice: tuple[_Day | None, ...]) -> tuple[int, int] | None:
        taken = [day for day in choice if day is not None]
        if any(b.ordinal - a.ordinal < apart for a, b in itertools.pairwise(taken)):
            return None
        against = 0
        for day, mark in zip(choice, marks, strict=True):
            if day is None:
                continue
            if abs(day.ordinal - mark) > reach:
                return None
            off = day.ordinal - mark
            against += A_DAY_OFF * off * off + day.start.points + ANOTHER_WEEKDAY * (day.weekday != favour)
        return choice.count(None), against

    every = [points(choice) for choice in itertools.product([None, *days], repeat=3)]
    _total, chosen = _choose(days, marks, apart, reach, favour)
    assert points(chosen) == min(one for one in every if one is not None)


@pytest.mark.parametrize("seed", range(12))
def test_a_whole_suggestion_is_the_best_of_all_there_are(seed: int) -> None:
    """Every choice of quarter hours is tried, by the objective as docs/adr/0014 states it and nothing of the search."""
    rng = random.Random(seed)
    days = sorted(rng.sample(working_days(MONDAY, 28), 5))
    targets = sorted(rng.sample(days, 3))
    apart, reach, fixed = (
        rng.choice([2, 7, 14]),
        rng.choice([5, 20]),
        [MONDAY + dt.timedelta(days=rng.randrange(-9, 40))],
    )
    week = Week.parse("mon-fri 11:30-14:00")
    busy = [
        (begin := at(rng.choice(days), 11, rng.randrange(0, 150, 5)), begin + rng.randrange(5, 60)) for _ in range(6)
    ]

    def against(day: dt.date, minute: int, target: dt.date, weekday: int) -> int | None:
        begin = at(day, 0, minute)
        if not 690 <= minute <= 780 or any(b < begin + 60 and begin < e for b, e in busy):
            return None
        tight = any(e <= begin < e + 15 or begin + 60 <= b < begin + 75 for b, e in merged(busy))
        lunch, friday = minute < 780 and minute + 60 > 720, day.weekday() == 4 and minute + 60 > 780
        off = (day - target).days
        return (
            4 * off * off
            + 6 * (day.weekday() != weekday)
            + 30 * lunch
            + 20 * friday
            + 10 * tight
            + 3 * (minute % 30 != 0)
        )

    def best(weekday: int) -> tuple[int, int]:
        choices: list[list[tuple[dt.date | None, int]]] = []
        for target in targets:
            mine: list[tuple[dt.date | None, int]] = [(None, 0)]
            for day in days:
                costs = [against(day, minute, target, weekday) for minute in range(0, 1440, 15)]
                known = [cost for cost in costs if cost is not None]
                if known and abs((day - target).days) <= reach and all(abs((day - one).days) >= apart for one in fixed):
                    mine.append((day, min(known)))
            choices.append(mine)
        found = []
        for choice in itertools.product(*choices):
            taken = [day for day, _cost in choice if day]
            if all((b - a).days >= apart for a, b in itertools.pairwise(taken)):
                found.append((3 - len(taken), sum(cost for _day, cost in choice)))
        return min(found)

    found = suggest(
        [Diary(week, busy), Diary(OFFICE)], days=days, targets=targets, minutes=60, zone=ZONE, apart=apart, reach=reach,
        keep_away_from=fixed,
    )  # fmt: skip
    assert (len(found.missing), found.points) == min(map(best, range(5)))
    assert found.points == sum(date.points for date in found.dates)


def test_two_weekdays_that_are_equally_good_leave_different_dates_out() -> None:
    days = [dt.date(2026, 12, day) for day in (3, 11, 27, 29)]
    targets = [dt.date(2026, 12, 26), dt.date(2026, 12, 28)]
    week = Week.parse("mon-sun 10:00-11:00")
    found = suggest([Diary(week)], days=days, targets=targets, minutes=60, zone=ZONE, apart=3, reach=5)
    assert (len(found.dates), len(found.missing)) == (1, 1)


def test_a_date_knows_what_speaks_against_it() -> None:
    days = working_days(MONDAY, 40)
    busy = [(at(days[5], 8), at(days[5], 12)), (at(days[5], 14), at(days[5], 17))]
    found = suggest(
        [Diary(OFFICE, busy)], days=days, targets=[days[5], days[25]], minutes=60, zone=ZONE, reach=0, apart=14
    )
    first, second = found.dates
    assert (first.starts_at.hour, first.notes, first.points) == (13, (Note.TIGHT,), 10)
    assert (second.notes, second.off, second.other_weekday) == ((), 0, False)
    (alone,) = suggest([Diary(OFFICE)], days=days, targets=[days[5]], minutes=60, zone=ZONE).dates
    assert [(other.off, other.other_weekday, other.points) for other in alone.others[1:]] == [
        (1, False, 4),
        (2, False, 16),
    ]


def test_six_at_once_are_a_month_apart_and_clear_of_everything() -> None:
    days = working_days(MONDAY, 200)
    targets = [dt.date(2026, 12, 1), *(dt.date(2027, month, 1) for month in range(1, 6))]
    rng = random.Random(3)
    busy = [(begin := at(rng.choice(days), rng.randrange(8, 16)), begin + 90) for _ in range(200)]
    found = suggest([Diary(OFFICE, busy), Diary(OFFICE)], days=days, targets=targets, minutes=90, zone=ZONE)
    assert len(found.dates) == 6
    assert found.missing == ()
    for date in found.dates:
        begin = int(date.starts_at.timestamp()) // 60
        assert date.starts_at.date() in days
        assert not any(begin < other_end and other < begin + 90 for other, other_end in busy)
        assert all(other.starts_at != date.starts_at for other in date.others)
    assert all((b.starts_at - a.starts_at).days >= 13 for a, b in itertools.pairwise(found.dates))
    assert found == suggest([Diary(OFFICE, busy), Diary(OFFICE)], days=days, targets=targets, minutes=90, zone=ZONE)


def test_other_times_can_take_the_place_of_one_date() -> None:
    days = working_days(MONDAY, 40)
    found = suggest([Diary(OFFICE)], days=days, targets=[days[5], days[25]], minutes=90, zone=ZONE, reach=7, apart=14)
    first, second = found.dates
    assert first.others[0].starts_at.date() == first.starts_at.date()
    assert len(first.others) == 3
    assert all((second.starts_at.date() - other.starts_at.date()).days >= 14 for other in first.others)


@pytest.mark.parametrize(
    ("diary", "days", "fixed", "cause"),
    [
        (Diary(OFFICE), [MONDAY + dt.timedelta(days=30)], [], Cause.NO_WORKING_DAY),
        (Diary(OFFICE), [MONDAY - dt.timedelta(days=30)], [], Cause.AFTER_THE_END),
        (Diary(Week.parse("sun 10:00-12:00")), [MONDAY], [], Cause.NO_COMMON_HOURS),
        (Diary(Week.parse("mon 10:00-11:00")), [MONDAY], [], Cause.NO_COMMON_HOURS),
        (Diary(OFFICE, [whole(MONDAY)]), [MONDAY], [], Cause.BUSY),
        (Diary(OFFICE), [MONDAY], [MONDAY - dt.timedelta(days=3)], Cause.TOO_CLOSE),
    ],
)
def test_a_missing_date_has_a_cause(diary: Diary, days: list, fixed: list, cause: Cause) -> None:
    found = suggest([diary], days=days, targets=[MONDAY], minutes=90, zone=ZONE, keep_away_from=fixed)
    assert (found.dates, [missing.cause for missing in found.missing]) == ((), [cause])
    assert found.points == 0


def test_what_cannot_be_planned_is_refused() -> None:
    with pytest.raises(ValueError):
        suggest([], days=[MONDAY], targets=[MONDAY], minutes=90, zone=ZONE)
    with pytest.raises(ValueError):
        suggest([Diary(OFFICE)], days=[MONDAY, MONDAY], targets=[MONDAY], minutes=90, zone=ZONE)
    with pytest.raises(ValueError):
        Week(())
