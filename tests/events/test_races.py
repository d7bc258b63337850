"""Many at once for few places. With the lock or the constraint off, it goes wrong."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from augenhoehe.applications.models import Application
from augenhoehe.events.models import Event, Preparation, SignUp
from augenhoehe.events.services import answers
from augenhoehe.events.services.preparation import confirm_preparation
from augenhoehe.messaging.models import Mail
from tests import factories
from tests.factories import NOW
from tests.tandems.test_races import race

from .world import comes, crowd, mails, planned, replies, seats, stays_away

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


@pytest.mark.parametrize("_time", range(3))
def test_six_at_once_for_two_places(_time: int) -> None:
    event = planned(places=2)
    results = race(*(lambda one=one: comes(event, one) for one in crowd(event, AT_ONCE)))
    assert sorted(one.reply for one in results) == ["coming"] * 2 + ["waiting"] * 4
    assert (seats(event), len(mails("signed_up")), len(mails("waiting"))) == ([1, 2], 2, 4)


@pytest.mark.parametrize("_time", range(3))
def test_two_leave_at_once_and_the_first_two_move_up(_time: int) -> None:
    event = planned(places=2)
    people = crowd(event, 5)
    for one in people:
        comes(event, one)
    race(*(lambda one=one: stays_away(event, one) for one in people[:2]))
    assert [replies(event)[one.pk] for one in people] == ["not_coming", "not_coming", "coming", "coming", "waiting"]
    assert (seats(event), len(mails("moved_up"))) == ([1, 2], 2)


def test_one_button_pressed_many_times_at_once_is_one_place() -> None:
    event = planned()
    (one,) = crowd(event, 1)
    race(*[lambda: comes(event, one)] * 4)
    assert (SignUp.objects.count(), Mail.objects.count()) == (1, 1)


def test_one_preparation_confirmed_many_times_at_once_is_one() -> None:
    mentee = factories.make_application(factories.make_cohort(), "mentee")
    results = race(*[lambda: confirm_preparation(application=mentee, statements=["Yes."], now=NOW)] * 4)
    assert sorted(type(one).__name__ for one in results) == [*["AlreadyPreparedError"] * 3, "Preparation"]
    assert Preparation.objects.count() == 1


looked = threading.Barrier(AT_ONCE)


def take_a_seat(event: Event, application: Application) -> SignUp:
    """What a careless second way to a seat would do: look first, then write, without a lock."""
    taken = set(event.sign_ups.values_list("seat", flat=True))
    looked.wait()
    seat = next(number for number in range(1, event.places + 1) if number not in taken)
    with transaction.atomic():
        return SignUp.objects.create(
            event=event, application=application, reply="coming", since=NOW, seat=seat, seats=event.places
        )


@contextmanager
def without(name: str) -> Iterator[None]:
    """The table without this constraint; what broke it meanwhile is removed before it comes back."""
    (constraint,) = (one for one in SignUp._meta.constraints if one.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(SignUp, constraint)
    try:
        yield
    finally:
        SignUp.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(SignUp, constraint)


def careless(event: Event) -> int:
    results = race(*(lambda one=one: take_a_seat(event, one) for one in crowd(event, AT_ONCE)))
    assert {type(one) for one in results} <= {SignUp, IntegrityError}
    return sum(isinstance(one, SignUp) for one in results)


def test_the_database_keeps_the_places_where_the_code_does_not() -> None:
    assert careless(planned(places=1)) == 1


def test_control_without_the_constraint_too_many_get_in() -> None:
    with without("one_person_a_seat"):
        assert careless(planned(places=1)) > 1


def test_control_without_the_lock_two_reach_for_one_seat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both look before either writes: only the constraint stands between them then."""
    event = planned(places=1)
    both_have_looked = threading.Barrier(2)
    real = answers.free_seat

    def slow(found: Event) -> int | None:
        seat = real(found)
        both_have_looked.wait(timeout=10)
        return seat

    monkeypatch.setattr(answers, "free_seat", slow)
    monkeypatch.setattr(answers, "lock_event", lambda pk: Event.objects.select_related("cohort__programme").get(pk=pk))
    careless_sign_up = answers.sign_up.__wrapped__
    results = race(
        *(
            lambda one=one: careless_sign_up(event=event, application=one, actor=one.person, now=NOW)
            for one in crowd(event, 2)
        )
    )
    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "SignUp"]
    assert seats(event) == [1]
