"""Suggestions for two people, from what is stored about their time."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.calendars.models import WEEKDAYS, Source, TravelTime, WeeklyHours
from augenhoehe.calendars.planning import Cause, Series, Week, day_in_words
from augenhoehe.calendars.planning.times import midnight
from augenhoehe.calendars.selectors import Purpose, suggestions
from augenhoehe.people.models import Person
from tests.calendars.test_planning import ZONE
from tests.factories import NOW, make_person, make_site

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 30)


def ask(people: list[Person], **changes: object) -> Series:
    values = {"count": 1, "first_day": MONDAY, "minutes": 90, "now": NOW, **changes}
    return suggestions(people=people, **values)


def begins(found: Series) -> list[str]:
    return [f"{date.starts_at:%Y-%m-%d %H:%M}" for date in found.dates]


def hours(person: Person, *days: list[list[int]]) -> None:
    words = [day_in_words((begin, end) for begin, end in day) for day in days]
    WeeklyHours.objects.create(person=person, **dict(zip(WEEKDAYS, words, strict=False)))


def busy(person: Person, day: dt.date, begin: int, end: int) -> Source:
    zero = midnight(day, ZONE)
    return Source.objects.create(person=person, kind="pasted", name="x", busy=[[zero + begin, zero + end]])


def test_without_anything_known_the_office_hours_count() -> None:
    assert begins(ask([make_person(), make_person()])) == ["2026-11-30 09:00"]


def test_both_weeks_and_both_calendars_count() -> None:
    a, b = make_person(), make_person()
    hours(a, [], [[600, 1020]])
    hours(b, [[600, 1020]], [[540, 840]])
    assert begins(ask([a, b])) == ["2026-12-01 10:00"]
    busy(b, dt.date(2026, 12, 1), 600, 720)
    assert begins(ask([a, b])) == ["2026-12-01 12:30"]


def test_the_blocks_of_the_application_stand_in_for_weekly_hours() -> None:
    a, b = make_person(), make_person()
    assert begins(ask([a, b], usual={a.pk: [5]})) == ["2026-12-01 10:00"]
    hours(a, [], [], [[600, 700]])
    assert begins(ask([a, b], usual={a.pk: [5]})) == ["2026-12-02 10:00"]


def test_holidays_and_days_gone_by_are_left_out() -> None:
    found = ask([make_person()], first_day=dt.date(2026, 12, 24), now=NOW)
    assert begins(found) == ["2026-12-28 09:00"]
    assert begins(ask([make_person()], first_day=dt.date(2026, 1, 1))) == ["2026-11-24 09:00"]


def test_the_last_day_pulls_a_date_forward_and_a_holiday_alone_is_no_day() -> None:
    """A date that fits the month best but comes too late gives way to one before the end."""
    one = make_person()
    assert begins(ask([one], first_day=dt.date(2026, 12, 5), last_day=dt.date(2026, 12, 4))) == []
    later = {"count": 2, "first_day": dt.date(2026, 11, 30)}
    assert begins(ask([one], **later, last_day=dt.date(2026, 12, 23))) == ["2026-11-30 09:00", "2026-12-23 09:00"]
    christmas = ask([one], first_day=dt.date(2026, 12, 24), last_day=dt.date(2026, 12, 27))
    assert [missing.cause for missing in christmas.missing] == [Cause.NO_WORKING_DAY]


def test_a_date_may_lie_before_its_day_where_that_is_wanted_too() -> None:
    """The month is kept by a day before it as well as by one after; and the last day pulls the first date forward."""
    one = make_person()
    hours(one, [], [], [], [], [[600, 700]])
    assert begins(ask([one])) == ["2026-12-04 10:00"]
    assert begins(ask([one], earliest=dt.date(2026, 11, 20))) == ["2026-11-27 10:00"]
    assert begins(ask([one], earliest=dt.date(2026, 11, 28))) == ["2026-12-04 10:00"]
    assert begins(ask([one], earliest=dt.date(2026, 11, 20), last_day=dt.date(2026, 11, 29))) == ["2026-11-27 10:00"]
    assert begins(ask([one], first_day=dt.date(2026, 12, 18), earliest=dt.date(2026, 1, 1), reach=6)) == [
        "2026-12-18 10:00"
    ]


@pytest.mark.parametrize(
    ("region", "first_day", "begin"),
    [
        ("BY", dt.date(2027, 1, 6), "2027-01-07 09:00"),
        ("HH", dt.date(2027, 1, 6), "2027-01-06 09:00"),
        ("BY", dt.date(2027, 11, 1), "2027-11-02 09:00"),
        ("BE", dt.date(2027, 11, 1), "2027-11-01 09:00"),
    ],
)
def test_the_holidays_are_those_of_the_land(settings: object, region: str, first_day: dt.date, begin: str) -> None:
    settings.HOLIDAY_REGION = region
    assert begins(ask([make_person()], first_day=first_day, reach=1)) == [begin]


@pytest.mark.parametrize("day", [dt.date(2027, 3, 29), dt.date(2026, 10, 26)])
def test_busy_times_hold_on_the_day_after_the_clocks_change(day: dt.date) -> None:
    one, now = make_person(), dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) - dt.timedelta(days=20)
    hours(one, [[540, 750]], [[540, 750]])
    busy(one, day + dt.timedelta(days=1), 540, 660)
    assert begins(ask([one], first_day=day + dt.timedelta(days=1), now=now, reach=0)) == [
        f"{day + dt.timedelta(days=1)} 11:00"
    ]


def test_the_way_between_sites_is_kept_free() -> None:
    north, south = make_site(), make_site()
    a, b = make_person(site=north), make_person(site=south)
    hours(a, [[540, 750]])
    busy(a, MONDAY, 480, 570)
    assert begins(ask([a, b], purpose=Purpose(video=True))) == ["2026-11-30 10:00"]
    assert begins(ask([a, b])) == ["2026-11-30 10:30"]
    assert begins(ask([a, b], purpose=Purpose(site_id=north.pk))) == ["2026-11-30 10:00"]
    TravelTime.objects.create(one=north, other=south, minutes=75)
    assert begins(ask([a, b])) == ["2026-11-30 11:00"]


def test_dates_that_stay_keep_others_away() -> None:
    found = ask([make_person()], fixed=[MONDAY], apart=3, reach=14)
    assert begins(found) == ["2026-12-03 09:00"]


def test_queries_do_not_grow_with_people_and_calendars() -> None:
    people = [make_person() for _ in range(6)]
    for person in people[2:]:
        busy(person, MONDAY, 480, 600)
        hours(person, [[480, 1000]])
    counts = []
    for group in (people[:1], people[:3], people):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ask(group)
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_the_installation_says_when_offices_are_open(settings: object) -> None:
    settings.OFFICE_HOURS = Week.parse("wed 10:00-12:00")
    assert begins(ask([make_person()])) == ["2026-12-02 10:00"]
