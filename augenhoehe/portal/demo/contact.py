"""What people ask and await between two cohorts, and how the next call will be announced."""

import datetime as dt
from uuid import UUID

from augenhoehe.outreach.enums import InterestSide
from augenhoehe.outreach.models import Interest, Question
from augenhoehe.outreach.services import questions, waves
from augenhoehe.people.models import Person, Unit
from augenhoehe.programmes.models import Cohort, Programme

from .city import DOMAIN

WITHOUT_LIST = ("KUL", "KOM")
SIDES = (InterestSide.MENTOR,) * 11 + (InterestSide.MENTEE,) * 6 + (InterestSide.UNSURE,) * 7
PART_TIME = "Ich arbeite in Teilzeit, dienstags bis donnerstags. Kann ich trotzdem als Mentorin mitmachen?"
ANSWER = "Ja, gern. Die Termine legen Sie zu zweit fest, und die Treffen zählen in jedem Fall als Arbeitszeit."
# name, address, question, days ago
ASKED = (
    ("Lena Brandl", "lena.brandl", PART_TIME, 12),
    ("", "kai.vogel", "Ich bin seit acht Monaten in der Probezeit. Ist das ein Hindernis?", 4),
    ("Samira Okoro", "samira.okoro", "Kann man auch aus einer Außenstelle teilnehmen, zum Beispiel per Video?", 1),
)


def build_contact(programme: Programme, coming: Cohort, office: Person, now: dt.datetime) -> None:
    """Distribution lists, people on the interest list, three questions in three states, and three planned waves."""
    departments = Unit.objects.without_tree_fields().filter(parent=None).exclude(short__in=WITHOUT_LIST)
    for unit in departments:
        unit.distribution_list = f"alle-{unit.short.lower()}@{DOMAIN}"
    Unit.objects.bulk_update(departments, ["distribution_list"])
    Interest.objects.bulk_create(
        Interest(programme=programme, email=f"interesse{number}@{DOMAIN}", side=side, confirmed_at=now)
        for number, side in enumerate(SIDES, start=1)
    )
    answered, taken, _new = [_ask(programme, number, now) for number in range(len(ASKED))]
    questions.assign_question(question=taken, version=taken.version, owner=office, actor=office)
    questions.answer_question(question=answered, version=answered.version, answer=ANSWER, actor=office, now=now)
    waves.plan_proposed(cohort=coming, actor=office, now=now)


def _ask(programme: Programme, number: int, now: dt.datetime) -> Question:
    name, local, text, days = ASKED[number]
    question = questions.ask_question(
        programme=programme, name=name, email=f"{local}@{DOMAIN}", text=text, language="de",
        draft_key=UUID(int=number + 1), now=now,
    )  # fmt: skip
    Question.objects.filter(pk=question.pk).update(created_at=now - dt.timedelta(days=days))
    return question
