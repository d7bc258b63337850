"""Whose pages these are, what they cost, and what a closed tandem still shows."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import Side
from augenhoehe.audit.models import Entry
from augenhoehe.care.models import CallRequest, Extension, Signal, Wish
from augenhoehe.care.panels import calls, quiet, standing
from augenhoehe.care.selectors.member import questions_for, standing_of
from augenhoehe.care.services.calls import ask_for_call
from augenhoehe.people import mailboxes
from augenhoehe.people.models import Person
from augenhoehe.portal.selectors import overview_of
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.panels import Situation
from tests import factories
from tests.factories import NOW, TODAY

from .world import day, mails, put, running

ONE_DAY = dt.timedelta(days=1)
As = Callable[[Person], Client]
ACTS = ("break", "resume", "extension", "extension/answer", "call", "well", "end")


@pytest.mark.parametrize("state", [TandemState.PROPOSED, TandemState.NOT_FORMED, TandemState.ENDED])
def test_no_such_page_where_the_two_share_nothing(tandem: Tandem, as_: As, state: TandemState) -> None:
    put(tandem, state)
    mentor = as_(tandem.mentor.person)
    assert mentor.get(f"/tandems/{tandem.pk}/care/").status_code == 404
    assert {mentor.post(f"/tandems/{tandem.pk}/care/{act}/").status_code for act in ACTS} == {404}


def test_a_closed_tandem_is_read_and_not_changed(tandem: Tandem, as_: As) -> None:
    put(tandem, TandemState.CLOSED)
    mentor = as_(tandem.mentor.person)
    care = f"/tandems/{tandem.pk}/care/"
    assert "This tandem is closed" in mentor.get(care).content.decode()
    assert f'href="{care}"' not in mentor.get(f"/tandems/{tandem.pk}/").content.decode(), (
        "nothing to do about it any more"
    )
    assert {mentor.post(f"/tandems/{tandem.pk}/care/{act}/").status_code for act in ACTS} == {404}


def test_before_the_confirmation_one_can_end_and_be_called(tandem: Tandem, as_: As) -> None:
    put(tandem, TandemState.ACCEPTED)
    page = as_(tandem.mentor.person).get(f"/tandems/{tandem.pk}/care/").content.decode()
    texts = ("Take a break", "Ask for more months", "Please call me", "What the end means")
    assert [text for text in texts if text in page] == ["Please call me", "What the end means"]


def test_whoever_shares_a_mailbox_leaves_rests_and_extends_without_a_passkey(
    tandem: Tandem, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that the two write stands here, and a door in front of the exit would hold people back."""
    monkeypatch.setitem(mailboxes._questions, "test", lambda person: True)
    mentee, path = as_(tandem.mentee.person), f"/tandems/{tandem.pk}/care/"
    assert mentee.get(f"/tandems/{tandem.pk}/notes/").status_code == 403, "this session is kept from what they write"
    assert mentee.get(path).status_code == mentee.get(f"{path}end/").status_code == 200
    Signal.objects.create(tandem=tandem, reason="no_first", asked_at=NOW)
    asked: list[tuple[str, dict[str, object]]] = [
        ("extension", {"months": 1}), ("extension/answer", {"answer": "no"}), ("call", {}), ("well", {}), ("break", {}),
        ("resume", {}), ("end", {}), ("wish", {"answer": "yes"}),
    ]  # fmt: skip
    assert {act: mentee.post(f"{path}{act}/", typed).status_code for act, typed in asked} == {
        act: 302 for act, _typed in asked
    }


def test_a_stranger_finds_nothing(tandem: Tandem, as_: As) -> None:
    stranger = as_(factories.make_person())
    assert stranger.get(f"/tandems/{tandem.pk}/care/").status_code == 404
    assert {stranger.post(f"/tandems/{tandem.pk}/care/{act}/").status_code for act in (*ACTS, "wish")} == {404}


def test_another_cohorts_office_settles_no_call(tandem: Tandem, as_: As) -> None:
    ask_for_call(tandem=tandem, side=Side.MENTOR, now=NOW)
    other = factories.make_person()
    elsewhere = factories.make_cohort()
    factories.make_role(elsewhere.programme, other)
    call = CallRequest.objects.get()
    assert as_(other).post(f"/office/cohorts/{elsewhere.pk}/calls/{call.pk}/done/").status_code == 404


