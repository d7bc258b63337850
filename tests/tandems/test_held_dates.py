"""Times that the office holds at neutral places: whoever meets there then has the room, and gives it back."""

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from augenhoehe.calendars.models import HeldDate
from augenhoehe.people.models import Person
from augenhoehe.tandems.errors import PlaceTakenError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.closing import cancel_ahead
from augenhoehe.tandems.services.meetings import cancel_meeting, move_meeting
from tests.factories import NOW, make_held_date, make_place

from .world import DETAILS, planned

SignIn = Callable[[Person], Client]


def held(tandem: Tandem) -> HeldDate:
    return make_held_date(make_place(tandem.cohort.programme), starts_at=DETAILS.starts_at)


def taken(date: HeldDate) -> str | None:
    return HeldDate.objects.get(pk=date.pk).taken_by


def at(date: HeldDate) -> str:
    return f"{date.place.name}, {date.place.address}"


def test_a_meeting_there_takes_the_room_and_gives_it_back(formed: Tandem) -> None:
    date = held(formed)
    meeting = planned(formed, details=dataclasses.replace(DETAILS, place=at(date)))
    assert taken(date) == meeting.uid
    elsewhere = {"meeting": meeting, "actor": formed.mentor.person, "now": NOW}
    meeting = move_meeting(version=meeting.version, details=DETAILS, **elsewhere)
    assert taken(date) is None
    back = dataclasses.replace(DETAILS, place=at(date))
    meeting = move_meeting(version=meeting.version, details=back, **{**elsewhere, "meeting": meeting})
    assert taken(date) == meeting.uid
    cancel_meeting(meeting=meeting, actor=formed.mentor.person, now=NOW)
    assert taken(date) is None


def test_what_another_tandem_has_is_refused_and_nothing_is_sent(formed: Tandem) -> None:
    date = held(formed)
    HeldDate.objects.update(taken_by="another@stadt.example")
    with pytest.raises(PlaceTakenError):
        planned(formed, details=dataclasses.replace(DETAILS, place=at(date)))
    assert not formed.meetings.exists()


def test_dates_that_fall_to_a_break_give_the_room_back(formed: Tandem) -> None:
    date = held(formed)
    planned(formed, details=dataclasses.replace(DETAILS, place=at(date)))
    cancel_ahead(tandem=formed, now=NOW)
    assert taken(date) is None


def test_the_form_starts_with_the_held_date_that_was_followed(formed: Tandem, as_: SignIn) -> None:
    date = held(formed)
    begin = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + dt.timedelta(days=5)
    HeldDate.objects.update(starts_at=begin)
    gone = make_held_date(date.place, starts_at=begin + dt.timedelta(days=1), taken_by="x")
    client, path = as_(formed.mentor.person), f"/tandems/{formed.pk}/meeting/"
    page = client.get(path)
    assert [one.pk for one in page.context["held"]] == [date.pk]
    form = client.get(f"{path}?held={date.pk}").context["form"]
    assert (form["place"].value(), form["day"].value()) == (at(date), timezone.localtime(begin).date())
    for nothing in (gone.pk, "x", 0):
        assert client.get(f"{path}?held={nothing}").context["form"]["day"].value() is None
