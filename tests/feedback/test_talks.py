"""Feedback talks: planned with active mentors, written down by the office, handed out, forgotten; lessons of them."""

import dataclasses
import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from icalendar import Calendar

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.feedback.enums import TRANSITIONS, TalkState
from augenhoehe.feedback.errors import TalkError
from augenhoehe.feedback.models import Question, Talk, Theme
from augenhoehe.feedback.selectors.notes import Noted, asked_of
from augenhoehe.feedback.selectors.plan import active_mentors, heard_of, rows_of
from augenhoehe.feedback.selectors.themes import themes_of
from augenhoehe.feedback.services.notes import ask_for_notes, forget_talks, hand_out, teach, write_notes
from augenhoehe.feedback.services.planning import Details, cancel_talk, change_talk, plan_many, plan_talk
from augenhoehe.feedback.services.questions import add_question, change_question, load_starter_questions
from augenhoehe.feedback.services.replies import take_reply
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.replies import Answer, CalendarReply, readers
from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import checklist_of, duties_of
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.selectors import lessons_beside
from augenhoehe.tandems.enums import TandemState
from tests import factories
from tests.factories import NOW, TODAY

from .conftest import LATER, make_active

SAID = [Noted("Was?", "What?", "It took courage.")]


def plan(cohort: Cohort, mentor: Application, office: Person, at: dt.datetime | None = LATER, **more: Any) -> Talk:
    details = Details(office, at, 45, "Room 1")
    return plan_talk(
        cohort=cohort, mentor=mentor, details=details, draft_key=more.get("key") or uuid4(), actor=office, now=NOW
    )


def hold(talk: Talk, office: Person, *themes: str) -> Talk:
    write_notes(talk=talk, version=talk.version, notes=SAID, themes=themes, held_on=TODAY, actor=office)
    return talk


def calendar_of(mail: Mail) -> Any:
    return Calendar.from_ical(mail.calendar).walk("VEVENT")[0]


def answer(talk: Talk, said: Answer, at: dt.datetime | None = None, **other: Any) -> bool:
    who = talk.mentor.person.email.lower()
    reply = CalendarReply(**{"uid": talk.uid, "sequence": talk.sequence, "attendee": who, "answer": said, **other})
    return take_reply(dataclasses.replace(reply, starts_at=at), NOW)


def test_what_a_calendar_answers_is_read_and_moves_nothing(cohort: Cohort, office: Person, mentor: Application) -> None:
    talk = plan(cohort, mentor, office)
    sooner = LATER - dt.timedelta(days=1)
    seen = []
    for said, at in (
        (Answer.ACCEPTED, None), (Answer.TENTATIVE, None), (Answer.COUNTER, sooner), (Answer.COUNTER, LATER),
        (Answer.COUNTER, NOW), (Answer.DECLINED, None), (Answer.DECLINED, None),
    ):  # fmt: skip
        assert answer(talk, said, at)
        stored = Talk.objects.get()
        told = [
            one.state for one in checklist_of(cohort, TODAY) if one.title == "Dates of feedback talks that do not suit"
        ]
        seen.append((stored.reply, stored.counter_at, told))
        assert (stored.starts_at, stored.state, stored.version) == (LATER, "planned", talk.version)
    no = ["1 talk needs another one"]
    assert seen == [
        ("accepted", None, []), ("tentative", None, []), ("declined", sooner, no), ("accepted", None, []),
        ("declined", None, no), ("declined", None, no), ("declined", None, no),
    ]  # fmt: skip
    assert Entry.objects.filter(action="feedback.date_declined").count() == 2
    assert take_reply in readers()


@pytest.mark.parametrize("why", ["earlier", "stranger", "over", "called off", "undated", "elsewhere"])
def test_an_answer_that_is_none_changes_nothing(cohort: Cohort, office: Person, mentor: Application, why: str) -> None:
    talk = plan(cohort, mentor, office, None if why == "undated" else LATER)
    changes = {"earlier": {"sequence": 1}, "over": {"starts_at": NOW}, "called off": {"state": "cancelled"}}
    Talk.objects.filter(pk=talk.pk).update(**changes.get(why, {}))
    other = {"stranger": {"attendee": "other@stadt.example"}, "elsewhere": {"uid": "other"}}.get(why, {})
    assert answer(talk, Answer.DECLINED, **other) is (not other)
    assert Talk.objects.get().reply == ""


def test_another_date_asks_anew(cohort: Cohort, office: Person, mentor: Application) -> None:
    talk = plan(cohort, mentor, office)
    answer(talk, Answer.COUNTER, LATER - dt.timedelta(days=1))
    for at, left in ((LATER, "declined"), (LATER - dt.timedelta(days=1), "")):
        change_talk(talk=talk, version=talk.version, details=Details(office, at, 60), actor=office, now=NOW)
        stored = Talk.objects.get()
        assert (stored.reply, stored.counter_at is None) == (left, not left)


