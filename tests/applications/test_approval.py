"""Working-time approval: who is asked, what is answered, what silence leads to, and what the office can do."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from augenhoehe.applications import services
from augenhoehe.applications.enums import ApprovalState, State
from augenhoehe.applications.models import Application, Approval, ApprovalLink
from augenhoehe.applications.selectors.approval import MISSING, counts, filtered_by_state, states
from augenhoehe.applications.services import approval
from augenhoehe.common.workdays import add_working_days, deadline
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person, Relation
from augenhoehe.people.services import AddressRefusedError
from augenhoehe.programmes.cards import checklist_of, duties_of
from augenhoehe.programmes.models import Cohort
from tests import factories
from tests.cast import Cast
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
BOSS = "chefin@stadt.example"
LATER = {"until": (TODAY + dt.timedelta(days=100)).isoformat(), "reason": "staff", "text": "Zwei Stellen sind frei."}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def cohort(cast: Cast) -> Cohort:
    return cast.cohort


@pytest.fixture
def mine(cohort: Cohort) -> Application:
    return factories.make_application(cohort, state=State.SUBMITTED)


def ask(application: Application, email: str = BOSS) -> Approval:
    return approval.ask_anew(actor=None, application=application, email=email, now=NOW)


def link_to(email: str = BOSS, page: str = "working-time") -> str:
    """The path in the latest mail to this address."""
    text = Mail.objects.filter(recipient=email, text__contains=f"/{page}/").latest("pk").text
    rest = text.partition(f"{settings.BASE_URL}/{page}/")[2]
    return f"/{page}/{rest.partition('/')[0]}/"


def current(application: Application) -> Approval:
    return Approval.objects.current().get(application=application)


def mails() -> list[str]:
    """Kinds of the mails of this room, in their order, without the cast's."""
    keys = Mail.objects.filter(key__startswith="applications.approval").order_by("pk").values_list("key", flat=True)
    return [key.removeprefix("applications.approval_") for key in keys]


def send(path: str, act: str, version: int, client: Client | None = None, **data: str) -> Any:
    return (client or Client()).post(path, {"act": act, "version": version, **data})


