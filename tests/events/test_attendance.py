"""Who was there, the hours that come of it, and nothing else."""

import datetime as dt
from decimal import Decimal

import pytest

from augenhoehe.audit.models import Entry
from augenhoehe.events.errors import AttendanceChangedError, EventError
from augenhoehe.events.models import Event, SignUp
from augenhoehe.events.rules import DOORS_OPEN
from augenhoehe.events.selectors import attended, hours_of
from augenhoehe.events.services.attendance import record_attendance
from augenhoehe.programmes.hours import spent_by
from augenhoehe.programmes.models import Cohort
from tests import factories
from tests.factories import NOW

from .world import DAY, change, office_of

SECOND = dt.timedelta(seconds=1)
LATER = NOW + 20 * DAY


def record(event: Event, seen: dict[int, tuple[str, str]], **changes: object) -> int:
    values = {"actor": office_of(event), "now": LATER, **changes}
    return record_attendance(event=event, seen=seen, **values)


def test_what_is_chosen_is_stored_and_the_log_holds_a_number(event: Event) -> None:
    one, other, third = (factories.make_sign_up(event) for _time in range(3))
    seen = {one.pk: ("open", "came"), other.pk: ("open", "excused"), third.pk: ("open", "open")}
    assert record(event, seen) == 2
    assert list(SignUp.objects.order_by("pk").values_list("attendance", flat=True)) == ["came", "excused", "open"]
    assert [Entry.objects.get().action, Entry.objects.get().data] == ["events.attendance_recorded", {"people": 2}]


def test_nothing_chosen_is_nothing(event: Event) -> None:
    one = factories.make_sign_up(event, attendance="came")
    assert record(event, {one.pk: ("came", "came")}) == 0
    assert Entry.objects.count() == 0


def test_two_who_record_at_once_both_count(event: Event) -> None:
    one, other = (factories.make_sign_up(event) for _time in range(2))
    record(event, {one.pk: ("open", "came"), other.pk: ("open", "open")})
    record(event, {one.pk: ("open", "open"), other.pk: ("open", "missed")})
    assert list(SignUp.objects.order_by("pk").values_list("attendance", flat=True)) == ["came", "missed"]


def test_two_who_say_different_things_about_one_person_are_told(event: Event) -> None:
    one, other = (factories.make_sign_up(event) for _time in range(2))
    record(event, {one.pk: ("open", "came")})
    with pytest.raises(AttendanceChangedError) as refused:
        record(event, {one.pk: ("open", "missed"), other.pk: ("open", "came")})
    assert refused.value.rows == [one]
    assert list(SignUp.objects.order_by("pk").values_list("attendance", flat=True)) == ["came", "open"]
    assert record(event, {one.pk: ("open", "came"), other.pk: ("open", "came")}) == 2


def test_only_those_with_a_place_in_this_event(event: Event) -> None:
    waiting = factories.make_sign_up(event, reply="waiting")
    elsewhere = factories.make_sign_up(factories.make_event(event.cohort))
    assert record(event, {waiting.pk: ("open", "came"), elsewhere.pk: ("open", "came")}) == 0


def test_not_before_the_doors_open_not_on_another_date_and_not_when_it_was_cancelled(event: Event) -> None:
    one = factories.make_sign_up(event)
    with pytest.raises(EventError):
        record(event, {one.pk: ("open", "came")}, now=event.starts_at - DOORS_OPEN - SECOND)
    assert record(event, {one.pk: ("open", "came")}, now=event.starts_at - DOORS_OPEN) == 1
    change(event, starts_at=event.starts_at + DAY)
    assert event.sign_ups.get().attendance == "open"
    Event.objects.update(state="cancelled")
    with pytest.raises(EventError):
        record(event, {one.pk: ("open", "came")})


def test_hours_are_those_of_the_events_one_came_to(event: Event) -> None:
    me = factories.make_application(event.cohort)
    factories.make_sign_up(event, me, attendance="came")
    short = factories.make_event(event.cohort, minutes=45, starts_at=NOW + 3 * DAY)
    factories.make_sign_up(short, me, attendance="came")
    factories.make_sign_up(factories.make_event(event.cohort), me, attendance="excused")
    factories.make_sign_up(factories.make_event(event.cohort), attendance="came")
    elsewhere = factories.make_application(factories.make_cohort(), person=me.person)
    factories.make_sign_up(factories.make_event(elsewhere.cohort), elsewhere, attendance="came")
    assert list(attended(me.person, event.cohort)) == [short, event]
    assert hours_of(me.person, event.cohort) == Decimal("3.75")
    assert hours_of(factories.make_person(), event.cohort) == 0


def test_the_statement_of_hours_has_a_line_for_each(event: Event) -> None:
    me = factories.make_application(event.cohort)
    factories.make_sign_up(event, me, attendance="came")
    factories.make_sign_up(factories.make_event(event.cohort), me, attendance="missed")
    spent = [(str(share.label), share.minutes) for share in spent_by(me.person, event.cohort)]
    assert spent == [(f"{event.title_en}, 7 Dec 2026", 180)]
    Cohort.objects.update(parts=[])
    event.cohort.refresh_from_db()
    assert spent_by(me.person, event.cohort) == []
