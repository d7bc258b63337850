"""What a subscribed calendar says, and what an assistant sees."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from icalendar import Calendar

from augenhoehe.calendars import entries
from augenhoehe.calendars.entries import Entry, entries_of, register_entries
from augenhoehe.calendars.planning import Series
from augenhoehe.calendars.published import published
from augenhoehe.calendars.selectors import suggestions
from augenhoehe.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, make_person, make_sign_up, make_source

SignIn = Callable[[Person], Client]
SECRET = Entry(
    uid="u1@stadt.example",
    sequence=3,
    starts_at=dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC),
    minutes=90,
    title="Treffen mit Robin; geheim",
    place="Turmzimmer",
    href="/tandems/7/",
    changed_at=NOW,
)


def test_a_full_feed_says_what_and_where() -> None:
    found = Calendar.from_ical(published([SECRET], discreet=False, language="de", now=NOW))
    event = found.walk("VEVENT")[0]
    assert (event["UID"], event["SEQUENCE"], str(event["SUMMARY"])) == (SECRET.uid, 3, SECRET.title)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (SECRET.starts_at, SECRET.starts_at + dt.timedelta(minutes=90))
    assert str(event["LOCATION"]) == "Turmzimmer"
    assert str(event["URL"]).endswith("/tandems/7/")


def test_a_discreet_feed_says_appointment_and_nothing_else() -> None:
    text = published([SECRET], discreet=True, language="en", now=NOW)
    event = Calendar.from_ical(text).walk("VEVENT")[0]
    assert sorted(event) == ["CLASS", "DTEND", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "TRANSP", "UID"]
    assert (str(event["SUMMARY"]), event["CLASS"]) == ("Appointment", "PRIVATE")
    for word in ("Robin", "geheim", "Turmzimmer", "tandems"):
        assert word not in text


@pytest.fixture
def secret_for(monkeypatch: pytest.MonkeyPatch) -> Callable[[Person], None]:
    """Lets one person have the secret date, next to what the rooms know."""

    def let(person: Person) -> None:
        entries.entries_of([], NOW, NOW)  # every room has registered
        monkeypatch.setattr(entries, "_sources", dict(entries._sources))
        register_entries(
            "tests.secret", lambda people, since, until: {one.pk: [SECRET] for one in people if one == person}
        )

    return let


@pytest.mark.django_db
def test_an_assistant_sees_when_and_where_and_nothing_else(
    cast: Cast, as_: SignIn, secret_for: Callable[[Person], None]
) -> None:
    secret_for(cast.mentee)
    page = as_(cast.assistant).get("/assistance/").content.decode()
    assert "Turmzimmer" in page
    for word in ("Robin", "geheim", "/tandems/7/", SECRET.uid):
        assert word not in page
    assert "Turmzimmer" not in as_(cast.mentor).get("/assistance/").content.decode()


@pytest.mark.django_db
def test_what_is_planned_here_counts_as_busy_unless_it_is_to_be_moved(secret_for: Callable[[Person], None]) -> None:
    person = make_person()
    secret_for(person)

    def begin(**changes: object) -> str:
        found: Series = suggestions(
            people=[person], count=1, first_day=dt.date(2026, 12, 1), minutes=90, now=NOW, reach=0, **changes
        )
        return f"{found.dates[0].starts_at:%H:%M}"

    assert begin() == "13:00"
    assert begin(leave_out=[SECRET.uid]) == "09:00"
    # The person's own calendar has heard of the date, too.
    minute = int(SECRET.starts_at.timestamp()) // 60
    make_source(person, busy=[[minute - 60, minute], [minute, minute + 90]])
    assert begin(leave_out=[SECRET.uid]) == "10:30"


@pytest.mark.django_db
def test_events_stand_among_ones_dates(cast: Cast) -> None:
    sign_up = make_sign_up(cast.event, cast.mentor_application)
    found = entries_of([cast.mentor, cast.mentee], NOW, NOW + dt.timedelta(days=60))
    assert [one.uid for one in found[cast.mentor.pk]] == [cast.event.uid]
    assert cast.event.uid not in [one.uid for one in found[cast.mentee.pk]]
    type(sign_up).objects.update(reply="not_coming", seat=None)
    assert entries_of([cast.mentor], NOW, NOW + dt.timedelta(days=60)) == {cast.mentor.pk: []}