class TestAsking:
    def test_handing_in_asks_the_named_supervisor_once(self, cohort: Cohort) -> None:
        topic = factories.make_topic(cohort.programme)
        one = factories.make_application(cohort, state=State.DRAFT, topics={topic: (3, 0)})
        services.name_supervisor(actor=one.person, application=one, version=1, email=BOSS.upper(), now=NOW)
        assert (current(one).state, mails()) == ("named", [])
        for _ in range(2):
            services.submit_application(actor=one.person, application=one, now=NOW)
        asked = current(one)
        assert (asked.state, asked.supervisor, asked.hours, asked.answer_by) == ("asked", BOSS, 24, deadline(NOW, 10))
        assert mails() == ["asked"]
        assert not Person.objects.filter(email=BOSS).exists()

    @pytest.mark.parametrize(
        ("email", "error"), [("own", approval.SameAddressError), ("x@elsewhere.example", AddressRefusedError)]
    )
    def test_not_oneself_and_nobody_from_outside(self, mine: Application, email: str, error: type[Exception]) -> None:
        with pytest.raises(error):
            ask(mine, mine.person.email if email == "own" else email)
        assert not Approval.objects.exists()

    def test_the_known_superior_is_offered(self, cohort: Cohort, as_: As) -> None:
        one = factories.make_application(cohort, state=State.DRAFT)
        boss = factories.make_person()
        Relation.objects.create(superior=boss, subordinate=one.person, kind="line")
        page = as_(one.person).get(f"/applications/{one.pk}/supervisor/")
        assert page.context["form"].initial["email"] == boss.email

    def test_by_default_mentees_are_not_asked(self, cohort: Cohort, as_: As) -> None:
        one = factories.make_application(cohort, "mentee", state=State.DRAFT)
        client = as_(one.person)
        assert client.get(f"/applications/{one.pk}/supervisor/").status_code == 404
        Cohort.objects.filter(pk=cohort.pk).update(approval_asks="both")
        assert client.get(f"/applications/{one.pk}/supervisor/").status_code == 200

    def test_another_supervisor_takes_the_place_of_the_first(self, mine: Application) -> None:
        ask(mine)
        first = link_to()
        services.name_supervisor(actor=mine.person, application=mine, version=1, email="neu@stadt.example", now=NOW)
        assert [(one.supervisor, one.state) for one in mine.approvals.all()] == [
            ("neu@stadt.example", "asked"),
            (BOSS, "withdrawn"),
        ]
        assert (Client().get(first).status_code, Client().get(link_to("neu@stadt.example")).status_code) == (410, 200)

    @pytest.mark.parametrize("state", [State.SUBMITTED, State.ADMITTED, State.RESERVE])
    def test_whoever_is_named_later_is_asked_at_once(self, mine: Application, state: State) -> None:
        Application.objects.filter(pk=mine.pk).update(state=state)
        mine.refresh_from_db()
        services.name_supervisor(actor=mine.person, application=mine, version=1, email=BOSS, now=NOW)
        assert (current(mine).state, mails()) == ("asked", ["asked"])

    def test_nobody_hands_it_on_to_the_applicant(self, mine: Application) -> None:
        with pytest.raises(approval.SameAddressError):
            approval.delegate(approval=ask(mine), version=2, email=mine.person.email, now=NOW)

    def test_other_hours_need_a_new_word_and_the_old_one_stays(self, mine: Application) -> None:
        approval.agree(approval=ask(mine), version=2, now=NOW)
        with pytest.raises(approval.AlreadyAskedError):
            ask(mine)
        approval.ask_anew(actor=None, application=mine, email=BOSS, hours=30, now=NOW)
        assert [(one.current, one.hours, one.state) for one in mine.approvals.all()] == [
            (True, 30, "asked"),
            (False, 24, "agreed"),
        ]

    def test_withdrawing_deletes_all_and_tells_the_supervisor(self, mine: Application) -> None:
        ask(mine)
        services.withdraw_application(actor=mine.person, application=mine, now=NOW)
        assert (Approval.objects.count(), ApprovalLink.objects.count(), mails()) == (0, 0, ["settled"])