@pytest.mark.parametrize("state", TandemState)
def test_active_is_whose_tandem_is_confirmed_and_did_not_end_early(
    cohort: Cohort, office: Person, state: TandemState
) -> None:
    mentor = make_active(cohort, state)
    active = state in ("confirmed", "paused", "closed")
    assert list(active_mentors(cohort)) == ([mentor] if active else [])
    if not active:
        with pytest.raises(TalkError):
            plan(cohort, mentor, office)


def test_a_date_comes_as_an_invitation_is_moved_and_called_off(
    cohort: Cohort, office: Person, mentor: Application
) -> None:
    talk = plan(cohort, mentor, office)
    change_talk(talk=talk, version=1, details=Details(office, LATER + dt.timedelta(days=1)), actor=office, now=NOW)
    cancel_talk(talk=talk, version=2, actor=office, now=NOW)
    mails = list(Mail.objects.filter(person_id=mentor.person_id).order_by("pk"))
    assert [one.calendar_method for one in mails] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [calendar_of(one) for one in mails]
    assert {str(one["UID"]) for one in events} == {talk.uid}
    assert [int(one["SEQUENCE"]) for one in events] == [0, 1, 2]
    assert events[1].decoded("DTSTART") == LATER + dt.timedelta(days=1)
    assert mentor.person.email in str(events[0]["ATTENDEE"])
    assert Entry.objects.filter(action__startswith="feedback.talk_").count() == 3


def test_without_a_date_it_is_a_word_and_giving_a_date_up_takes_it_out_of_the_calendar(
    cohort: Cohort, office: Person, mentor: Application
) -> None:
    talk = plan(cohort, mentor, office, at=None)
    assert Mail.objects.get().calendar == ""
    change_talk(talk=talk, version=1, details=Details(office, LATER), actor=office, now=NOW)
    change_talk(talk=talk, version=2, details=Details(office), actor=office, now=NOW)
    assert [one.calendar_method for one in Mail.objects.order_by("pk")] == ["", "REQUEST", "CANCEL"]
    assert calendar_of(Mail.objects.latest("pk")).decoded("DTSTART") == LATER


def test_who_talks_is_no_news_to_the_calendar(cohort: Cohort, office: Person, mentor: Application) -> None:
    talk = plan(cohort, mentor, office)
    other = factories.make_person()
    change_talk(talk=talk, version=1, details=Details(other, LATER, 45, "Room 1"), actor=office, now=NOW)
    assert (Mail.objects.count(), talk.holder) == (1, other)


def test_the_same_draft_and_a_second_plan_are_the_first(cohort: Cohort, office: Person, mentor: Application) -> None:
    key = uuid4()
    first = plan(cohort, mentor, office, key=key)
    assert plan(cohort, mentor, office, key=key) == plan(cohort, mentor, office) == first
    assert Mail.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_feedback(cohort, mentor, state="planned")
    hold(first, office)
    assert plan(cohort, mentor, office) != first, "there may be another talk later"


def test_many_at_once_and_nobody_twice(cohort: Cohort, office: Person, mentor: Application) -> None:
    mentors = [mentor, make_active(cohort), make_active(cohort)]
    plan(cohort, mentor, office)
    numbers = [
        plan_many(cohort=cohort, mentors=mentors, holder=office, draft_key=uuid4(), actor=office, now=NOW)
        for _ in range(2)
    ]
    assert (numbers, cohort.talks.count(), Mail.objects.count()) == ([2, 0], 3, 3)


@pytest.mark.parametrize("state", TalkState)
@pytest.mark.parametrize("to", ["moved", *TalkState])
def test_every_state_to_every_state(
    cohort: Cohort, office: Person, mentor: Application, state: TalkState, to: str
) -> None:
    talk = factories.make_feedback(cohort, mentor, state=state)
    acts = {
        "moved": lambda: change_talk(talk=talk, version=1, details=Details(office), actor=office, now=NOW),
        TalkState.CANCELLED: lambda: cancel_talk(talk=talk, version=1, actor=office, now=NOW),
        TalkState.HELD: lambda: hold(talk, office),
    }
    if to not in acts:
        assert all(to not in ways for ways in TRANSITIONS.values())
        return
    if to in TRANSITIONS[state] or (to == "moved" and state == "planned") or (to == state == "held"):
        acts[to]()
        assert Talk.objects.get().state == (state if to == "moved" else to)
    else:
        with pytest.raises(TalkError):
            acts[to]()
        assert (Talk.objects.get().state, Mail.objects.count()) == (state, 0)


def test_notes_are_kept_with_the_questions_of_their_day_and_corrected(
    cohort: Cohort, office: Person, mentor: Application
) -> None:
    talk = plan(cohort, mentor, office)
    asked = asked_of(talk)
    assert len(asked) == 4
    write_notes(talk=talk, version=1, notes=asked, themes=["Time"], held_on=TODAY, actor=office)
    for question in Question.objects.all():
        change_question(question=question, version=1, changes={"text_en": "Other?"}, actor=office)
    assert asked_of(talk) == asked
    with pytest.raises(StaleError):
        write_notes(talk=talk, version=1, notes=asked, themes=[], held_on=TODAY, actor=office)
    write_notes(talk=talk, version=2, notes=SAID, themes=["time", "Tools"], held_on=TODAY, actor=office)
    assert sorted(str(one) for one in talk.themes.all()) == ["Time", "Tools"]
    assert (Theme.objects.count(), talk.state) == (2, "held")
    assert "courage" not in str([one.data for one in Entry.objects.all()])


