"""Questions to the office: each is confirmed, has an owner, gets an answer; nobody is forgotten, none kept for ever."""

import datetime as dt
import itertools
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.enums import OPEN_QUESTIONS, QUESTION_TRANSITIONS, QuestionState
from augenhoehe.outreach.errors import IllegalTransitionError
from augenhoehe.outreach.models import FaqEntry, Question
from augenhoehe.outreach.services import questions as services
from augenhoehe.people.models import Person
from augenhoehe.people.services import AddressRefusedError
from augenhoehe.programmes.cards import checklist_of, duties_of
from augenhoehe.programmes.models import Role
from tests import factories
from tests.cast import Cast
from tests.factories import NOW, TODAY

SignIn = Callable[[Person], Client]
KEY = UUID(int=7)
TEXT = "May I?\n\nI work part-time."


def ask(cast: Cast, **changes: Any) -> Question:
    values = {
        "name": "Kim",
        "email": "kim@stadt.example",
        "text": TEXT,
        "language": "en",
        "draft_key": uuid4(),
        "now": NOW,
        **changes,
    }
    return services.ask_question(programme=cast.programme, **values)


def mails(kind: str) -> list[Mail]:
    return list(Mail.objects.filter(key=f"outreach.question_{kind}").order_by("recipient"))


def test_asking_is_confirmed_and_the_office_hears_of_it(cast: Cast) -> None:
    question = ask(cast)
    assert (question.state, question.owner) == ("new", None)
    (receipt,) = mails("received")
    assert (receipt.recipient, receipt.person_id) == ("kim@stadt.example", None)
    assert TEXT not in receipt.text
    assert [mail.recipient for mail in mails("new")] == ["office2@stadt.example", "office@stadt.example"]
    assert not any("part-time" in mail.text for mail in mails("new"))


def test_where_one_person_is_the_office_it_is_theirs_at_once(cast: Cast) -> None:
    Role.objects.filter(person=cast.office2).delete()
    question = ask(cast)
    assert (question.state, question.owner) == ("taken", cast.office)


def test_the_same_draft_twice_is_one_and_another_text_is_refused(cast: Cast) -> None:
    assert ask(cast, draft_key=KEY) == ask(cast, draft_key=KEY)
    assert len(mails("received")) == 1
    with pytest.raises(services.DraftTakenError):
        ask(cast, draft_key=KEY, text="Something else?")


def test_only_addresses_of_the_organisation_are_answered(cast: Cast) -> None:
    with pytest.raises(AddressRefusedError):
        ask(cast, email="kim@elsewhere.example")
    url = f"/programmes/{cast.programme.slug}/question/"
    data = {"text": TEXT, "email": "kim@elsewhere.example", "draft_key": str(uuid4())}
    page = Client().post(url, data)
    assert page.status_code == 422
    assert "@stadt.example" in page.content.decode()
    assert "part-time" in page.content.decode()


def test_the_form_keeps_out_programs_and_rushes_and_keeps_what_was_typed(cast: Cast, settings: Any) -> None:
    settings.FORM_RATES = {"question": "1/m/ip"}
    url = f"/programmes/{cast.programme.slug}/question/"

    def send(**more: str) -> Any:
        return Client().post(url, {"text": TEXT, "email": "kim@stadt.example", "draft_key": str(uuid4()), **more})

    before = Question.objects.count()
    assert (send(website="x").status_code, Question.objects.count()) == (302, before)
    assert (send().status_code, Question.objects.count()) == (302, before + 1)
    again = send()
    assert (again.status_code, Question.objects.count()) == (429, before + 1)
    assert "part-time" in again.content.decode()


def test_a_question_is_taken_answered_and_quoted(cast: Cast) -> None:
    question = ask(cast)
    services.assign_question(question=question, version=1, owner=cast.office2, actor=cast.office)
    given = Mail.objects.get(idempotency_key__startswith=f"outreach.question_given:{question.pk}:")
    assert given.recipient == cast.office2.email
    answered = services.answer_question(
        question=question, version=2, answer="Yes, gladly.\n\nJust apply.", actor=cast.office, now=NOW
    )
    assert (answered.state, answered.owner, answered.answered_by) == ("answered", cast.office2, cast.office)
    (mail,) = mails("answered")
    assert mail.recipient == "kim@stadt.example"
    assert "Yes, gladly.\n\nJust apply." in mail.text
    assert "> May I?\n>\n> I work part-time." in mail.text


