"""Accept, decline, silence: what is stored, who hears what, and that nobody can tell who it was."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.enums import Answer, TandemState
from augenhoehe.tandems.errors import AlreadyAnsweredError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.answers import answer_proposal, expire_due, remind_due
from tests.factories import NOW

from .world import in_state, mails

LATER = dt.timedelta(days=8)


def say(tandem: Tandem, side: str, accept: bool, now: dt.datetime = NOW) -> Tandem:
    return answer_proposal(tandem=tandem, side=Side(side), accept=accept, now=now)


def test_one_yes_leaves_it_proposed(tandem: Tandem) -> None:
    say(tandem, "mentor", True)
    tandem.refresh_from_db()
    assert (tandem.state, tandem.mentor_answer, tandem.mentee_answer) == ("proposed", "yes", "open")
    assert mails("accepted") == []


def test_both_yes_is_a_tandem_with_guide_and_rules_for_both(tandem: Tandem) -> None:
    say(tandem, "mentor", True)
    say(tandem, "mentee", True)
    tandem.refresh_from_db()
    assert tandem.state == TandemState.ACCEPTED
    # Ten working days after Monday 23 November: Monday 7 December.
    assert tandem.confirm_by == dt.datetime(2026, 12, 7, 22, 59, 59, tzinfo=dt.UTC)
    both = mails("accepted")
    assert {mail.person_id for mail in both} == {tandem.mentor.person_id, tandem.mentee.person_id}
    for mail in both:
        for word in ("Openness:", "Trust:", "Respect:", "Commitment:", "Getting to know each other", "The concern"):
            assert word in mail.text


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("other_first", [True, False])
def test_a_decline_leaves_no_trace_of_who_it_was(tandem: Tandem, side: str, other_first: bool) -> None:
    other = "mentee" if side == "mentor" else "mentor"
    if other_first:
        say(tandem, other, True)
    say(tandem, side, False)
    tandem.refresh_from_db()
    answers = {tandem.mentor_answer, tandem.mentee_answer, tandem.mentor_confirms, tandem.mentee_confirms}
    assert (tandem.state, answers) == (TandemState.NOT_FORMED, {Answer.OPEN})
    assert len({(link.used_at, link.updated_at) for link in tandem.links.all()}) == 1
    entries = Entry.objects.filter(object_type="tandems.Tandem", object_id=tandem.pk)
    assert {entry.actor_id for entry in entries.exclude(action="tandems.proposed")} == {None}
    assert not [entry for entry in entries if "mentor" in str(entry.data) or "mentee" in str(entry.data)]


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_both_hear_the_same_after_a_decline(tandem: Tandem, side: str) -> None:
    for application in (tandem.mentor, tandem.mentee):
        application.person.first_name = "Kim"
        application.person.save()
    say(tandem, side, False)
    both = mails("not_formed")
    assert {mail.person_id for mail in both} == {tandem.mentor.person_id, tandem.mentee.person_id}
    assert len({(mail.subject, mail.text, mail.html) for mail in both}) == 1
    assert tandem.mentor.person.last_name not in both[0].text
    assert tandem.mentee.person.last_name not in both[0].text


def test_a_decline_and_silence_read_the_same(tandem: Tandem) -> None:
    expire_due(now=NOW + LATER)
    silent = {mail.text for mail in mails("not_formed")}
    Mail.objects.all().delete()
    in_state(tandem, TandemState.PROPOSED)
    say(tandem, "mentee", False)
    assert {mail.text for mail in mails("not_formed")} == silent


def test_an_answer_stands(tandem: Tandem) -> None:
    say(tandem, "mentor", True)
    for accept in (True, False):
        with pytest.raises(AlreadyAnsweredError):
            say(tandem, "mentor", accept)
    tandem.refresh_from_db()
    assert tandem.state == TandemState.PROPOSED


def test_after_the_deadline_no_answer_counts(tandem: Tandem) -> None:
    with pytest.raises(AlreadyAnsweredError):
        say(tandem, "mentor", True, now=tandem.answer_by + dt.timedelta(seconds=1))
    assert say(tandem, "mentor", True, now=tandem.answer_by).mentor_answer == "yes"


@pytest.mark.parametrize("state", TandemState)
def test_answers_are_taken_in_one_state_only(tandem: Tandem, state: TandemState) -> None:
    in_state(tandem, state)
    if state == TandemState.PROPOSED:
        Tandem.objects.update(mentor_answer="open", mentee_answer="open")
        assert say(tandem, "mentor", True).mentor_answer == "yes"
    else:
        with pytest.raises(AlreadyAnsweredError):
            say(tandem, "mentor", True)


def test_the_database_stores_no_decline(tandem: Tandem) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Tandem.objects.filter(pk=tandem.pk).update(mentor_answer="no")
    with pytest.raises(IntegrityError), transaction.atomic():
        Tandem.objects.filter(pk=tandem.pk).update(state="not_formed", mentor_answer="yes")


def test_silence_past_the_deadline_ends_it_once(tandem: Tandem) -> None:
    say(tandem, "mentor", True)
    assert expire_due(now=tandem.answer_by) == 0
    assert expire_due(now=tandem.answer_by + dt.timedelta(seconds=1)) == 1
    assert expire_due(now=NOW + LATER) == 0
    tandem.refresh_from_db()
    assert (tandem.state, tandem.mentor_answer, len(mails("not_formed"))) == ("not_formed", "open", 2)


def test_who_is_silent_is_reminded_once_two_working_days_before(tandem: Tandem) -> None:
    say(tandem, "mentor", True)
    thursday = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)
    assert remind_due(now=thursday - dt.timedelta(days=1)) == 0
    assert remind_due(now=thursday) == 1
    assert remind_due(now=thursday + dt.timedelta(hours=1)) == 0
    assert [mail.person_id for mail in mails("answer_reminder")] == [tandem.mentee.person_id]


def test_nobody_is_reminded_after_the_deadline(tandem: Tandem) -> None:
    assert remind_due(now=NOW + LATER) == 0
    assert mails("answer_reminder") == []
