"""Times that the office holds at neutral places: whoever meets there then has the room, and gives it back."""

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.calendars.models import HeldDate, NeutralPlace
from augenhoehe.people.models import Person
from augenhoehe.tandems.errors import PlaceTakenError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.closing import cancel_ahead
from augenhoehe.tandems.services.date_links import links_to_dates
from augenhoehe.tandems.services.meetings import cancel_meeting, move_meeting
from tests.factories import NOW, make_cohort, make_held_date, make_meeting, make_place, make_site, make_source

from .world import DETAILS, planned

SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggestions depend on holidays: these are asked on the same day for ever."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def held(tandem: Tandem) -> HeldDate:
    return make_held_date(make_place(tandem.cohort.programme), starts_at=DETAILS.starts_at)


def taken(date: HeldDate) -> str | None:
    return HeldDate.objects.get(pk=date.pk).taken_by


def at(date: HeldDate) -> str:
    return at_place(date.place)


def at_place(place: NeutralPlace) -> str:
    return f"{place.name}, {place.address}"


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


def test_for_the_third_meeting_places_are_suggested_the_shortest_way_first(formed: Tandem, as_: SignIn) -> None:
    programme, north = formed.cohort.programme, make_site()
    Person.objects.filter(pk__in=(formed.mentor.person_id, formed.mentee.person_id)).update(site=north)
    _far, near, *_more = [make_place(programme, name=f"{name}-Haus") for name in "ABCD"]
    NeutralPlace.objects.filter(pk=near.pk).update(site=north)
    closed = make_place(programme, name="Zu", offered=False)
    others = make_place(make_cohort().programme)
    client, path = as_(formed.mentor.person), f"/tandems/{formed.pk}/meeting/?next=1"
    assert client.get(path).context["places"] == []
    make_meeting(formed), make_meeting(formed)
    page = client.get(path)
    assert [one.name for one in page.context["places"]] == ["B-Haus", "A-Haus", "C-Haus"]
    assert f'href="?place={near.pk}&amp;next=1"' in page.content.decode()
    page = client.get(f"{path}&place={near.pk}")
    assert (page.context["form"]["place"].value(), page.context["places"]) == (at_place(near), [])
    assert [query.rpartition("&")[2] for _time, query in page.context["times"]] == [f"place={near.pk}"] * 4
    for nothing in (closed.pk, others.pk, "x", 0, 10**30):
        assert client.get(f"{path}&place={nothing}").context["place"] is None


def test_a_third_meeting_that_is_fixed_moves_there_by_the_form(formed: Tandem, as_: SignIn) -> None:
    """One press takes a time and leaves the place; whoever has chosen a place sends the form."""
    place, client = make_place(formed.cohort.programme), as_(formed.mentor.person)
    third = [make_meeting(formed, starts_at=timezone.now() + dt.timedelta(days=20 * k)) for k in (1, 2, 3)][2]
    edit = f"/tandems/{formed.pk}/meeting/{third.pk}/edit/"
    assert f'href="{edit}?place={place.pk}"' in client.get(edit.replace("edit/", "")).content.decode()
    assert 'name="at"' in client.get(edit).content.decode()
    page = client.get(f"{edit}?place={place.pk}")
    assert 'name="at"' not in page.content.decode()
    sent = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    assert client.post(edit, sent).status_code == 302
    third.refresh_from_db()
    assert third.place == at_place(place)
    assert client.get(edit).context["places"] == []


@pytest.mark.parametrize(
    ("ends", "busy", "why"),
    [
        (40, False, ""),
        (25, False, ""),
        (2, False, "Up to the last day of your tandem nothing is left that could be suggested."),
        (40, True, "Around then there is no time at which both of you are free."),
    ],
)
def test_where_no_time_is_found_it_is_said_why(formed: Tandem, as_: SignIn, ends: int, busy: bool, why: str) -> None:
    """A date that would come after the last day is pulled forward as far as it goes."""
    today = timezone.localdate()
    Tandem.objects.filter(pk=formed.pk).update(ends_on=today + dt.timedelta(days=ends))
    before = make_meeting(formed, state="held", starts_at=timezone.now())
    if busy:
        now = int(timezone.now().timestamp()) // 60
        make_source(formed.mentee.person, busy=[[now, now + 100 * 24 * 60]])
    client = as_(formed.mentor.person)
    page = client.get(f"/tandems/{formed.pk}/meeting/?next=1")
    assert (bool(page.context["times"]), page.context["why_none"]) == (not why, why)
    assert why in page.content.decode()
    line = next(client.get(f"/tandems/{formed.pk}/series/").context["form"].rows()).line
    assert (bool(line.starts_at), why in (line.why, "")) == (not why, True)
    (link,) = links_to_dates([(before, Side.MENTOR)], timezone.now())
    page = Client().get(link)
    assert (page.context["why_none"], f"<p>{why}</p>" in page.content.decode()) == (why, bool(why))


def test_the_form_starts_with_the_held_date_that_was_followed(formed: Tandem, as_: SignIn) -> None:
    date = held(formed)
    begin = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + dt.timedelta(days=5)
    HeldDate.objects.update(starts_at=begin)
    gone = make_held_date(date.place, starts_at=begin + dt.timedelta(days=1), taken_by="x")
    client, path = as_(formed.mentor.person), f"/tandems/{formed.pk}/meeting/"
    make_held_date(make_place(formed.cohort.programme, offered=False), starts_at=begin)
    page = client.get(path)
    assert [one.pk for one in page.context["held"]] == [date.pk]
    form = client.get(f"{path}?held={date.pk}").context["form"]
    assert (form["place"].value(), form["day"].value()) == (at(date), timezone.localtime(begin).date())
    for nothing in (gone.pk, "x", 0):
        assert client.get(f"{path}?held={nothing}").context["form"]["day"].value() is None
