"""The first meeting in both calendars: invitation, update, cancellation, each with the next SEQUENCE."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

import pytest
from icalendar import Calendar

from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import MeetingPlannedError, TandemError
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.services.meetings import cancel_meeting, move_meeting
from tests import factories
from tests.factories import NOW

from .world import DETAILS, in_state, mails, planned


def event(mail: Mail) -> Any:
    calendar = Calendar.from_ical(mail.calendar)
    assert calendar["METHOD"] == mail.calendar_method
    return next(part for part in calendar.walk("VEVENT"))


def move(meeting: Meeting, **changes: Any) -> Meeting:
    values = {
        "meeting": meeting,
        "actor": meeting.tandem.mentee.person,
        "version": meeting.version,
        "details": dataclasses.replace(DETAILS, starts_at=DETAILS.starts_at + dt.timedelta(days=1)),
        "now": NOW,
        **changes,
    }
    return move_meeting(**values)


def test_both_are_invited_to_the_same_event(formed: Tandem) -> None:
    meeting = planned(formed)
    both = mails("meeting_invitation")
    assert {mail.person_id for mail in both} == {formed.mentor.person_id, formed.mentee.person_id}
    for mail in both:
        one = event(mail)
        assert (str(one["UID"]), int(one["SEQUENCE"]), mail.calendar_method) == (meeting.uid, 0, "REQUEST")
        assert one.decoded("DTSTART") == DETAILS.starts_at
        assert one.decoded("DTEND") - one.decoded("DTSTART") == dt.timedelta(minutes=90)
        assert str(one["ORGANIZER"]) == "mailto:augenhoehe@stadt.example"
        assert {str(who) for who in one["ATTENDEE"]} == {
            f"mailto:{formed.mentor.person.email}",
            f"mailto:{formed.mentee.person.email}",
        }
        assert str(one["LOCATION"]) == "Rathaus, Zimmer 112"


def test_the_invitation_carries_the_rules_and_the_guide(formed: Tandem) -> None:
    formed.mentor.person.language = "de"
    formed.mentor.person.save()
    planned(formed)
    german = str(event(Mail.objects.get(key="tandems.meeting_invitation", language="de"))["DESCRIPTION"])
    english = str(event(Mail.objects.get(key="tandems.meeting_invitation", language="en"))["DESCRIPTION"])
    for text, words in (
        (german, ("Offenheit:", "Vertrauen:", "Respekt:", "Verbindlichkeit:", "Sich kennenlernen", "Das Anliegen")),
        (english, ("Openness:", "Trust:", "Respect:", "Commitment:", "Getting to know each other", "The concern")),
    ):
        assert [word for word in words if word not in text] == []


def test_moving_is_an_update_of_the_same_event(formed: Tandem) -> None:
    meeting = move(planned(formed))
    again = move(meeting, details=DETAILS)
    assert [int(event(mail)["SEQUENCE"]) for mail in mails("meeting_moved")] == [1, 1, 2, 2]
    assert {str(event(mail)["UID"]) for mail in mails("meeting_moved")} == {again.uid}


def test_saving_without_a_change_sends_nothing(formed: Tandem) -> None:
    meeting = planned(formed)
    assert move(meeting, details=DETAILS).sequence == 0
    assert mails("meeting_moved") == []


def test_a_stale_edit_is_refused(formed: Tandem) -> None:
    meeting = planned(formed)
    move(meeting, version=meeting.version)
    with pytest.raises(StaleError):
        move(meeting, version=1, details=DETAILS)


def test_cancelling_twice_is_once(formed: Tandem) -> None:
    meeting = planned(formed)
    for _time in range(2):
        done = cancel_meeting(meeting=meeting, actor=formed.mentor.person, now=NOW)
    assert (done.state, done.sequence) == ("cancelled", 1)
    both = mails("meeting_cancelled")
    assert [(mail.calendar_method, int(event(mail)["SEQUENCE"])) for mail in both] == [("CANCEL", 1)] * 2
    assert {str(event(mail)["STATUS"]) for mail in both} == {"CANCELLED"}


def test_after_a_cancellation_a_new_date_is_a_new_event(formed: Tandem) -> None:
    first = planned(formed)
    cancel_meeting(meeting=first, actor=formed.mentor.person, now=NOW)
    assert planned(formed).uid != first.uid


def test_the_same_form_twice_is_one_meeting(formed: Tandem) -> None:
    key = uuid.uuid4()
    assert planned(formed, draft_key=key) == planned(formed, draft_key=key)
    assert (Meeting.objects.count(), len(mails("meeting_invitation"))) == (1, 2)
    with pytest.raises(StaleError):
        planned(formed, draft_key=key, details=dataclasses.replace(DETAILS, minutes=60))


def test_there_is_one_date_at_a_time(formed: Tandem) -> None:
    planned(formed)
    with pytest.raises(MeetingPlannedError):
        planned(formed, actor=formed.mentee.person)


@pytest.mark.parametrize("state", [TandemState.PROPOSED, TandemState.NOT_FORMED, TandemState.CLOSED])
def test_only_a_running_tandem_meets(tandem: Tandem, state: TandemState) -> None:
    in_state(tandem, state)
    with pytest.raises(TandemError):
        planned(tandem)


def test_a_stranger_plans_nothing(formed: Tandem) -> None:
    with pytest.raises(TandemError):
        planned(formed, actor=factories.make_person())
    assert Meeting.objects.count() == 0


def test_a_video_meeting_has_a_link_and_no_place(formed: Tandem) -> None:
    details = dataclasses.replace(DETAILS, mode="video", video_url="https://video.stadt.example/raum")
    meeting = planned(formed, details=details)
    assert (meeting.place, meeting.video_url) == ("", "https://video.stadt.example/raum")
    assert str(event(mails("meeting_invitation")[0])["LOCATION"]) == "https://video.stadt.example/raum"


def test_the_time_to_confirm_begins_with_the_end_of_the_talk(formed: Tandem) -> None:
    meeting = planned(formed)
    formed.refresh_from_db()
    # Ten working days after Monday 7 December: Monday 21 December.
    assert formed.confirm_by == dt.datetime(2026, 12, 21, 22, 59, 59, tzinfo=dt.UTC)
    cancel_meeting(meeting=meeting, actor=formed.mentor.person, now=NOW)
    formed.refresh_from_db()
    assert formed.confirm_by == dt.datetime(2026, 12, 7, 22, 59, 59, tzinfo=dt.UTC)


def test_the_office_cannot_read_where_they_meet_in_the_outbox(formed: Tandem) -> None:
    planned(formed)
    assert {mail.secret for mail in mails("meeting_invitation")} == {True}
