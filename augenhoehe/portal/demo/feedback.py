"""Feedback talks: the closed cohort has had its own and learnt from them, the running one has two ahead."""

import datetime as dt
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from augenhoehe.feedback.models import Talk
from augenhoehe.feedback.selectors.notes import Noted, questions_for
from augenhoehe.feedback.selectors.plan import active_mentors
from augenhoehe.feedback.services.notes import ask_for_notes, teach, write_notes
from augenhoehe.feedback.services.planning import Details, plan_talk
from augenhoehe.feedback.services.questions import load_starter_questions
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import LessonState
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.services import change_lesson

SAID: Final = (
    (
        "Verlässliche Termine.",
        "Die Suche nach dem ersten Termin.",
        "Einblick in Entscheidungen.",
        "Sechs Termine vorab.",
    ),
    ("Offenheit auf beiden Seiten.", "Werkzeuge, die hier gesperrt sind.", "Kontakte ins Haus.", "Freie Werkzeuge."),
    ("Ein gemeinsames Vorhaben.", "Zu wenig Zeit im Dezember.", "Rückhalt für eine Idee.", "Ein früherer Beginn."),
)
THEMES: Final = (("Termine", "Zeit"), ("Werkzeuge",), ("Zeit", "Vorhaben"))
LESSON: Final = (
    "In den Gesprächen kam immer wieder: Der erste Termin kostet die meiste Kraft.",
    "Sechs Termine auf einmal.",
)


def build_feedback(closed: Cohort, running: Cohort, personas: Mapping[str, Person], now: dt.datetime) -> None:
    """Twelve talks that were held, a lesson that was adopted and one that waits, and two talks to come."""
    office = personas["office"]
    load_starter_questions(closed.programme)
    asked = questions_for(closed.programme)
    for place, mentor in enumerate(active_mentors(closed)[:12]):
        talk = Talk.objects.create(cohort=closed, mentor=mentor, holder=office)
        notes = [Noted(one.text_de, one.text_en, said) for one, said in zip(asked, SAID[place % 3], strict=True)]
        day = now.date() - dt.timedelta(days=150 + place)
        write_notes(talk=talk, version=1, notes=notes, themes=THEMES[place % 3], held_on=day, actor=office)
    ask_for_notes(talk=talk, now=now)
    _learn(closed, office, now)
    mentors = list(active_mentors(running)[:2])
    mentors[0] = active_mentors(running).filter(person=personas["running_mentor"]).first() or mentors[0]
    monday = (now + dt.timedelta(days=7 - now.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)
    for mentor, at in zip(mentors, (monday, None), strict=True):
        plan_talk(
            cohort=running, mentor=mentor, details=Details(office, at, place="Zimmer 3.12" if at else ""),
            draft_key=UUID(int=mentor.pk), actor=office, now=now,
        )  # fmt: skip


def _learn(cohort: Cohort, office: Person, now: dt.datetime) -> None:
    text, decision = LESSON
    theme = cohort.programme.talk_themes.get(name="Termine")
    lesson = teach(cohort=cohort, theme=theme, text=text, decision=decision, draft_key=UUID(int=1), actor=office)
    change_lesson(
        lesson=lesson, version=1, text=text, decision=decision, state=LessonState.ADOPTED, why="", actor=office,
        now=now - dt.timedelta(days=60),
    )  # fmt: skip
    teach(
        cohort=cohort, theme=cohort.programme.talk_themes.get(name="Werkzeuge"), draft_key=UUID(int=2), actor=office,
        text="Was in den Tandems ausprobiert werden soll, ist auf den Dienstrechnern oft gesperrt.", decision="",
    )  # fmt: skip
