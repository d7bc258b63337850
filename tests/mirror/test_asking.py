"""Both are asked once a round, reminded once; after an early end nothing is left."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.mirror.enums import Round
from augenhoehe.mirror.models import AnswerSheet, Lot
from augenhoehe.mirror.services.asking import ask_due, forget_ended, remind_due
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.forgetting import forget_texts
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

from .world import LAST_WEEKS, YES, both, mails, make_cohort, make_running, one, save, send

WEEK = NOW + dt.timedelta(days=7)


def put(tandem: Tandem, state: TandemState) -> None:
    open_ = dict.fromkeys(YES, "open") if state in (TandemState.NOT_FORMED, TandemState.PROPOSED) else {}
    Tandem.objects.filter(pk=tandem.pk).update(state=state, **open_)


def test_both_are_asked_once_a_round(tandem: Tandem) -> None:
    assert [ask_due(now=now) for now in (NOW, NOW, WEEK, LAST_WEEKS, LAST_WEEKS)] == [2, 0, 0, 2, 0]
    people = {one(tandem).pk, one(tandem, "mentee").pk}
    for key in ("asked_first", "asked_last"):
        assert {mail.person_id for mail in mails(key)} == people
        assert len(mails(key)) == 2
    assert [entry.data for entry in Entry.objects.filter(action="mirror.asked").order_by("pk")] == [
        {"round": "first"}, {"round": "last"},
    ]  # fmt: skip


def test_the_mail_names_the_partner_and_leads_to_the_mirror(tandem: Tandem) -> None:
    ask_due(now=NOW)
    mail = next(mail for mail in mails("asked_first") if mail.person_id == one(tandem).pk)
    assert one(tandem, "mentee").get_full_name() in mail.text
    assert f"/tandems/{tandem.pk}/mirror/" in mail.text


def test_who_has_begun_is_not_asked(tandem: Tandem) -> None:
    save(tandem)
    assert ask_due(now=NOW) == 1
    assert [mail.person_id for mail in mails("asked_first")] == [one(tandem, "mentee").pk]


@pytest.mark.parametrize("state", TandemState)
def test_who_is_asked_by_state(tandem: Tandem, state: TandemState) -> None:
    """Before the confirmation as soon as there is a date; nobody on a break."""
    factories.make_meeting(tandem)
    put(tandem, state)
    assert ask_due(now=NOW) == (2 if state in (TandemState.ACCEPTED, TandemState.CONFIRMED) else 0)


@pytest.mark.parametrize("change", [{"parts": []}, {"archived_at": NOW}])
def test_a_cohort_without_the_part_or_in_the_archive_asks_nobody(tandem: Tandem, change: dict[str, object]) -> None:
    Cohort.objects.update(**change)
    assert ask_due(now=NOW) == 0


def test_one_reminder_for_those_who_have_not_sent(tandem: Tandem) -> None:
    ask_due(now=NOW)
    send(tandem)
    save(tandem, "mentee")
    day = dt.timedelta(days=1)
    assert [remind_due(now=now) for now in (WEEK - day, WEEK, WEEK, WEEK + day)] == [0, 1, 0, 0]
    assert [mail.person_id for mail in mails("reminder")] == [one(tandem, "mentee").pk]


def test_no_reminder_of_a_round_that_is_over_or_on_a_break(tandem: Tandem) -> None:
    ask_due(now=NOW)
    assert remind_due(now=NOW + dt.timedelta(days=100)) == 0
    put(tandem, TandemState.PAUSED)
    assert remind_due(now=WEEK) == 0


def test_the_office_does_not_find_who_was_late_or_first(tandem: Tandem) -> None:
    ask_due(now=NOW)
    remind_due(now=WEEK)
    both(tandem)
    listed = Mail.objects.of_programme(tandem.cohort.programme_id)
    assert set(listed.values_list("key", flat=True)) == {"mirror.asked_first"}


@pytest.mark.parametrize("tandems", [1, 3])
def test_a_batch_takes_constant_queries(db: None, tandems: int) -> None:
    cohort = make_cohort()
    for _time in range(tandems):
        make_running(cohort)
    with CaptureQueriesContext(connection) as queries:
        assert ask_due(now=NOW) == 2 * tandems
    assert len(queries) == 13


# What goes, and when.


@pytest.mark.parametrize("state", TandemState)
def test_after_an_early_end_nothing_is_left(tandem: Tandem, state: TandemState) -> None:
    both(tandem)
    put(tandem, state)
    gone = state in (TandemState.ENDED, TandemState.NOT_FORMED)
    assert [forget_ended(), forget_ended()] == ([2, 0] if gone else [0, 0])
    assert AnswerSheet.objects.count() == (0 if gone else 2)
    assert Entry.objects.filter(action="mirror.forgotten").count() == gone
    assert Lot.objects.get().tandems == 1


def test_unsent_answers_go_with_the_texts_and_sent_ones_with_the_tandem(tandem: Tandem) -> None:
    send(tandem)
    save(tandem, "mentee")
    assert forget_texts([tandem.pk])["mirror.AnswerSheet"] == 1
    assert AnswerSheet.objects.get().side == "mentor"
    tandem.delete()
    assert not AnswerSheet.objects.exists()


def test_with_a_person_go_their_answers(tandem: Tandem) -> None:
    both(tandem)
    one(tandem).delete()
    assert not AnswerSheet.objects.exists()


def test_a_later_round_is_not_confused_with_the_first(tandem: Tandem) -> None:
    ask_due(now=NOW)
    send(tandem, "mentor", which=Round.LAST, now=LAST_WEEKS)
    assert remind_due(now=LAST_WEEKS + dt.timedelta(days=8)) == 0
    assert ask_due(now=LAST_WEEKS) == 1
