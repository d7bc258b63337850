import datetime as dt

from augenhoehe.common.workdays import add_working_days, deadline, is_working_day


def test_a_weekend_is_no_working_day() -> None:
    week = [dt.date(2026, 11, 23) + dt.timedelta(days=n) for n in range(7)]
    assert [is_working_day(day) for day in week] == [True] * 5 + [False] * 2


def test_bavaria_keeps_epiphany_corpus_christi_and_the_assumption() -> None:
    days = [dt.date(2027, 1, 6), dt.date(2027, 5, 27), dt.date(2025, 8, 15), dt.date(2027, 11, 1)]
    assert [is_working_day(day, "BY") for day in days] == [False] * 4


def test_another_state_works_on_them() -> None:
    assert is_working_day(dt.date(2027, 1, 6), "BE")
    assert not is_working_day(dt.date(2027, 3, 8), "BE")


def test_five_working_days_leap_over_christmas() -> None:
    assert add_working_days(dt.date(2026, 12, 23), 5) == dt.date(2026, 12, 31)
    assert add_working_days(dt.date(2026, 12, 31), 5) == dt.date(2027, 1, 11)


def test_backwards_and_nowhere() -> None:
    assert add_working_days(dt.date(2026, 11, 23), -2) == dt.date(2026, 11, 19)
    assert add_working_days(dt.date(2026, 11, 22), 0) == dt.date(2026, 11, 22)


def test_a_deadline_is_the_end_of_the_day_on_the_walls_clock() -> None:
    late_on_sunday = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)  # already Monday in Berlin
    assert deadline(late_on_sunday, 5).isoformat() == "2026-11-30T23:59:59+01:00"
    assert deadline(dt.datetime(2026, 3, 27, 9, 0, tzinfo=dt.UTC), 1).isoformat() == "2026-03-30T23:59:59+02:00"