def test_an_answer_sent_twice_is_one_mail(cast: Cast) -> None:
    question = ask(cast)
    for _ in range(2):
        services.answer_question(question=question, version=1, answer="Yes.", actor=cast.office, now=NOW)
    assert len(mails("answered")) == 1


STEPS: dict[QuestionState, Callable[..., Any]] = {
    QuestionState.NEW: lambda question, actor: services.assign_question(
        question=question, version=question.version, owner=None, actor=actor
    ),
    QuestionState.ANSWERED: lambda question, actor: services.answer_question(
        question=question, version=question.version, answer="Anew.", actor=actor, now=NOW
    ),
    QuestionState.CLOSED: lambda question, actor: services.close_question(
        question=question, version=question.version, actor=actor
    ),
    QuestionState.TAKEN: lambda question, actor: services.reopen_question(
        question=question, version=question.version, actor=actor
    ),
}


@pytest.mark.parametrize(("before", "to"), list(itertools.product(QuestionState, QuestionState)))
def test_every_state_to_every_state(cast: Cast, before: QuestionState, to: QuestionState) -> None:
    question = factories.make_question(
        cast.programme, state=before, answer="Yes." if before == "answered" else "", owner=cast.office
    )
    if before == to and to != QuestionState.ANSWERED:
        # pressed twice is pressed once
        Entry.objects.all().delete()
        if to != QuestionState.NEW:
            assert STEPS[to](question, cast.office).version == 1
            assert not Entry.objects.exists()
    elif to in QUESTION_TRANSITIONS[before]:
        assert STEPS[to](question, cast.office).state == to
    else:
        with pytest.raises(IllegalTransitionError):
            STEPS[to](question, cast.office)
        question.refresh_from_db()
        assert question.state == before


def test_somebody_was_quicker_and_what_was_typed_stays(cast: Cast, as_: SignIn) -> None:
    question = ask(cast)
    services.assign_question(question=question, version=1, owner=cast.office2, actor=cast.office2)
    url = f"/office/cohorts/{cast.cohort.pk}/questions/{question.pk}/"
    page = as_(cast.office).post(f"{url}answer/", {"answer": "My long answer.", "version": 1})
    text = page.content.decode()
    assert (page.status_code, "My long answer." in text, cast.office2.get_full_name() in text) == (409, True, True)
    version = re.search(r'name="version" value="(\d+)"', text)
    assert version is not None
    assert version[1] == "2"
    with pytest.raises(StaleError):
        services.close_question(question=question, version=1, actor=cast.office)
    assert as_(cast.office).post(f"{url}close/", {"version": 1}).status_code == 409


def test_only_the_office_can_have_it_in_hand(cast: Cast) -> None:
    with pytest.raises(services.NotInOfficeError):
        services.assign_question(question=cast.question, version=1, owner=cast.mentor, actor=cast.office)


def test_five_working_days_later_its_owner_is_reminded_once(cast: Cast) -> None:
    Question.objects.all().delete()
    mine, nobodys = ask(cast), ask(cast)
    services.assign_question(question=mine, version=1, owner=cast.office, actor=cast.office)
    Question.objects.update(created_at=dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC))
    friday, monday = dt.date(2026, 11, 20), dt.date(2026, 11, 23)
    assert services.remind_of_questions(today=friday, now=NOW) == 0
    assert services.remind_of_questions(today=monday, now=NOW) == 2
    assert services.remind_of_questions(today=monday, now=NOW) == 0
    told = [(mail.recipient, mail.text.partition("/office/questions/")[2].partition("/")[0]) for mail in mails("waits")]
    assert sorted(told) == sorted(
        [
            (cast.office.email, str(mine.pk)),
            (cast.office.email, str(nobodys.pk)),
            (cast.office2.email, str(nobodys.pk)),
        ]
    )


def test_a_card_on_the_home_page_and_a_line_in_the_checklist(cast: Cast) -> None:
    Question.objects.all().delete()
    question = ask(cast)
    ask(cast)
    services.assign_question(question=question, version=1, owner=cast.office, actor=cast.office)
    cards = [duty.title for duty in duties_of(cast.office, TODAY) if "question" in duty.href]
    assert cards == ["1 question waits for your answer", "1 new question is in nobody’s hand"]
    assert [duty.title for duty in duties_of(cast.office2, TODAY)] == ["1 new question is in nobody’s hand"]
    assert not any("/questions/" in duty.href for duty in duties_of(cast.mentor, TODAY))
    line = next(check for check in checklist_of(cast.cohort, TODAY) if check.title == "Questions to the office")
    assert (line.state, line.done) == ("2 wait for an answer, 1 of them in nobody’s hand", False)
    for state in OPEN_QUESTIONS:
        Question.objects.filter(state=state).update(state=QuestionState.CLOSED)
    assert not any(check.title == "Questions to the office" for check in checklist_of(cast.cohort, TODAY))