class TestTheSupervisor:
    def test_agrees_with_one_click_and_twice_is_once(self, mine: Application) -> None:
        asked = ask(mine)
        path = link_to()
        page = Client().get(path).content.decode()
        assert mine.person.get_full_name() in page
        assert mine.motivation not in page
        assert [send(path, "agree", asked.version).status_code for _ in range(2)] == [302, 302]
        assert (current(mine).state, current(mine).decided_by, mails()) == ("agreed", None, ["asked", "agreed"])
        assert "24" in Client().get(f"{path}note/").content.decode()

    def test_opening_changes_nothing(self, mine: Application) -> None:
        ask(mine)
        path = link_to()
        before = list(Approval.objects.values()), list(ApprovalLink.objects.values())
        assert [getattr(Client(), method)(path).status_code for method in ("get", "head") * 5] == [200] * 10
        assert (list(Approval.objects.values()), list(ApprovalLink.objects.values())) == before

    def test_postpones_and_thinks_again(self, mine: Application) -> None:
        asked = ask(mine)
        path = link_to()
        assert send(path, "postpone", asked.version, **LATER).status_code == 302
        found = current(mine)
        assert (found.state, found.reason_text) == ("postponed", LATER["text"])
        assert send(path, "agree", found.version).status_code == 302
        found = current(mine)
        assert (found.state, found.reason, found.reason_text, found.postponed_until) == ("agreed", "", "", None)
        assert mails() == ["asked", "postponed", "agreed"]

    @pytest.mark.parametrize("missing", ["until", "reason", "text"])
    def test_a_later_date_needs_a_day_and_a_reason(self, mine: Application, missing: str) -> None:
        asked = ask(mine)
        answer = send(link_to(), "postpone", asked.version, **LATER | {missing: ""})
        assert (answer.status_code, list(answer.context["forms"]["postpone"].errors)) == (422, [missing])
        assert current(mine).state == "asked"

    def test_a_day_that_has_passed_is_none(self, mine: Application) -> None:
        asked = ask(mine)
        assert send(link_to(), "postpone", asked.version, **LATER | {"until": "2020-01-01"}).status_code == 422

    def test_a_stale_click_keeps_the_words_and_shows_the_state(self, mine: Application) -> None:
        asked = ask(mine)
        path = link_to()
        send(path, "agree", asked.version)
        answer = send(path, "postpone", asked.version, **LATER)
        assert (answer.status_code, current(mine).state) == (409, "agreed")
        assert LATER["text"] in answer.content.decode()

    def test_asks_back_and_the_answer_renews_the_link(self, cast: Cast, mine: Application, as_: As) -> None:
        asked = ask(mine)
        first = link_to()
        assert [send(first, "ask", asked.version, question="Auch freitags?").status_code for _ in range(2)] == [
            302,
            302,
        ]
        assert sorted(mails()) == ["asked", "question", "question_office", "question_office"]
        client = as_(mine.person)
        assert "Auch freitags?" in client.get(f"/applications/{mine.pk}/question/").content.decode()
        version = current(mine).version
        reply = {"version": version, "answer": "Nein, nie."}
        assert [client.post(f"/applications/{mine.pk}/question/", reply).status_code for _ in range(2)] == [302, 302]
        assert (current(mine).state, mails().count("answered")) == ("asked", 1)
        assert (Client().get(first).status_code, Client().get(link_to()).status_code) == (410, 200)
        assert "Nein, nie." in Client().get(link_to()).content.decode()

    def test_the_applicant_answers_from_the_mail_without_signing_in(self, mine: Application) -> None:
        asked = ask(mine)
        send(link_to(), "ask", asked.version, question="Auch freitags?")
        path = link_to(mine.person.email, "questions")
        assert "Auch freitags?" in Client().get(path).content.decode()
        assert current(mine).state == ApprovalState.ASKED_BACK
        version = current(mine).version
        assert Client().post(path, {"version": version, "answer": " "}).status_code == 422
        assert Client().post(path, {"version": version, "answer": "Nein, nie."}).status_code == 200
        assert (current(mine).state, current(mine).answer, mails().count("answered")) == ("asked", "Nein, nie.", 1)
        assert Client().post(path, {"version": version, "answer": "Doch."}).status_code == 410
        assert current(mine).answer == "Nein, nie."

    def test_neither_of_the_two_links_opens_what_the_other_is_for(self, mine: Application) -> None:
        asked = ask(mine)
        send(link_to(), "ask", asked.version, question="Auch freitags?")
        to_decide, to_answer = (link_to().split("/")[2], link_to(mine.person.email, "questions").split("/")[2])
        assert Client().get(f"/questions/{to_decide}/").status_code == 404
        assert Client().get(f"/working-time/{to_answer}/").status_code == 404

    def test_passes_it_on_and_the_old_link_ends(self, mine: Application) -> None:
        asked = ask(mine)
        first = link_to()
        other = "vertretung@stadt.example"
        assert send(first, "delegate", asked.version, email=other).status_code == 200
        assert (current(mine).supervisor, Client().get(first).status_code) == (other, 410)
        assert Client().get(link_to(other)).status_code == 200
        assert mails() == ["asked", "asked"]

    @pytest.mark.parametrize("email", [BOSS, "x@elsewhere.example"])
    def test_passes_it_on_to_somebody_else_of_the_house(self, mine: Application, email: str) -> None:
        asked = ask(mine)
        assert send(link_to(), "delegate", asked.version, email=email).status_code == 422

    def test_with_a_tandem_proposed_nothing_is_changed_any_more(self, mine: Application, cohort: Cohort) -> None:
        approval.agree(approval=ask(mine), version=2, now=NOW)
        factories.make_tandem(cohort, mentor=mine)
        answer = send(link_to(), "postpone", current(mine).version, **LATER)
        assert (answer.status_code, current(mine).state) == (409, "agreed")

    def test_the_link_expires(self, mine: Application) -> None:
        ask(mine)
        path = link_to()
        ApprovalLink.objects.update(expires_at=NOW - dt.timedelta(seconds=1))
        assert (Client().get(path).status_code, send(path, "agree", 2).status_code) == (410, 410)

    def test_a_link_of_another_kind_is_none(self, mine: Application) -> None:
        ask(mine)
        token = link_to().split("/")[2]
        assert Client().get(f"/links/{token}/").status_code == 404
        assert Client().get(f"/working-time/{token[:-1]}/").status_code == 404

    @pytest.mark.parametrize("state", [State.DECLINED, State.WITHDRAWN])
    def test_nothing_is_asked_about_an_application_that_is_over(self, mine: Application, state: State) -> None:
        ask(mine)
        Application.objects.filter(pk=mine.pk).update(state=state)
        assert Client().get(link_to()).status_code == 410

    def test_with_an_account_sees_own_staff_and_nobody_else(self, cast: Cast, mine: Application, as_: As) -> None:
        asked = ask(mine, cast.supervisor.email)
        other = ask(factories.make_application(cast.cohort, state=State.SUBMITTED))
        client = as_(cast.supervisor)
        assert client.get(f"/approvals/{asked.pk}/").status_code == 200
        assert client.get(f"/approvals/{other.pk}/").status_code == 404
        assert [duty.href for duty in duties_of(cast.supervisor, TODAY)] == [f"/approvals/{asked.pk}/"]
        assert send(f"/approvals/{asked.pk}/", "agree", asked.version, client).status_code == 302
        assert [duty.href for duty in duties_of(cast.supervisor, TODAY)] == []


