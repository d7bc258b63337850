"""The first meeting in both calendars: invitation, update, cancellation, each with the next SEQUENCE."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

import pytest
from icalendar import Calendar

from augenhoehe.common.models import StaleError
from augenhoehe.common.workdays import deadline
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import MeetingPlannedError, TandemError
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.services.meetings import cancel_meeting, move_meeting
from augenhoehe.tandems.services.state import change_state
from tests import factories
from tests.factories import NOW

from .world import DETAILS, both_confirm, in_state, mails, planned


def event(mail: Mail) -> Any:
    calendar = Calendar.from_ical(mail.calendar)
    assert calendar["METHOD"] == mail.calendar_method
    return next(part for part in calendar.walk("VEVENT"))


def on_day(days: int) -> Any:
    return dataclasses.replace(DETAILS, starts_at=DETAILS.starts_at + dt.timedelta(days=days))


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


def test_two_who_plan_the_same_meeting_plan_it_once(formed: Tandem) -> None:
    planned(formed)
    with pytest.raises(MeetingPlannedError):
        planned(formed, actor=formed.mentee.person, number=1)


def test_meetings_are_numbered_as_they_follow_each_other(formed: Tandem) -> None:
    """A date that is fixed later and lies earlier comes first; one that is cancelled leaves no gap."""

    def numbers() -> list[tuple[int, int]]:
        found = Meeting.objects.filter(state="planned").order_by("starts_at")
        return [(one.number, (one.starts_at - DETAILS.starts_at).days) for one in found]

    first, later, between = (planned(formed, details=on_day(days)) for days in (0, 60, 30))
    assert numbers() == [(1, 0), (2, 30), (3, 60)]
    cancel_meeting(meeting=between, actor=formed.mentor.person, now=NOW)
    assert numbers() == [(1, 0), (2, 60)]
    later.refresh_from_db()
    move(later, details=on_day(-1))
    assert numbers() == [(1, -1), (2, 0)]
    first.refresh_from_db()
    assert (first.number, first.name) == (2, "Meeting 2")


def test_the_time_to_confirm_follows_whichever_talk_comes_first(formed: Tandem) -> None:
    planned(formed)
    planned(formed, details=on_day(-3))
    formed.refresh_from_db()
    assert formed.confirm_by == deadline(on_day(-3).starts_at, formed.cohort.confirm_days)


def test_later_meetings_have_words_of_their_own(formed: Tandem) -> None:
    planned(formed)
    planned(formed, details=on_day(30))
    (first, *_), (later, *_) = mails("meeting_invitation"), mails("meeting_next")
    assert "First talk" in str(event(first)["SUMMARY"])
    assert (str(event(later)["SUMMARY"])[:7], "Getting to know" in str(event(later)["DESCRIPTION"])) == (
        "Tandem:",
        False,
    )
    assert later.subject.startswith("Invitation: Meeting 2 with ")


def test_who_moves_a_date_asks_the_calendars_anew(formed: Tandem) -> None:
    meeting = planned(formed)
    Meeting.objects.filter(pk=meeting.pk).update(mentor_reply="declined", counter_at=NOW, reminded_at=NOW)
    moved = move(meeting)
    assert (moved.mentor_reply, moved.counter_at, moved.reminded_at) == ("open", None, None)


def test_a_meeting_that_took_place_is_not_cancelled(formed: Tandem) -> None:
    meeting = factories.make_meeting(formed, state="held")
    with pytest.raises(TandemError):
        cancel_meeting(meeting=meeting, actor=formed.mentor.person, now=NOW)


def test_both_who_go_on_have_talked(formed: Tandem) -> None:
    meeting = planned(formed)
    both_confirm(formed, now=DETAILS.starts_at + dt.timedelta(days=1))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.record.minutes) == ("held", 90)


def test_early_end_cancels_what_is_ahead(formed: Tandem) -> None:
    planned(formed)
    both_confirm(formed, now=DETAILS.starts_at + dt.timedelta(days=1))
    later = planned(formed, details=on_day(30))
    change_state(tandem=formed, to=TandemState.ENDED, actor=None, now=DETAILS.starts_at + dt.timedelta(days=2))
    later.refresh_from_db()
    assert (later.state, len(mails("meeting_cancelled"))) == ("cancelled", 2)
    assert [link.used_at is not None for link in later.links.all()] == [True, True]


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