def test_asking_for_a_call_twice_is_one(tandem: Tandem, as_: As) -> None:
    factories.make_role(tandem.cohort.programme, factories.make_person())
    mentor = as_(tandem.mentor.person)
    for _time in range(2):
        assert mentor.post(f"/tandems/{tandem.pk}/care/call/").status_code == 302
    assert (CallRequest.objects.count(), len(mails("call_asked"))) == (1, 1)
    assert Entry.objects.filter(action="care.call_asked").count() == 1
    assert "knows that you want to be called" in mentor.get(f"/tandems/{tandem.pk}/care/").content.decode()
    assert "knows that you want" not in as_(tandem.mentee.person).get(f"/tandems/{tandem.pk}/care/").content.decode()


def test_what_stands_on_the_first_page_takes_one_query(tandem: Tandem) -> None:
    Signal.objects.create(tandem=tandem, reason="no_next", asked_at=NOW)
    here = Situation(tandem, Side.MENTOR, tandem.mentor.person, NOW)
    with CaptureQueriesContext(connection) as queries:
        panel = standing(here)
    assert (len(queries), panel and panel.standing.quiet) == (1, True)


def test_nothing_to_say_nothing_shown(tandem: Tandem) -> None:
    here = Situation(tandem, Side.MENTOR, tandem.mentor.person, NOW)
    assert standing(here) is None
    assert standing_of(tandem, Side.MENTOR, NOW).silent


@pytest.mark.parametrize("number", [1, 3])
def test_what_the_office_reads_takes_one_query_each(db: None, number: int) -> None:
    cohort = factories.make_cohort()
    for _time in range(number):
        tandem = running(cohort)
        Signal.objects.create(tandem=tandem, reason="no_next", asked_at=day(-10))
        ask_for_call(tandem=tandem, side=Side.MENTEE, now=NOW)
    for make in (calls, quiet):
        with CaptureQueriesContext(connection) as queries:
            panel = make(cohort, NOW)
        assert (len(queries), panel and panel.number) == (1, number)


@pytest.mark.parametrize("number", [1, 3])
def test_the_questions_of_the_home_page_take_one_query(db: None, number: int) -> None:
    person = factories.make_person()
    for _time in range(number):
        cohort = factories.make_cohort()
        tandem = running(cohort, mentor=factories.make_application(cohort, "mentor", person))
        Extension.objects.create(tandem=tandem, months=2, asked_by=Side.MENTEE)
    with CaptureQueriesContext(connection) as queries:
        found = [(one.kind, one.tandem.mentee.person.first_name) for one in questions_for(person, TODAY)]
    assert (len(queries), found) == (1, [("extension", "Kim")] * number)


def test_nobody_is_asked_about_a_new_partner_once_the_cohort_is_over(tandem: Tandem) -> None:
    put(tandem, TandemState.ENDED)
    last = tandem.cohort.ends_on
    asked = [[one.kind for one in questions_for(tandem.mentor.person, day_)] for day_ in (last, last + ONE_DAY)]
    assert asked == [["wish"], []]
    type(tandem.cohort).objects.filter(pk=tandem.cohort_id).update(archived_at=NOW)
    assert questions_for(tandem.mentor.person, TODAY) == []


def test_the_home_page_after_an_early_end_and_on_a_break(tandem: Tandem, as_: As) -> None:
    pages = {}
    for state in (TandemState.ENDED, TandemState.PAUSED):
        put(tandem, state)
        pages[state] = as_(tandem.mentor.person).get("/home/").content.decode()
    assert "Your tandem has ended" in pages[TandemState.ENDED]
    assert "You are in" not in pages[TandemState.ENDED]
    assert "Would you like a new partner?" in pages[TandemState.ENDED]
    assert "Your tandem is on a break" in pages[TandemState.PAUSED]
    assert "Fix the" not in pages[TandemState.PAUSED]


def test_who_rests_is_not_among_those_to_place(tandem: Tandem, as_: As) -> None:
    put(tandem, TandemState.ENDED)
    Wish.objects.create(tandem=tandem, side=Side.MENTEE, wanted=True)
    assert overview_of(tandem.cohort, person=tandem.mentor.person).to_place == 1