class TestTheMail:
    def test_says_it_in_both_languages_to_an_address_that_nobody_knows(self, mine: Application) -> None:
        ask(mine)
        mail = Mail.objects.get(recipient=BOSS)
        english, german = mail.text.split("* * *")
        assert english.startswith("Diesen Text finden Sie weiter unten auf Deutsch.\n\nHello,\n\n")
        assert ("as supervisor" in english, "als Führungskraft" in german) == (True, True)
        assert [part.count(link_to()) for part in (english, german)] == [1, 1]
        assert (mail.subject.count(" / "), mail.html.count('<div lang="'), mail.person_id) == (1, 2, None)

    def test_is_in_the_language_of_whoever_is_known(self, cast: Cast, mine: Application) -> None:
        Person.objects.filter(pk=cast.supervisor.pk).update(language="en")
        ask(mine, cast.supervisor.email)
        mail = Mail.objects.get(recipient=cast.supervisor.email)
        assert (mail.language, "* * *" in mail.text, mail.person_id) == ("en", False, cast.supervisor.pk)
        assert "Führungskraft" not in mail.text + mail.html


@pytest.mark.parametrize(("closes", "lasts"), [(200, 200), (1, None)])
def test_a_link_lasts_until_the_matching_is_over_and_twenty_working_days(
    mine: Application, closes: int, lasts: int | None
) -> None:
    """Whoever thinks again needs it that long; a late approval needs some days all the same."""
    day = TODAY + dt.timedelta(days=closes)
    mine.cohort.phases.update_or_create(kind="matching", defaults={"opens_on": TODAY, "closes_on": day})
    ask(mine)
    last = timezone.localdate(ApprovalLink.objects.get().expires_at)
    assert last == (TODAY + dt.timedelta(days=lasts) if lasts else timezone.localdate(deadline(NOW, 20)))


