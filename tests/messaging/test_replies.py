"""Answers as Outlook, Thunderbird and others send them; what is none, or broken, is nothing."""

import datetime as dt
from pathlib import Path

import pytest

from augenhoehe.messaging.models import InboxMark
from augenhoehe.messaging.replies import Answer, CalendarReply, readers, register_reader, replies_in
from augenhoehe.messaging.services import read_replies
from tests.factories import NOW

from .letterbox import Letterbox

ANSWERS = Path(__file__).parent / "answers"
UID, RUTH, LEYLA = "meeting-1@stadt.example", "ruth.hallermann@stadt.example", "leyla.sommerfeld@stadt.example"


def mail(name: str) -> bytes:
    return (ANSWERS / f"{name}.eml").read_bytes()


@pytest.mark.parametrize(
    ("name", "attendee", "answer"),
    [
        ("outlook-accepts", RUTH, Answer.ACCEPTED),
        ("outlook-declines", RUTH, Answer.DECLINED),
        ("outlook-tentative", RUTH, Answer.TENTATIVE),
        ("delegate-accepts", RUTH, Answer.ACCEPTED),
        ("thunderbird-accepts", LEYLA, Answer.ACCEPTED),
        ("thunderbird-declines", LEYLA, Answer.DECLINED),
        ("all-attendees", LEYLA, Answer.ACCEPTED),
        ("web-calendar-accepts", LEYLA, Answer.ACCEPTED),
        ("apple-declines", LEYLA, Answer.DECLINED),
    ],
)
def test_each_shape_is_one_answer(name: str, attendee: str, answer: Answer) -> None:
    assert replies_in(mail(name)) == [CalendarReply(UID, 0, attendee, answer)]


@pytest.mark.parametrize("name", ["outlook-counters", "web-calendar-counters", "forwarded-counter", "iphone-counters"])
def test_another_time_wherever_it_stands_and_whatever_the_zone_is_called(name: str) -> None:
    """By Windows' name, in UTC beside everybody's answer, in a forwarded mail by a name with commas, in a REPLY."""
    (reply,) = replies_in(mail(name))
    assert (reply.attendee, reply.answer, reply.minutes) == (RUTH, Answer.COUNTER, 60)
    assert reply.starts_at == dt.datetime(2026, 12, 8, 13, 0, tzinfo=dt.UTC)


def calendar(lines: str, method: str = "COUNTER") -> bytes:
    text = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    return f"From: {RUTH}\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\n{text}\r\n".encode()


WHO = f"UID:{UID}\r\nATTENDEE;PARTSTAT=TENTATIVE:mailto:{RUTH}\r\n"


def test_a_time_without_a_zone_is_local_time() -> None:
    (reply,) = replies_in(calendar(f"{WHO}DTSTART:20261208T140000\r\nDURATION:PT1H30M"))
    assert (reply.starts_at, reply.minutes) == (dt.datetime(2026, 12, 8, 13, 0, tzinfo=dt.UTC), 90)


def test_an_answer_said_twice_is_one_and_without_an_address_the_senders() -> None:
    """What Exchange writes of somebody whom it knows by no mail address."""
    event = f"UID:{UID}\r\nATTENDEE;PARTSTAT=DECLINED;CN=Ruth Hallermann:invalid:nomail"
    twice = calendar(f"{event}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n{event}", method="REPLY")
    assert replies_in(twice) == [CalendarReply(UID, 0, RUTH, Answer.DECLINED)]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: Hello\r\n\r\nI cannot come.",
        calendar(f"{WHO}DTSTART:20261208T140000", method="REQUEST"),
        calendar(f"{WHO}DTSTART:20261208T140000", method="PUBLISH"),
        calendar(f"{WHO}DTSTART;VALUE=DATE:20261208"),
        calendar(f"{WHO}DTSTART:nonsense"),
        calendar(f"{WHO}"),
        calendar(f"UID:{UID}\r\nDTSTART:20261208T140000Z"),
        calendar(f"ATTENDEE:mailto:{RUTH}\r\nDTSTART:20261208T140000Z"),
        calendar(f"{WHO}SEQUENCE:many\r\nDTSTART:20261208T140000Z"),
        calendar(f"UID:{UID}\r\nATTENDEE;PARTSTAT=DELEGATED:mailto:{RUTH}", method="REPLY"),
        b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + b"BEGIN:VEVENT\r\n" * 3000,
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
        + b"--x\r\n\r\n" * 50
        + b"--x\r\n"
        + mail("outlook-accepts"),
    ],
)
def test_what_is_no_answer_is_nothing(raw: bytes) -> None:
    assert replies_in(raw) == []


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[CalendarReply]:
    """A room that knows one date, and stumbles over whatever somebody declines."""
    found: list[CalendarReply] = []

    def reader(reply: CalendarReply, _now: dt.datetime) -> bool:
        if reply.answer is Answer.DECLINED:
            raise RuntimeError("secret words")
        found.append(reply)
        return reply.uid == UID

    readers()  # the rooms' own register once only
    monkeypatch.setattr("augenhoehe.messaging.replies._readers", {})
    register_reader("tests", reader)
    return found


@pytest.mark.django_db
def test_what_is_understood_goes_and_everything_else_stays(taken: list[CalendarReply]) -> None:
    box = Letterbox(
        {4: mail("outlook-accepts"), 5: b"Subject: A question\r\n\r\nHello", 9: mail("thunderbird-accepts")}
    )
    assert (read_replies(inbox=box, now=NOW), sorted(box.mails)) == (2, [5])
    assert read_replies(inbox=box, now=NOW) == 0
    assert ([one.attendee for one in taken], box.fetched) == ([RUTH, LEYLA], [4, 5, 9])
    box.mails[10] = mail("outlook-tentative")
    assert (read_replies(inbox=box, now=NOW), InboxMark.objects.get().last_uid) == (1, 10)


@pytest.mark.django_db
def test_numbers_that_begin_anew_are_read_anew(taken: list[CalendarReply]) -> None:
    box = Letterbox({40: mail("outlook-accepts")})
    read_replies(inbox=box, now=NOW)
    moved = Letterbox({1: mail("thunderbird-accepts")}, validity=8)
    assert (read_replies(inbox=moved, now=NOW), len(taken)) == (1, 2)


@pytest.mark.django_db
def test_one_bad_mail_keeps_nobody_waiting_and_stays_out_of_the_log(
    taken: list[CalendarReply], caplog: pytest.LogCaptureFixture
) -> None:
    box = Letterbox({1: mail("outlook-declines"), 2: mail("outlook-accepts")})
    assert (read_replies(inbox=box, now=NOW), sorted(box.mails)) == (1, [1])
    assert ("RuntimeError" in caplog.text, "secret words" in caplog.text) == (True, False)
