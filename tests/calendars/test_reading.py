"""Busy times from files of many shapes, and from a real CalDAV server."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import requests

from augenhoehe.calendars.enums import SourceError
from augenhoehe.calendars.reading.caldav import read_account
from augenhoehe.calendars.reading.guard import Guard
from augenhoehe.calendars.reading.ics import busy_spans
from augenhoehe.calendars.reading.transport import ReadError, Transport
from tests.calendars.server import Answer, answering, radicale
from tests.factories import NOW

ZONE = ZoneInfo("Europe/Berlin")
HERE = Guard.parse(["127.0.0.0/8"])


def calendar(*parts: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *parts, "END:VCALENDAR"]
    return "\r\n".join(line for part in lines for line in part.splitlines()).encode() + b"\r\n"


def event(begin: str, end: str, *more: str, uid: str = "1") -> str:
    lines = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", f"DTSTART{begin}", f"DTEND{end}"]
    return "\n".join([*lines, "SUMMARY:Arzttermin", *more, "END:VEVENT"])


def shown(text: bytes) -> list[str]:
    return [
        " – ".join(f"{dt.datetime.fromtimestamp(minute * 60, ZONE):%d.%m. %H:%M}" for minute in span)
        for span in busy_spans(text, now=NOW, zone=ZONE)
    ]


def test_times_with_zone_without_and_in_utc() -> None:
    text = calendar(
        event(";TZID=Europe/Berlin:20261201T100000", ";TZID=Europe/Berlin:20261201T113000"),
        event(":20261202T090000", ":20261202T100000", uid="2"),
        event(":20261203T090000Z", ":20261203T100000Z", uid="3"),
    )
    assert shown(text) == [
        "01.12. 10:00 – 01.12. 11:30",
        "02.12. 09:00 – 02.12. 10:00",
        "03.12. 10:00 – 03.12. 11:00",
    ]


OUTLOOK = """BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def test_outlooks_zone_series_and_exceptions() -> None:
    zone = ";TZID=W. Europe Standard Time:"
    series = event(f"{zone}20261124T090000", f"{zone}20261124T100000", "RRULE:FREQ=WEEKLY;COUNT=4",
                   f"EXDATE{zone}20261201T090000")  # fmt: skip
    moved = event(f"{zone}20261208T140000", f"{zone}20261208T150000", f"RECURRENCE-ID{zone}20261208T090000")
    assert shown(calendar(OUTLOOK, series, moved)) == [
        "24.11. 09:00 – 24.11. 10:00",
        "08.12. 14:00 – 08.12. 15:00",
        "15.12. 09:00 – 15.12. 10:00",
    ]


def test_what_one_calendar_says_of_a_zone_holds_for_no_other() -> None:
    zone = ";TZID=W. Europe Standard Time:"
    one = event(f"{zone}20261201T090000", f"{zone}20261201T100000")
    assert shown(calendar(OUTLOOK.replace("+0100", "-0900").replace("+0200", "-0800"), one)) == [
        "01.12. 19:00 – 01.12. 20:00"
    ]
    assert shown(calendar(OUTLOOK, one)) == shown(calendar(one)) == ["01.12. 09:00 – 01.12. 10:00"]


def test_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    zone = ";TZID=W. Europe Standard Time:"
    series = event(f"{zone}20270322T090000", f"{zone}20270322T100000", "RRULE:FREQ=WEEKLY;COUNT=2")
    utc = event(":20270322T080000Z", ":20270322T090000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert shown(calendar(OUTLOOK, series)) == ["22.03. 09:00 – 22.03. 10:00", "29.03. 09:00 – 29.03. 10:00"]
    assert shown(calendar(utc)) == ["22.03. 09:00 – 22.03. 10:00", "29.03. 10:00 – 29.03. 11:00"]
    night = event(";TZID=Europe/Berlin:20271031T013000", ";TZID=Europe/Berlin:20271031T033000")
    assert [end - begin for begin, end in busy_spans(calendar(night), now=NOW, zone=ZONE)] == [180]


def test_whole_days_in_a_series_one_of_them_cancelled_one_free() -> None:
    series = event(";VALUE=DATE:20261130", ";VALUE=DATE:20261201", "RRULE:FREQ=WEEKLY;COUNT=4",
                   "EXDATE;VALUE=DATE:20261207")  # fmt: skip
    off = event(";VALUE=DATE:20261214", ";VALUE=DATE:20261215", "RECURRENCE-ID;VALUE=DATE:20261214", "STATUS:CANCELLED")
    free = event(";VALUE=DATE:20261221", ";VALUE=DATE:20261222", "RECURRENCE-ID;VALUE=DATE:20261221",
                 "TRANSP:TRANSPARENT")  # fmt: skip
    assert shown(calendar(series, off, free)) == ["30.11. 00:00 – 01.12. 00:00"]


@pytest.mark.parametrize(
    "line", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
             "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"]
)  # fmt: skip
def test_what_keeps_nobody_busy(line: str) -> None:
    busy = event(":20261202T090000", ":20261202T100000", "STATUS:TENTATIVE", uid="2")
    text = calendar(event(":20261201T090000", ":20261201T100000", line), busy)
    assert shown(text) == ["02.12. 09:00 – 02.12. 10:00"]


def test_whole_days_last_and_what_overlaps_is_one() -> None:
    leave = event(";VALUE=DATE:20261221", ";VALUE=DATE:20261223")
    inside = event(":20261222T090000", ":20261222T100000", uid="2")
    assert shown(calendar(leave, inside)) == ["21.12. 00:00 – 23.12. 00:00"]