class TestADecision:
    """Nobody is asked about whom the office has declined; whoever has answered is left in peace."""

    @pytest.mark.parametrize("state", ["asked", "asked_back", "silent"])
    def test_settles_an_open_question(self, cast: Cast, mine: Application, state: str) -> None:
        ask(mine)
        path = link_to()
        Approval.objects.update(state=state)
        services.decide(actor=cast.office, application=mine, to=State.DECLINED, now=NOW)
        assert (current(mine).state, mails(), Client().get(path).status_code) == (
            "withdrawn",
            ["asked", "settled"],
            410,
        )

    @pytest.mark.parametrize("state", ["agreed", "without", "postponed", "named"])
    def test_leaves_an_answer(self, cast: Cast, mine: Application, state: str) -> None:
        factories.make_approval(mine, state)
        services.decide(actor=cast.office, application=mine, to=State.DECLINED, now=NOW)
        assert (current(mine).state, mails()) == (state, [])

    @pytest.mark.parametrize("to", [State.RESERVE, State.ADMITTED])
    def test_that_is_taken_back_asks_anew(self, cast: Cast, mine: Application, to: State) -> None:
        ask(mine)
        for decision in (State.DECLINED, to):
            services.decide(actor=cast.office, application=mine, to=decision, now=NOW)
        assert (current(mine).state, mails()) == ("asked", ["asked", "settled", "asked"])
        assert Client().get(link_to()).status_code == 200

    def test_costs_as_many_queries_for_three_as_for_one(self, cast: Cast) -> None:
        taken = []
        for number in (1, 3):
            group = [factories.make_application(cast.cohort, state=State.SUBMITTED) for _ in range(number)]
            for one in group:
                ask(one)
            with CaptureQueriesContext(connection) as queries:
                services.decide_many(actor=cast.office, applications=group, to=State.DECLINED, now=NOW)
            taken.append(len(queries))
        assert taken[0] == taken[1]


class TestSilence:
    def later(self, days: int) -> dt.datetime:
        return NOW + (add_working_days(NOW.date(), days) - NOW.date())

    def test_two_reminders_each_once(self, mine: Application) -> None:
        ask(mine)
        sent = [approval.remind_supervisors(now=self.later(days)) for days in (4, 5, 5, 7, 8, 9, 10)]
        assert sent == [0, 1, 0, 0, 1, 0, 0]
        assert mails() == ["asked", "reminder", "reminder"]

    def test_after_ten_working_days_it_is_with_the_office_and_a_late_answer_counts(self, mine: Application) -> None:
        ask(mine)
        path = link_to()
        assert [approval.hand_over_silent(now=self.later(days)) for days in (10, 11, 11)] == [0, 1, 0]
        assert mails() == ["asked", "silent", "silent"]  # two people in the office
        assert send(path, "agree", current(mine).version).status_code == 302
        assert current(mine).state == "agreed"

    def test_a_question_back_is_put_to_the_applicant_once_more_and_then_to_the_office(self, mine: Application) -> None:
        ask(mine)
        asked_back = self.later(3)
        approval.ask_back(approval=current(mine), version=2, question="Welche Tage?", now=asked_back)
        days = (4, 7, 8, 8, 12, 13, 14, 30)
        assert [approval.chase_questions(now=self.later(day)) for day in days] == [0, 0, 1, 0, 0, 1, 0, 0]
        assert [approval.remind_supervisors(now=self.later(9)), approval.hand_over_silent(now=self.later(30))] == [0, 0]
        office = ["question_office"] * 2, ["question_left"] * 2  # two people in the office
        assert mails() == ["asked", "question", *office[0], "question_open", *office[1]]
        assert (current(mine).state, counts(mine.cohort).questions) == ("asked_back", 1)

    def test_an_answer_stops_the_reminding_and_the_days_begin_anew(self, mine: Application) -> None:
        ask(mine)
        approval.ask_back(approval=current(mine), version=2, question="Welche Tage?", now=NOW)
        approval.chase_questions(now=self.later(5))
        approval.answer_question(
            actor=mine.person, approval=current(mine), version=3, answer="Dienstags.", now=self.later(9)
        )
        assert approval.chase_questions(now=self.later(10)) == approval.hand_over_silent(now=self.later(12)) == 0
        assert approval.remind_supervisors(now=self.later(14)) == 1

    @pytest.mark.parametrize("over", ["withdrawn", "archived"])
    @pytest.mark.parametrize("state", ["asked", "asked_back"])
    def test_nobody_is_reminded_of_what_is_over(self, mine: Application, over: str, state: str) -> None:
        ask(mine)
        Approval.objects.update(state=state)
        if over == "archived":
            Cohort.objects.filter(pk=mine.cohort_id).update(archived_at=NOW)
        else:
            Application.objects.filter(pk=mine.pk).update(state=State.WITHDRAWN)
        acts = (approval.remind_supervisors, approval.hand_over_silent, approval.chase_questions)
        assert [act(now=self.later(days)) for act in acts for days in (6, 12)] == [0] * 6

    def test_nobody_is_reminded_with_the_part_off(self, mine: Application, cohort: Cohort) -> None:
        ask(mine)
        Cohort.objects.filter(pk=cohort.pk).update(parts=[])
        assert approval.remind_supervisors(now=self.later(6)) == approval.hand_over_silent(now=self.later(12)) == 0
        assert Client().get(link_to()).status_code == 410


