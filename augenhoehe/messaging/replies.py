"""What calendars answer to our invitations: REPLY and COUNTER of iTIP (RFC 5546), as mail programmes send them.

Several shapes are about: the answer beside a text (Outlook), as an attachment (Thunderbird), in quoted-printable or
base64, with Windows names of time zones, with times as UTC. What is none of ours, or no answer, is nothing.

A room that has invited brings a `replies.py` that registers who reads the answers to its dates.
"""

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
"""Reply and now → whether it was about a date of this room. It has to bear being told the same twice."""

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
    found: list[CalendarReply] = []
    for text in _calendars(message):
        found += [one for one in _answers(text, sender) if one not in found]
    return found


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
    address, state = who
    sequence = int(event.get("SEQUENCE", 0))
    if method == "REPLY":
        known = {one.value.upper(): one for one in Answer if one is not Answer.COUNTER}
        return CalendarReply(uid, sequence, address, known[state]) if state in known else None
    begin = _moment(event.decoded("DTSTART"))
    end = _moment(event.decoded("DTEND")) if "DTEND" in event else begin + event.decoded("DURATION", timedelta())
    return CalendarReply(uid, sequence, address, Answer.COUNTER, begin, int((end - begin).total_seconds()) // 60)


def _attendee(event: Any, sender: str) -> tuple[str, str] | None:
    """Who answers, and how. An answer names one; where a programme repeats all, it is the sender's."""
    named = event.get("ATTENDEE", [])
    people = {
        str(one).lower().removeprefix("mailto:").strip(): str(one.params.get("PARTSTAT", "")).upper()
        for one in (named if isinstance(named, list) else [named])
    }
    if len(people) != 1:
        people = {address: state for address, state in people.items() if address == sender}
    return next(iter(people.items()), None)


def _moment(value: Any) -> datetime:
    """An aware time; one without a zone is meant as local time. A whole day is no time to meet: TypeError."""
    if not isinstance(value, datetime):
        raise TypeError
    return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