def test_published_free_busy_counts() -> None:
    text = calendar(
        "BEGIN:VFREEBUSY\nUID:1\nDTSTAMP:20261101T000000Z\n"
        "FREEBUSY;FBTYPE=BUSY:20261201T080000Z/20261201T090000Z,20261202T080000Z/PT90M\n"
        "FREEBUSY;FBTYPE=FREE:20261203T080000Z/20261203T090000Z\n"
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261204T080000Z/20261204T090000Z\nEND:VFREEBUSY"
    )
    assert shown(text) == [
        "01.12. 09:00 – 01.12. 10:00",
        "02.12. 09:00 – 02.12. 10:30",
        "04.12. 09:00 – 04.12. 10:00",
    ]


def test_the_past_and_the_far_future_are_left_out() -> None:
    every_year = event(":20201130T090000", ":20201130T100000", "RRULE:FREQ=YEARLY")
    assert shown(calendar(every_year)) == ["30.11. 09:00 – 30.11. 10:00", "30.11. 09:00 – 30.11. 10:00"]


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=DAILY;BYSECOND=0,1,2,3,4,5"])
def test_a_series_that_never_ends_keeps_nobody_waiting(rule: str) -> None:
    bomb = event(":20261124T090000", ":20261124T090001", f"RRULE:{rule}")
    other = event(":20261202T090000", ":20261202T100000", uid="2")
    assert shown(calendar(bomb, other)) == ["02.12. 09:00 – 02.12. 10:00"]


@pytest.mark.parametrize(
    "text", [b"", b"<html>Anmeldung</html>", b"BEGIN:VCALENDAR", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"]
)
def test_what_is_no_calendar(text: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        busy_spans(text, now=NOW, zone=ZONE)
    assert caught.value.code == SourceError.NO_CALENDAR


def test_too_much_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        busy_spans(b"x" * 6_000_000, now=NOW, zone=ZONE)
    assert caught.value.code == SourceError.TOO_LARGE


def test_one_broken_entry_does_not_hide_the_others() -> None:
    broken = event(":20261201T090000", ":20261201T100000", "RRULE:FREQ=WEEKLY;UNTIL=nonsense")
    other = event(":20261202T090000", ":20261202T100000", uid="2")
    assert shown(calendar(broken, other))[-1] == "02.12. 09:00 – 02.12. 10:00"


MAKE = """<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>
<C:supported-calendar-component-set><C:comp name="{kind}"/></C:supported-calendar-component-set>
</prop></set></C:mkcalendar>"""


@pytest.fixture
def account(tmp_path: Path):
    """An account with two calendars and a list of tasks."""
    with radicale(tmp_path, user="kim", password="app-passwort") as address:
        with requests.Session() as session:
            session.auth = ("kim", "app-passwort")
            session.trust_env = False
            for name, kind in (("arbeit", "VEVENT"), ("sport", "VEVENT"), ("aufgaben", "VTODO")):
                made = session.request("MKCALENDAR", f"{address}/kim/{name}/", data=MAKE.format(kind=kind))
                assert made.status_code == 201
            for name, text in (
                ("arbeit", event(":20261201T090000Z", ":20261201T100000Z", "RRULE:FREQ=WEEKLY;COUNT=2")),
                ("sport", event(":20261203T170000Z", ":20261203T180000Z", uid="2")),
                ("arbeit", event(":20261204T090000Z", ":20261204T100000Z", "TRANSP:TRANSPARENT", uid="3")),
            ):
                put = session.put(f"{address}/kim/{name}/{len(text)}.ics", data=calendar(text))
                assert put.status_code == 201
        yield address


def read(url: str, password: str = "app-passwort") -> list[str]:
    with Transport(HERE, user="kim", password=password) as transport:
        found = read_account(transport, url, now=NOW, zone=ZONE)
    return [f"{dt.datetime.fromtimestamp(begin * 60, ZONE):%d.%m. %H:%M}" for begin, _end in found]


@pytest.mark.parametrize("path", ["", "/", "/kim/", "/.well-known/caldav"])
def test_a_caldav_account_is_found_from_wherever_one_starts(account: str, path: str) -> None:
    assert read(account + path) == ["01.12. 10:00", "03.12. 18:00", "08.12. 10:00"]


def test_one_calendar_alone(account: str) -> None:
    assert read(f"{account}/kim/sport/") == ["03.12. 18:00"]


def test_a_wrong_password_says_so(account: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(account, "falsch")
    assert caught.value.code == SourceError.REFUSED


PROPERTIES = """<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response><href>/c/</href><propstat>
<prop><resourcetype><collection/><C:calendar/></resourcetype></prop></propstat></response></multistatus>"""
ENTRIES = """<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response><href>/c/1</href><propstat>
<prop><C:calendar-data>{text}</C:calendar-data></prop></propstat></response></multistatus>"""


def test_a_server_without_free_busy_is_asked_for_begin_and_end_alone() -> None:
    bodies: list[int] = []

    def answer(method: str, path: str, headers: dict[str, str]) -> Answer:
        if method == "PROPFIND":
            return 207, {}, PROPERTIES.encode()
        bodies.append(1)
        if len(bodies) == 1:
            return 501, {}, b""
        return 207, {}, ENTRIES.format(text=calendar(event(":20261201T090000Z", ":20261201T100000Z")).decode()).encode()

    with answering(answer) as address:
        assert read(f"{address}/c/") == ["01.12. 10:00"]
    assert len(bodies) == 2


@pytest.mark.parametrize(
    "content",
    [b"<html>", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"<multistatus xmlns='DAV:'/>"],
)
def test_what_is_no_caldav(content: bytes) -> None:
    with answering(lambda *_: (207, {}, content)) as address, pytest.raises(ReadError) as caught:
        read(f"{address}/c/")
    assert caught.value.code == SourceError.NO_CALENDAR