class TestTheOffice:
    def path(self, one: Application) -> str:
        return f"/office/cohorts/{one.cohort_id}/applications/{one.pk}/approval/"

    @pytest.mark.parametrize("to", ["agreed", "postponed", "without"])
    def test_records_a_talk_with_who_and_when(self, cast: Cast, mine: Application, as_: As, to: str) -> None:
        ask(mine)
        data = {"to": to, "note": "Telefonat mit Frau Huber", **(LATER if to == "postponed" else {})}
        assert send(self.path(mine), "outcome", 2, as_(cast.office), **data).status_code == 302
        found = current(mine)
        assert (found.state, found.decided_by, found.decided_at, found.note) == (to, cast.office, NOW, data["note"])
        assert mails() == ["asked", to]

    def test_a_later_date_from_a_talk_needs_a_day_and_a_reason_too(
        self, cast: Cast, mine: Application, as_: As
    ) -> None:
        ask(mine)
        answer = send(self.path(mine), "outcome", 2, as_(cast.office), to="postponed", note="Telefonat")
        assert (answer.status_code, sorted(answer.context["forms"]["outcome"].errors)) == (422, ["reason", "until"])

    def test_asks_somebody_else(self, cast: Cast, mine: Application, as_: As) -> None:
        data = {"email": "andere@stadt.example", "hours": "24"}
        assert send(self.path(mine), "anew", 1, as_(cast.office), **data).status_code == 302
        assert (current(mine).supervisor, current(mine).state) == ("andere@stadt.example", "asked")

    def test_a_colleague_was_quicker(self, cast: Cast, mine: Application, as_: As) -> None:
        ask(mine)
        approval.agree(approval=current(mine), version=2, now=NOW)
        answer = send(self.path(mine), "anew", 2, as_(cast.office), email="andere@stadt.example", hours="24")
        assert (answer.status_code, current(mine).supervisor) == (409, BOSS)
        assert "andere@stadt.example" in answer.content.decode()

    def test_is_warned_and_may_admit_without(self, cast: Cast, mine: Application, as_: As) -> None:
        page = as_(cast.office).get(f"/office/cohorts/{mine.cohort_id}/applications/{mine.pk}/")
        assert "You can admit the person all the same" in page.content.decode()
        services.decide(actor=cast.office, application=mine, to=State.ADMITTED, now=NOW)

    def test_admits_only_with_approval_where_the_cohort_says_so(self, cast: Cast, mine: Application) -> None:
        Cohort.objects.filter(pk=cast.cohort.pk).update(approval_needed=True)
        asked = ask(mine)
        mentee = factories.make_application(cast.cohort, "mentee", state=State.SUBMITTED)
        for one in (mine, mentee):
            one.refresh_from_db()
        bulk = services.decide_many(actor=cast.office, applications=[mine, mentee], to=State.ADMITTED, now=NOW)
        assert (bulk.done, list(bulk.refused)) == ([mentee], [mine])
        with pytest.raises(approval.ApprovalOverError):
            approval.record_outcome(
                actor=cast.office, approval=asked, version=2, to=ApprovalState.WITHOUT, note="x", now=NOW
            )
        approval.agree(approval=asked, version=2, now=NOW)
        services.decide(actor=cast.office, application=mine, to=State.ADMITTED, now=NOW)

    def test_is_warned_by_name_before_admitting_several(self, cast: Cast, mine: Application, as_: As) -> None:
        agreed = factories.make_application(cast.cohort, state=State.SUBMITTED)
        approval.agree(approval=ask(agreed), version=2, now=NOW)
        path, ids = f"/office/cohorts/{mine.cohort_id}/applications/decide/", [mine.pk, agreed.pk]
        client = as_(cast.office)
        assert client.post(path, {"ids": ids, "to": "admitted"}).context["without_approval"] == [mine]
        assert client.post(path, {"ids": ids, "to": "reserve"}).context["without_approval"] == []

    def test_filters_and_counts(self, cast: Cast, mine: Application) -> None:
        ask(mine)
        other = factories.make_application(cast.cohort, state=State.RESERVE)
        everybody = Application.objects.filter(cohort=cast.cohort)
        assert list(filtered_by_state(everybody, cast.cohort, "asked")) == [mine]
        assert set(filtered_by_state(everybody, cast.cohort, MISSING)) == {other, cast.mentor_application}
        assert states(cast.cohort) == {mine.pk: ApprovalState.ASKED}
        found = counts(cast.cohort)
        assert (found.open, found.missing, found.agreed, found.done) == (1, 2, 0, False)
        line = next(one for one in checklist_of(cast.cohort, TODAY) if one.title == "Working-time approvals")
        assert line.state == "0 agreed, 1 open, 2 without a supervisor"

    def test_a_wait_for_a_supervisor_is_a_duty_of_the_applicant(self, mine: Application) -> None:
        assert [duty.title for duty in duties_of(mine.person, TODAY)] == ["Name your supervisor"]
        asked = ask(mine)
        assert duties_of(mine.person, TODAY) == []
        approval.ask_back(approval=asked, version=2, question="Wann?", now=NOW)
        assert [duty.title for duty in duties_of(mine.person, TODAY)] == ["Your supervisor has a question"]


def test_lists_and_cards_take_as_many_queries_for_three_as_for_one(cast: Cast, as_: As) -> None:
    client = as_(cast.office)
    path = f"/office/cohorts/{cast.cohort.pk}/applications/?approval=asked"

    def queries() -> list[int]:
        found = []
        for act in (
            lambda: client.get(path),
            lambda: duties_of(cast.supervisor, TODAY),
            lambda: checklist_of(cast.cohort, TODAY),
        ):
            with CaptureQueriesContext(
                connection,
            ) as caught:
                act()
            found.append(len(caught))
        return found

    def add() -> None:
        ask(factories.make_application(cast.cohort, state=State.SUBMITTED), cast.supervisor.email)

    add()
    client.get(path)
    one = queries()
    add()
    add()
    assert queries() == one
