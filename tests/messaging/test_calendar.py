import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from augenhoehe.messaging.calendar import Attendee, invitation

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
START = dt.datetime(2026, 12, 1, 13, 0, tzinfo=dt.UTC)


def make(**changes: object) -> str:
    values = {
        "method": "REQUEST",
        "uid": "meeting-1@stadt.example",
        "sequence": 0,
        "starts_at": START,
        "minutes": 90,
        "summary": "Erstes Gespräch; mit Komma, und mehr",
        "description": "Vier Regeln:\nOffenheit, Vertrauen, Respekt, Verbindlichkeit. " + "ß" * 200,
        "location": "Altes Rathaus, Zimmer 3",
        "url": "https://example.org/tandems/1/?a=1&b=2",
        "organizer": Attendee("Augenhöhe", "augenhoehe@stadt.example"),
        "attendees": [Attendee("Kim Müller", "kim@stadt.example"), Attendee("Alex Roth", "alex@stadt.example")],
        "language": "de",
        "now": NOW,
        **changes,
    }
    return invitation(**values)  # type: ignore[arg-type]


def event_of(text: str) -> Event:
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert not event.errors
    return event  # type: ignore[return-value]


def test_what_outlook_needs_is_there() -> None:
    text = make()
    calendar, event = Calendar.from_ical(text), event_of(text)
    assert {name: str(calendar[name]) for name in ("VERSION", "METHOD", "CALSCALE")} == {
        "VERSION": "2.0",
        "METHOD": "REQUEST",
        "CALSCALE": "GREGORIAN",
    }
    assert calendar["PRODID"]
    assert str(event["UID"]) == "meeting-1@stadt.example"
    assert int(event["SEQUENCE"]) == 0
    assert event["DTSTAMP"].dt == NOW
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (START, START + dt.timedelta(minutes=90))
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert str(event["SUMMARY"]) == "Erstes Gespräch; mit Komma, und mehr"
    assert str(event["DESCRIPTION"]).startswith("Vier Regeln:\nOffenheit, Vertrauen")
    assert str(event["LOCATION"]) == "Altes Rathaus, Zimmer 3"
    assert str(event["URL"]) == "https://example.org/tandems/1/?a=1&b=2"
    assert str(event["STATUS"]) == "CONFIRMED"


def test_the_installation_invites_and_both_are_asked() -> None:
    event = event_of(make())
    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (
        "mailto:augenhoehe@stadt.example",
        "Augenhöhe",
    )
    assert [(str(one), dict(one.params)) for one in event["ATTENDEE"]] == [
        (
            f"mailto:{address}@stadt.example",
            {"CN": name, "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"},
        )
        for address, name in (("kim", "Kim Müller"), ("alex", "Alex Roth"))
    ]


def test_an_update_keeps_the_uid_and_counts_on() -> None:
    later = START + dt.timedelta(days=1)
    before, after = event_of(make()), event_of(make(sequence=1, starts_at=later))
    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["DTSTART"].dt == later


def test_a_withdrawal_cancels_and_asks_nobody() -> None:
    text = make(method="CANCEL", sequence=2)
    event = event_of(text)
    assert str(Calendar.from_ical(text)["METHOD"]) == "CANCEL"
    assert (str(event["STATUS"]), str(event["TRANSP"]), int(event["SEQUENCE"])) == ("CANCELLED", "TRANSPARENT", 2)
    assert [set(one.params) & {"RSVP", "PARTSTAT"} for one in event["ATTENDEE"]] == [set(), set()]


@pytest.mark.parametrize("day", [dt.datetime(2026, month, 15, 12, tzinfo=dt.UTC) for month in range(1, 13)])
def test_the_zone_in_the_file_says_the_same_as_the_zone_of_the_machine(day: dt.datetime) -> None:
    calendar = Calendar.from_ical(make(starts_at=day))
    (zone,) = calendar.walk("VTIMEZONE")
    local = day.astimezone(BERLIN).replace(tzinfo=None)
    assert zone.to_tz(lookup_tzid=False).utcoffset(local) == day.astimezone(BERLIN).utcoffset()


@pytest.mark.parametrize("zone", ["Europe/London", "Atlantic/Azores"])
def test_another_zone_brings_its_own_rules(zone: str, settings: object) -> None:
    settings.TIME_ZONE = zone  # type: ignore[attr-defined]
    (found,) = Calendar.from_ical(make()).walk("VTIMEZONE")
    assert str(found["TZID"]) == zone
    assert (
        found.to_tz(lookup_tzid=False).utcoffset(START.replace(tzinfo=None))
        == START.astimezone(ZoneInfo(zone)).utcoffset()
    )


def test_ninety_minutes_stay_ninety_when_the_clocks_change() -> None:
    event = event_of(make(starts_at=dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC)))
    assert event["DTEND"].dt.astimezone(dt.UTC) - event["DTSTART"].dt.astimezone(dt.UTC) == dt.timedelta(minutes=90)
    assert event["DTEND"].dt.replace(tzinfo=None) == dt.datetime(2026, 3, 29, 4, tzinfo=dt.UTC).replace(tzinfo=None)


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_says() -> None:
    lines = make().encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_a_hostile_name_stays_a_name() -> None:
    hostile = 'Kim"\r\nATTENDEE:mailto:eve@evil.example\r\nX:"'
    event = event_of(make(attendees=[Attendee(hostile, "kim@stadt.example")], summary="A\r\nDTSTART:19700101T000000Z"))
    assert str(event["ATTENDEE"]) == "mailto:kim@stadt.example"
    assert event["ATTENDEE"].params["CN"] == "Kim' ATTENDEE:mailto:eve@evil.example X:'"
    assert event["DTSTART"].dt == START


def test_an_address_without_a_name_is_its_own_name() -> None:
    assert event_of(make(attendees=[Attendee("", "kim@stadt.example")]))["ATTENDEE"].params["CN"] == "kim@stadt.example"


@pytest.mark.parametrize("name", ["starts_at", "now"])
def test_a_time_without_a_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        make(**{name: START.replace(tzinfo=None)})


def test_a_day_without_a_time_is_the_whole_day_and_blocks_nothing() -> None:
    text = make(starts_at=dt.date(2026, 12, 7))
    event = event_of(text)
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (dt.date(2026, 12, 7), dt.date(2026, 12, 8))
    assert (event["TRANSP"], event["X-MICROSOFT-CDO-ALLDAYEVENT"]) == ("TRANSPARENT", "TRUE")
    assert "VTIMEZONE" not in text
