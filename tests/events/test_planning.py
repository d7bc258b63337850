"""The office plans, changes, moves and cancels; calendars follow."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.events.errors import EventError, OtherSideSignedUpError, TooFewPlacesError
from augenhoehe.events.models import Event, EventLink, SignUp
from augenhoehe.events.services.planning import cancel_event
from augenhoehe.messaging.models import Mail
from tests import factories
from tests.factories import NOW

from .world import DAY, change, comes, create, crowd, entry, mails, office_of, replies, seats, stays_away


def test_the_same_form_twice_is_one_event(event: Event) -> None:
    key = uuid.uuid4()
    made, new = create(event, draft_key=key)
    again, twice = create(event, draft_key=key)
    assert (made, new, twice) == (again, True, False)
    assert made.uid != event.uid
    with pytest.raises(StaleError):
        create(event, draft_key=key, details=create.__globals__["EventDetails"]("other", "both", "x", NOW, 60))
    assert (Event.objects.count(), Mail.objects.count()) == (2, 0)


def test_moving_is_an_update_for_all_who_have_a_place(small: Event) -> None:
    people = crowd(small, 3)
    for one in people:
        comes(small, one)
    moved = change(small, starts_at=small.starts_at + DAY, place="Kantine")
    updates = mails("changed")
    assert [mail.person_id for mail in updates] == [one.person_id for one in people[:2]]
    assert {(mail.calendar_method, int(entry(mail)["SEQUENCE"]), str(entry(mail)["LOCATION"])) for mail in updates} == {
        ("REQUEST", 2, f"Kantine\n{small.video_url}")
    }
    assert {str(entry(mail)["UID"]) for mail in updates} == {small.uid}
    assert [mail.person_id for mail in mails("waiting")] == [people[2].person_id] * 2
    assert {link.expires_at for link in EventLink.objects.all()} == {moved.starts_at}


@pytest.mark.parametrize("changes", [{"about_en": "New."}, {"sign_up_until": NOW.date()}, {"places": 9}])
def test_what_stands_in_no_calendar_is_told_to_nobody(event: Event, changes: dict[str, object]) -> None:
    comes(event, *crowd(event, 1))
    change(event, **changes)
    assert mails("changed") == []


def test_saving_without_a_change_is_nothing(event: Event) -> None:
    comes(event, *crowd(event, 1))
    assert change(event).version == event.version
    assert change(event, version=99).version == event.version
    assert (mails("changed"), Entry.objects.filter(action="events.changed").count()) == ([], 0)


def test_a_stale_change_is_refused(event: Event) -> None:
    change(event, place="Kantine")
    event.refresh_from_db()
    with pytest.raises(StaleError):
        change(event, version=1, place="Bibliothek")
    event.refresh_from_db()
    assert event.place == "Kantine"


def test_more_places_go_to_the_waiting_list(small: Event) -> None:
    people = crowd(small, 5)
    for one in people:
        comes(small, one)
    change(small, places=4)
    assert [replies(small)[one.pk] for one in people] == [*["coming"] * 4, "waiting"]
    assert seats(small) == [1, 2, 3, 4]
    small.refresh_from_db()
    change(small, places=None)
    assert set(replies(small).values()) == {"coming"}


def test_fewer_places_than_people_are_refused(event: Event) -> None:
    for one in crowd(event, 3):
        comes(event, one)
    with pytest.raises(TooFewPlacesError) as refused:
        change(event, places=2)
    assert refused.value.taken == 3
    assert change(event, places=3).places == 3
    assert SignUp.objects.filter(seats=3).count() == 3


def test_seats_close_up_when_there_are_fewer(event: Event) -> None:
    people = crowd(event, 4)
    for one in people:
        comes(event, one)
    stays_away(event, people[0])
    stays_away(event, people[2])
    change(event, places=2)
    assert seats(event) == [1, 2]


def test_an_event_stays_open_to_whoever_has_answered(event: Event) -> None:
    both = change(event, audience="both")
    comes(both, *crowd(both, 1, "mentee"))
    with pytest.raises(OtherSideSignedUpError):
        change(both, audience="mentors")


def test_cancelling_takes_it_out_of_the_calendars_and_closes_the_links(small: Event) -> None:
    people = crowd(small, 3)
    for one in people:
        comes(small, one)
    stays_away(small, crowd(small, 1)[0])
    for _time in range(2):
        done = cancel_event(event=small, actor=office_of(small), message="The speaker is ill.", now=NOW)
    assert done.state == "cancelled"
    told = mails("cancelled")
    assert [(mail.person_id, mail.calendar_method) for mail in told] == [
        (people[0].person_id, "CANCEL"), (people[1].person_id, "CANCEL"), (people[2].person_id, ""),
    ]  # fmt: skip
    assert {"The speaker is ill." in mail.text for mail in told} == {True}
    assert {str(entry(mail)["STATUS"]) for mail in told if mail.calendar} == {"CANCELLED"}
    assert not EventLink.objects.filter(used_at=None).exists()


def test_what_is_over_is_neither_changed_nor_cancelled(event: Event) -> None:
    Event.objects.update(state="over")
    with pytest.raises(EventError):
        change(event, place="Kantine")
    with pytest.raises(EventError):
        cancel_event(event=event, actor=office_of(event), message="", now=NOW)


def test_the_log_says_that_the_place_changed_and_not_to_what(event: Event) -> None:
    change(event, place="Kantine", minutes=60)
    assert Entry.objects.get().data == {"changes": {"place": ["…", "…"], "minutes": [180, 60]}}


@pytest.mark.parametrize(
    "broken",
    [
        {"seat": 3, "seats": 2},
        {"seat": 0},
        {"reply": "waiting", "seat": 1},
        {"reply": "not_coming", "attendance": "came"},
    ],
)
def test_the_database_refuses_what_cannot_be(event: Event, broken: dict[str, object]) -> None:
    (one,) = crowd(event, 1)
    values = {"reply": "coming", "seat": None, "seats": None, **broken}
    with pytest.raises(IntegrityError):
        SignUp.objects.create(event=event, application=one, since=NOW, **values)


def test_the_reminder_comes_again_after_a_move(event: Event) -> None:
    Event.objects.update(reminded_at=NOW - dt.timedelta(days=1))
    event.refresh_from_db()
    assert change(event, starts_at=event.starts_at + DAY).reminded_at is None
    assert factories.make_event(event.cohort).reminded_at is None
