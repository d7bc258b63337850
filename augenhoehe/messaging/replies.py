"""What calendars answer to our invitations: REPLY and COUNTER of iTIP (RFC 5546), as mail programmes send them.

Several shapes are about: the answer beside a text (Outlook), as an attachment (Thunderbird), in quoted-printable or
base64, with Windows names of time zones, with times as UTC, another time within a yes or no (iPhone). What is none of
ours, or no answer, is nothing.

A room that has invited brings a `replies.py` that registers who reads the answers to its dates.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from enum import Enum
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from augenhoehe.common.discovery import discover
from augenhoehe.common.ics import read_calendars

MOST_PARTS: Final = 50
_CALENDARS: Final = ("text/calendar", "application/ics")
_APPLES_TIME: Final = re.compile(r"DTSTART:(\d{8}T\d{6}Z)")


class Answer(Enum):
    """What somebody's calendar says."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    COUNTER = "counter"


@dataclass(frozen=True)
class CalendarReply:
    """One answer. `attendee`: the address in small letters. For a COUNTER also when instead, aware, and how long."""

    uid: str
    sequence: int
    attendee: str
    answer: Answer
    starts_at: datetime | None = None
    minutes: int | None = None


Reader = Callable[[CalendarReply, datetime], bool]
"""Reply and now → whether it was of somebody whom this room has invited. It has to bear being told the same twice."""

_readers: dict[str, Reader] = {}


def register_reader(name: str, reader: Reader) -> None:
    """Say who reads the answers to a room's dates. Idempotent by name ("room.subject")."""
    _readers[name] = reader


def readers() -> list[Reader]:
    """All of them, in order of their names."""
    discover("replies")
    return [_readers[name] for name in sorted(_readers)]


def replies_in(raw: bytes) -> list[CalendarReply]:
    """The answers in a mail as it came, each once; none where it is no answer or cannot be read."""
    message = message_from_bytes(raw, policy=policy.default)
    sender = parseaddr(str(message.get("From", "")))[1].lower()
    return list(dict.fromkeys(answer for text in _calendars(message) for answer in _answers(text, sender)))


def _calendars(message: Any) -> Iterator[bytes]:
    parts = message.walk() if isinstance(message, EmailMessage) else ()
    for number, part in enumerate(parts):
        if number >= MOST_PARTS:
            return
        if part.get_content_type() in _CALENDARS or (part.get_filename() or "").lower().endswith(".ics"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield payload


def _answers(text: bytes, sender: str) -> Iterator[CalendarReply]:
    try:
        for calendar in read_calendars(text):
            method = str(calendar.get("METHOD", "")).upper()
            for event in calendar.walk("VEVENT") if method in ("REPLY", "COUNTER") else ():
                if answer := _answer(event, method, sender):
                    yield answer
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError):
        # A calendar that cannot be read is no answer, whatever is wrong with it.
        return


def _answer(event: Any, method: str, sender: str) -> CalendarReply | None:
    uid, who = str(event.get("UID", "")), _attendee(event, sender)
    if not uid or who is None:
        return None
    address, said = who
    sequence = int(event.get("SEQUENCE", 0))
    if method == "COUNTER":
        return CalendarReply(uid, sequence, address, Answer.COUNTER, _moment(event.decoded("DTSTART")), _minutes(event))
    if another := _APPLES_TIME.search(str(said.get("TO-ALL-PROPOSED-NEW-TIME", ""))):
        begin = datetime.strptime(another[1], "%Y%m%dT%H%M%S%z")
        return CalendarReply(uid, sequence, address, Answer.COUNTER, begin, _minutes(event))
    known = {one.value.upper(): one for one in Answer if one is not Answer.COUNTER}
    answer = known.get(str(said.get("PARTSTAT", "")).upper())
    return CalendarReply(uid, sequence, address, answer) if answer else None


def _attendee(event: Any, sender: str) -> tuple[str, Any] | None:
    """Who answers, and what is said of it. An answer names one; where a programme repeats all, it is the sender's.

    Exchange writes "invalid:nomail" where it knows somebody by no mail address: then it is the sender's too.
    """
    named = event.get("ATTENDEE", [])
    people = {
        str(one).lower().removeprefix("mailto:").strip(): one.params
        for one in (named if isinstance(named, list) else [named])
    }
    if len(people) != 1:
        people = {address: said for address, said in people.items() if address == sender}
    found = next(iter(people.items()), None)
    return (sender, found[1]) if found and "@" not in found[0] else found


def _minutes(event: Any) -> int:
    begin = _moment(event.decoded("DTSTART"))
    end = _moment(event.decoded("DTEND")) if "DTEND" in event else begin + event.decoded("DURATION", timedelta())
    return int((end - begin).total_seconds()) // 60


def _moment(value: Any) -> datetime:
    """An aware time; one without a zone is meant as local time. A whole day is no time to meet: TypeError."""
    if not isinstance(value, datetime):
        raise TypeError
    return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
