"""After the first talk: both say yes, or it did not come about; the office sees what is overdue."""

import datetime as dt

import pytest

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import StaleError
from augenhoehe.tandems.enums import Answer, TandemState
from augenhoehe.tandems.errors import AlreadyAnsweredError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.confirmation import ask_confirmation_due, confirm_tandem, end_unconfirmed
from tests import factories
from tests.factories import NOW

from .world import both_confirm, in_state, mails, planned


def say(tandem: Tandem, side: str, go_on: bool, now: dt.datetime = NOW) -> Tandem:
    return confirm_tandem(tandem=tandem, side=Side(side), go_on=go_on, now=now)


def test_both_yes_confirms(formed: Tandem) -> None:
    assert say(formed, "mentor", True).state == TandemState.ACCEPTED
    assert say(formed, "mentee", True).state == TandemState.CONFIRMED
    assert len(mails("confirmed")) == 2


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_no_ends_it_alike_for_both(formed: Tandem, side: str) -> None:
    other = "mentee" if side == "mentor" else "mentor"
    say(formed, other, True)
    say(formed, side, False)
    formed.refresh_from_db()
    stored = {formed.mentor_answer, formed.mentee_answer, formed.mentor_confirms, formed.mentee_confirms}
    assert (formed.state, stored) == (TandemState.NOT_FORMED, {Answer.OPEN})
    assert len(mails("not_formed")) == 2


def test_the_end_takes_a_coming_meeting_out_of_both_calendars(formed: Tandem) -> None:
    meeting = planned(formed)
    say(formed, "mentee", False)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == ("cancelled", 1)
    assert [mail.calendar_method for mail in mails("meeting_cancelled")] == ["CANCEL", "CANCEL"]


@pytest.mark.parametrize("state", [state for state in TandemState if state != TandemState.ACCEPTED])
def test_confirming_needs_a_tandem_that_waits_for_it(tandem: Tandem, state: TandemState) -> None:
    in_state(tandem, state)
    with pytest.raises(AlreadyAnsweredError):
        say(tandem, "mentor", True)


def test_a_yes_stands(formed: Tandem) -> None:
    say(formed, "mentor", True)
    with pytest.raises(AlreadyAnsweredError):
        say(formed, "mentor", False)


def test_both_are_asked_once_after_the_end_of_the_talk(formed: Tandem) -> None:
    meeting = planned(formed)
    assert ask_confirmation_due(now=meeting.starts_at + dt.timedelta(minutes=30)) == 0
    assert ask_confirmation_due(now=meeting.ends_at) == 1
    assert ask_confirmation_due(now=meeting.ends_at + dt.timedelta(days=1)) == 0
    assert len(mails("confirm_request")) == 2


def test_without_a_date_both_are_asked_before_the_deadline(formed: Tandem) -> None:
    assert formed.confirm_by is not None
    assert ask_confirmation_due(now=formed.confirm_by - dt.timedelta(days=6)) == 0
    assert ask_confirmation_due(now=formed.confirm_by - dt.timedelta(hours=12)) == 1


def test_who_has_confirmed_is_not_asked(formed: Tandem) -> None:
    say(formed, "mentor", True)
    ask_confirmation_due(now=formed.confirm_by)
    assert [mail.person_id for mail in mails("confirm_request")] == [formed.mentee.person_id]


def test_a_late_yes_counts(formed: Tandem) -> None:
    late = formed.confirm_by + dt.timedelta(days=3)
    assert both_confirm(formed, now=late).state == TandemState.CONFIRMED


def test_the_office_ends_only_what_is_overdue(formed: Tandem) -> None:
    office = factories.make_person()
    with pytest.raises(AlreadyAnsweredError):
        end_unconfirmed(tandem=formed, actor=office, version=formed.version, now=formed.confirm_by)
    late = formed.confirm_by + dt.timedelta(seconds=1)
    with pytest.raises(StaleError):
        end_unconfirmed(tandem=formed, actor=office, version=formed.version - 1, now=late)
    done = end_unconfirmed(tandem=formed, actor=office, version=formed.version, now=late)
    assert (done.state, len(mails("not_formed"))) == (TandemState.NOT_FORMED, 2)
