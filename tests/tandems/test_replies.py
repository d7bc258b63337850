"""The recorded answers, at a real meeting: nothing is moved by a mail, and each mail tells once."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from augenhoehe.applications.enums import Side
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.replies import Answer, CalendarReply
from augenhoehe.messaging.services import read_replies
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.services.meetings import MeetingDetails, cancel_meeting, keep_date, move_meeting
from augenhoehe.tandems.services.replies import take_reply
from tests.factories import NOW
from tests.messaging.letterbox import Letterbox
from tests.messaging.test_replies import LEYLA, RUTH, UID, mail

from .test_dates import path_of, sent
from .world import DETAILS, in_state, mails, planned

As = Callable[[Person], Client]
OTHER = dt.datetime(2026, 12, 8, 13, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def meeting(formed: Tandem) -> Meeting:
    """A first talk of Leyla, the mentor, and Ruth, the mentee."""
    for person, email in ((formed.mentor.person, LEYLA), (formed.mentee.person, RUTH)):
        Person.objects.filter(pk=person.pk).update(email=email)
    made = planned(formed)
    Meeting.objects.filter(pk=made.pk).update(uid=UID)
    made.refresh_from_db()
    return made


def reply(answer: Answer, attendee: str = RUTH, **changes: Any) -> CalendarReply:
    return CalendarReply(**{"uid": UID, "sequence": 0, "attendee": attendee, "answer": answer, **changes})


def read(*names: str) -> int:
    return read_replies(inbox=Letterbox({number: mail(name) for number, name in enumerate(names, 1)}), now=NOW)


def test_who_accepts_has_accepted_and_nobody_gets_a_mail(meeting: Meeting) -> None:
    assert read("outlook-accepts", "thunderbird-accepts") == 2
    meeting.refresh_from_db()
    assert (meeting.mentor_reply, meeting.mentee_reply) == ("accepted", "accepted")
    assert mails("meeting_declined") == mails("counter_proposed") == []


def test_a_refusal_is_told_to_the_other_once_and_moves_nothing(meeting: Meeting) -> None:
    read("outlook-declines")
    take_reply(reply(Answer.DECLINED), NOW)
    (told,) = mails("meeting_declined")
    meeting.refresh_from_db()
    assert (told.person_id, meeting.mentee_reply) == (meeting.tandem.mentor.person_id, "declined")
    assert (meeting.state, meeting.starts_at, meeting.sequence) == ("planned", DETAILS.starts_at, 0)


def test_another_time_is_proposed_to_both_and_taken_by_one_press(meeting: Meeting, client: Client) -> None:
    for _time in range(2):
        take_reply(reply(Answer.COUNTER, starts_at=OTHER, minutes=60), NOW)
    assert [one.person_id for one in (*mails("counter_proposed"), *mails("counter_sent"))] == [
        meeting.tandem.mentor.person_id,
        meeting.tandem.mentee.person_id,
    ]
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.sequence, meeting.counter_by) == (DETAILS.starts_at, 0, "mentee")
    path = path_of(meeting, Side.MENTOR)
    assert "Another time is proposed" in client.get(path).content.decode()
    assert client.post(path, sent("take", meeting, at=OTHER.isoformat())).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.minutes, meeting.sequence, meeting.counter_at) == (OTHER, 60, 1, None)


def test_the_date_is_kept_by_one_press_and_the_proposer_and_their_calendar_are_told(
    meeting: Meeting, client: Client
) -> None:
    take_reply(reply(Answer.COUNTER, starts_at=OTHER, minutes=60), NOW)
    path = path_of(meeting, Side.MENTOR)
    for _time in range(2):
        assert client.post(path, {"act": "keep"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.sequence, meeting.counter_at) == (DETAILS.starts_at, 0, None)
    (told,) = mails("counter_declined")
    assert (told.person_id, told.calendar_method) == (meeting.tandem.mentee.person_id, "DECLINECOUNTER")
    for line in ("METHOD:DECLINECOUNTER", f"UID:{UID}", "SEQUENCE:0", f"mailto:{RUTH}", "STATUS:CONFIRMED"):
        assert line in told.calendar.replace("\r\n ", "")


def test_a_whole_conversation_of_calendars(meeting: Meeting) -> None:
    """Recorded answers of one person, what we say to them, and an answer that comes too late."""
    actor, box = meeting.tandem.mentor.person, Letterbox({1: mail("outlook-tentative"), 2: mail("iphone-counters")})
    assert read_replies(inbox=box, now=NOW) == 2
    keep_date(meeting=meeting, actor=actor, now=NOW)
    box.mails[3] = mail("outlook-counters")
    assert read_replies(inbox=box, now=NOW + dt.timedelta(hours=1)) == 1
    assert len(mails("counter_proposed")) == 2, "who insists on it is heard"
    meeting.refresh_from_db()
    there = replace(MeetingDetails.of(meeting), starts_at=meeting.counter_at, minutes=meeting.counter_minutes)
    meeting = move_meeting(meeting=meeting, actor=actor, version=meeting.version, details=there, now=NOW)
    box.mails[4] = mail("outlook-declines")
    assert read_replies(inbox=box, now=NOW) == 1
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.mentee_reply, mails("meeting_declined")) == (OTHER, "open", [])
    cancel_meeting(meeting=meeting, actor=actor, now=NOW)
    said = Mail.objects.filter(person_id=meeting.tandem.mentee.person_id).exclude(calendar="").order_by("pk")
    assert [(one.calendar_method, *re.findall(r"SEQUENCE:(\d)", one.calendar)) for one in said] == [
        ("REQUEST", "0"), ("DECLINECOUNTER", "0"), ("REQUEST", "1"), ("CANCEL", "2"),
    ]  # fmt: skip


def test_it_is_kept_and_taken_on_the_page_of_the_meeting_too(meeting: Meeting, as_: As) -> None:
    client, page = as_(meeting.tandem.mentor.person), f"/tandems/{meeting.tandem_id}/meeting/{meeting.pk}/"
    take_reply(reply(Answer.COUNTER, starts_at=OTHER, minutes=60), NOW)
    assert client.post(f"{page}keep/")["Location"] == page
    take_reply(reply(Answer.COUNTER, starts_at=OTHER, minutes=60), NOW)
    assert "Keep the date as it is" in client.get(page).content.decode()
    assert client.post(f"{page}edit/", {"at": OTHER.isoformat(), "version": "1"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.minutes, meeting.counter_at) == (OTHER, 60, None)
    assert client.post(f"/tandems/{meeting.tandem_id}/meeting/{meeting.pk}/keep/").status_code == 302
    assert len(mails("counter_declined")) == 1


@pytest.mark.parametrize("state", MeetingState)
def test_only_a_planned_date_is_kept(meeting: Meeting, state: MeetingState) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=state, counter_at=OTHER, counter_minutes=60, counter_by="mentee")
    if state == MeetingState.PLANNED:
        assert keep_date(meeting=meeting, actor=meeting.tandem.mentor.person, now=NOW).counter_at is None
    else:
        with pytest.raises(TandemError):
            keep_date(meeting=meeting, actor=meeting.tandem.mentor.person, now=NOW)


def test_the_recorded_counter_is_read(meeting: Meeting) -> None:
    assert read("outlook-counters") == 1
    meeting.refresh_from_db()
    assert (meeting.counter_at, meeting.counter_minutes) == (OTHER, 60)


@pytest.mark.parametrize(
    ("starts_at", "minutes"),
    [(NOW - dt.timedelta(days=1), 60), (OTHER + dt.timedelta(days=3650), 60), (OTHER, 5), (OTHER, 10_000), (OTHER, 0)],
)
def test_a_time_that_cannot_be_is_a_refusal(meeting: Meeting, starts_at: dt.datetime, minutes: int) -> None:
    take_reply(reply(Answer.COUNTER, starts_at=starts_at, minutes=minutes), NOW)
    meeting.refresh_from_db()
    assert (meeting.mentee_reply, meeting.counter_at, len(mails("meeting_declined"))) == ("declined", None, 1)


def test_the_time_it_has_already_is_a_yes(meeting: Meeting) -> None:
    take_reply(reply(Answer.COUNTER, starts_at=DETAILS.starts_at, minutes=90), NOW)
    meeting.refresh_from_db()
    assert (meeting.mentee_reply, meeting.counter_at) == ("accepted", None)


def test_an_answer_to_an_earlier_time_changes_nothing(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(sequence=1)
    assert take_reply(reply(Answer.DECLINED), NOW) is True
    meeting.refresh_from_db()
    assert (meeting.mentee_reply, mails("meeting_declined")) == ("open", [])


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("tandem_state", [TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED])
def test_by_state(meeting: Meeting, state: MeetingState, tandem_state: TandemState) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    in_state(meeting.tandem, tandem_state)
    assert take_reply(reply(Answer.DECLINED), NOW) is True
    meeting.refresh_from_db()
    counts = state == MeetingState.PLANNED and tandem_state != TandemState.PAUSED
    assert meeting.mentee_reply == ("declined" if counts else "open")
    assert len(mails("meeting_declined")) == int(counts)


@pytest.mark.parametrize("changes", [{"attendee": "stranger@stadt.example"}, {"uid": "other@stadt.example"}])
def test_of_a_stranger_or_about_something_else(meeting: Meeting, changes: dict[str, str]) -> None:
    """It stays in the mailbox: somebody may have answered from an address that is not known here."""
    assert take_reply(reply(Answer.DECLINED, **changes), NOW) is False
    meeting.refresh_from_db()
    assert (meeting.mentor_reply, meeting.mentee_reply, mails("meeting_declined")) == ("open", "open", [])
