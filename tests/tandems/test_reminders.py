"""Each mail once, whatever happens, and never about a meeting that is settled."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.models import Meeting, Tandem
from augenhoehe.tandems.services import reminders
from augenhoehe.tandems.services.reminders import ask_about_meetings, remind_of_meetings
from tests import factories
from tests.factories import NOW

from .world import in_state, mails

LONG_AGO = NOW - dt.timedelta(days=30)


def meeting(tandem: Tandem, starts_at: dt.datetime, **changes: object) -> Meeting:
    made = factories.make_meeting(tandem, starts_at=starts_at, **changes)
    Meeting.objects.filter(pk=made.pk).update(updated_at=LONG_AGO)
    return made


@pytest.fixture
def confirmed(formed: Tandem) -> Tandem:
    return in_state(formed, TandemState.CONFIRMED)


def test_both_are_reminded_once_two_working_days_before(confirmed: Tandem) -> None:
    # NOW is a Monday: Wednesday is in, Thursday is not.
    meeting(confirmed, NOW + dt.timedelta(days=2))
    meeting(confirmed, NOW + dt.timedelta(days=3))
    assert (remind_of_meetings(now=NOW), remind_of_meetings(now=NOW)) == (1, 0)
    assert {mail.person_id for mail in mails("meeting_reminder")} == {
        confirmed.mentor.person_id,
        confirmed.mentee.person_id,
    }


def test_whoever_has_just_fixed_it_is_not_reminded(confirmed: Tandem) -> None:
    made = meeting(confirmed, NOW + dt.timedelta(days=1))
    Meeting.objects.filter(pk=made.pk).update(updated_at=NOW - dt.timedelta(days=2))
    assert remind_of_meetings(now=NOW) == 0


@pytest.mark.parametrize("state", TandemState)
def test_reminders_by_state_of_the_tandem(tandem: Tandem, state: TandemState) -> None:
    in_state(tandem, state)
    meeting(tandem, NOW + dt.timedelta(days=1))
    meeting(tandem, NOW - dt.timedelta(days=1))
    runs = state in (TandemState.ACCEPTED, TandemState.CONFIRMED)
    assert remind_of_meetings(now=NOW) == (1 if runs else 0)
    assert ask_about_meetings(now=NOW) == (1 if state in (TandemState.CONFIRMED, TandemState.PAUSED) else 0)


@pytest.mark.parametrize("state", MeetingState)
def test_only_what_is_planned(confirmed: Tandem, state: MeetingState) -> None:
    meeting(confirmed, NOW + dt.timedelta(days=1), state=state)
    meeting(confirmed, NOW - dt.timedelta(days=1), state=state)
    once = 1 if state == MeetingState.PLANNED else 0
    assert (remind_of_meetings(now=NOW), ask_about_meetings(now=NOW)) == (once, once)


def test_the_question_comes_after_the_end(confirmed: Tandem) -> None:
    made = meeting(confirmed, NOW - dt.timedelta(minutes=60))
    assert ask_about_meetings(now=NOW) == 0
    assert ask_about_meetings(now=made.ends_at) == 1
    assert ask_about_meetings(now=made.ends_at) == 0
    assert len(mails("meeting_asked")) == 2


def test_nobody_is_asked_about_long_ago(confirmed: Tandem) -> None:
    meeting(confirmed, NOW - dt.timedelta(days=31))
    assert ask_about_meetings(now=NOW) == 0


@pytest.mark.parametrize(("job", "days"), [(remind_of_meetings, 1), (ask_about_meetings, -1)])
def test_a_batch_takes_the_same_queries_however_many(confirmed: Tandem, job: object, days: int) -> None:
    counts = []
    for number in (1, 3):
        for _time in range(number):
            meeting(confirmed, NOW + dt.timedelta(days=days))
        with CaptureQueriesContext(connection) as seen:
            assert job(now=NOW) == number  # type: ignore[operator]
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 14


def test_every_batch_is_written(confirmed: Tandem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BATCH", 2)
    for _time in range(5):
        meeting(confirmed, NOW - dt.timedelta(days=1))
    assert (ask_about_meetings(now=NOW), Mail.objects.filter(key="tandems.meeting_asked").count()) == (5, 10)