def test_notes_are_asked_for_once_and_handed_out_once(cohort: Cohort, office: Person, mentor: Application) -> None:
    talk = plan(cohort, mentor, office)
    for act in (lambda: ask_for_notes(talk=talk, now=NOW), lambda: hand_out(talk=talk, actor=office, now=NOW)):
        with pytest.raises(TalkError):
            act()
    hold(talk, office)

    def waiting() -> list[str]:
        return [one.state for one in checklist_of(cohort, TODAY) if one.title == "Notes of feedback talks to hand out"]

    for _ in range(2):
        ask_for_notes(talk=talk, now=NOW)
    assert waiting() == ["1 mentor waits"]
    for _ in range(2):
        hand_out(talk=talk, actor=office, now=NOW)
    assert waiting() == []
    mails = Mail.objects.filter(key="feedback.readable")
    assert ["courage" in one.text for one in mails] == [False]
    assert Entry.objects.filter(action__in=("feedback.notes_asked_for", "feedback.notes_handed_out")).count() == 2


def test_departments_and_mentors_by_name_whatever_they_said(cohort: Cohort, office: Person) -> None:
    units = [factories.make_unit(name=name) for name in ("Zoo", "Amt")]
    last = make_active(cohort, last_name="Zett", unit=units[0])
    first = make_active(cohort, last_name="Anders", unit=units[1])
    make_active(cohort, last_name="Mitte", unit=units[1])
    hold(plan(cohort, last, office), office)
    plan(cohort, first, office)
    assert [one.person.last_name for one in active_mentors(cohort)] == ["Anders", "Mitte", "Zett"]
    rows = rows_of(list(active_mentors(cohort)))
    assert [(one.department, one.talk.state if one.talk else "") for one in rows] == [
        ("Amt", "planned"),
        ("Amt", ""),
        ("Zoo", "held"),
    ]
    heard = [(one.name, one.mentors, one.talked, one.planned) for one in heard_of(cohort)]
    assert heard == [("Amt", 2, 0, 1), ("Zoo", 1, 1, 0)]


def test_the_office_reads_themes_of_held_talks(cohort: Cohort) -> None:
    theme = Theme.objects.create(programme=cohort.programme, name="Time")
    factories.make_feedback(cohort).themes.add(theme)
    factories.make_feedback(cohort, state="planned").themes.add(theme)
    assert [(one.theme, one.talks) for one in themes_of(cohort)] == [(theme, 1)]


def test_a_lesson_says_its_theme_and_waits_for_the_next_cohort(cohort: Cohort, office: Person) -> None:
    theme = Theme.objects.create(programme=cohort.programme, name="Time")
    for one in (theme, None):
        teach(cohort=cohort, theme=one, text="Start sooner.", decision="", draft_key=uuid4(), actor=office)
    lessons = list(lessons_beside(cohort.programme, cohort).order_by("pk"))
    assert [one.comes_from for one in lessons] == ["Feedback talks, theme “Time”", "Feedback talks"]
    assert {one.state for one in lessons} == {"open"}


def test_talks_go_twelve_months_after_the_end_of_the_cohort(cohort: Cohort, office: Person) -> None:
    factories.make_feedback(cohort)
    day = dt.date(cohort.ends_on.year + 1, cohort.ends_on.month, cohort.ends_on.day)
    assert [forget_talks(today=one) for one in (day, day + dt.timedelta(days=1), day + dt.timedelta(days=1))] == [
        0,
        1,
        0,
    ]
    assert not Talk.objects.exists()


def test_a_card_for_the_mentor_until_the_day_and_nothing_without_the_part(
    cohort: Cohort, office: Person, mentor: Application
) -> None:
    def cards(day: dt.date) -> list[dt.date | None]:
        title = "The programme office would like to hear from you"
        return [one.on for one in duties_of(mentor.person, day) if one.title == title]

    talk = plan(cohort, mentor, office)
    assert (cards(TODAY), cards(LATER.date()), cards(LATER.date() + dt.timedelta(days=1))) == (
        [LATER.date()], [LATER.date()], [],
    )  # fmt: skip
    Cohort.objects.filter(pk=cohort.pk).update(parts=[one for one in cohort.parts if one != "feedback"])
    assert cards(TODAY) == []
    assert talk.state == "planned"


def test_a_programme_gets_the_questions_once_and_keeps_its_own(cohort: Cohort, office: Person) -> None:
    assert load_starter_questions(cohort.programme) == 0
    key = uuid4()
    values = {"text_de": "Und sonst?", "text_en": "Anything else?"}
    added = [add_question(programme=cohort.programme, values=values, draft_key=key, actor=office) for _ in range(2)]
    assert (added[0], added[0].position) == (added[1], 5)