def test_what_is_useful_to_all_is_published_without_a_name(cast: Cast, as_: SignIn) -> None:
    FaqEntry.objects.all().delete()
    question = ask(cast, name="Kim Neugier")
    services.answer_question(question=question, version=1, answer="Yes.", actor=cast.office, now=NOW)
    url = f"/office/cohorts/{cast.cohort.pk}/questions/{question.pk}/publish/"
    office = as_(cast.office)
    page = office.get(url).content.decode()
    assert "May I?" in page
    data = {
        "category": "taking_part", "question_en": "Part-time?", "answer_en": "Yes, gladly.", "question_de": "",
        "answer_de": "", "shown": "on", "draft_key": str(uuid4()),
    }  # fmt: skip
    assert [office.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert FaqEntry.objects.get().question_en == "Part-time?"
    question.refresh_from_db()
    assert question.published_at is not None
    public = Client().get(f"/programmes/{cast.programme.slug}/", headers={"accept-language": "en"}).content.decode()
    assert "Part-time?" in public
    assert "Kim Neugier" not in public


def test_after_a_year_a_question_is_deleted_and_its_publication_stays(cast: Cast) -> None:
    for model in (Question, FaqEntry):
        model.objects.all().delete()
    question = ask(cast)
    values = {"category": "time", "question_en": "Part-time?", "answer_en": "Yes."}
    services.publish_question(question=question, values=values, draft_key=KEY, actor=cast.office, now=NOW)
    Question.objects.update(created_at=NOW)
    assert services.forget_questions(now=NOW + services.KEPT) == 0
    assert services.forget_questions(now=NOW + services.KEPT + dt.timedelta(hours=1)) == 1
    assert (Question.objects.count(), FaqEntry.objects.count()) == (0, 1)


def test_filters_and_pages(cast: Cast, as_: SignIn) -> None:
    factories.make_question(cast.programme, text="In my hand", state="taken", owner=cast.office)
    factories.make_question(cast.programme, text="All done", state="closed")
    office = as_(cast.office)
    url = f"/office/cohorts/{cast.cohort.pk}/questions/"

    def listed(query: str) -> set[str]:
        return {question.text for question in office.get(f"{url}{query}").context["page"]}

    assert listed("?owner=mine") == {"In my hand"}
    assert listed("?state=open") == {"In my hand", cast.question.text}
    assert listed("?owner=nobody&state=open") == {cast.question.text}
    assert listed("?state=closed") == {"All done"}
    assert len(listed("?state=nonsense")) == 3
    leads = office.get(f"/office/programmes/{cast.programme.pk}/questions/?state=open&owner=mine")
    assert leads["Location"] == f"{url}?state=open&owner=mine"
    assert office.get(f"/office/questions/{cast.question.pk}/")["Location"] == f"{url}{cast.question.pk}/"


@pytest.mark.parametrize("cohorts", ["none", "archived"])
def test_without_a_cohort_to_work_in_the_links_lead_to_setting_one_up(cohorts: str, cast: Cast, as_: SignIn) -> None:
    """Programme pages stand before the first cohort and between two: a question must not end at a 404."""
    programme = factories.make_programme()
    factories.make_role(programme, cast.office)
    asked = factories.make_question(programme)
    if cohorts == "archived":
        factories.make_cohort(programme, archived_at=NOW)
    office, set_up = as_(cast.office), f"/office/programmes/{programme.pk}/cohorts/new/"
    links = (f"/office/questions/{asked.pk}/", f"/office/programmes/{programme.pk}/questions/?state=open")
    assert [office.get(link)["Location"] for link in links] == [set_up, set_up]
    assert "Questions are answered within a cohort" in office.get(set_up).content.decode()
    coming = factories.make_cohort(programme)
    base = f"/office/cohorts/{coming.pk}/questions/"
    assert [office.get(link)["Location"] for link in links] == [f"{base}{asked.pk}/", f"{base}?state=open"]
    assert office.get(f"{base}{asked.pk}/").status_code == 200
