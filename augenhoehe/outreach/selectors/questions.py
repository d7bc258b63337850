"""The office's questions: lists, counts, and who may answer."""

import datetime as dt
from typing import Any, Final

from django.db.models import QuerySet

from augenhoehe.outreach.enums import QuestionState
from augenhoehe.outreach.models import Question
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme
from augenhoehe.programmes.rules import OFFICE_KINDS

WAITS_DAYS: Final = 5
"""Working days within which a question should be answered."""


def office_people(programme_id: int) -> list[Person]:
    """Who answers for a programme: its office and stand-ins who may sign in. One query."""
    found = Person.objects.filter(
        is_active=True, roles__programme=programme_id, roles__kind__in=OFFICE_KINDS
    ).distinct()
    return list(found.order_by("last_name", "first_name", "pk"))


def office_questions(
    programme_id: int, *, state: str = "", owner: int | None = None, nobody: bool = False
) -> QuerySet[Question]:
    """Questions to a programme, the newest first; `nobody`: those without an owner."""
    found = Question.objects.filter(programme=programme_id).select_related("owner")
    if state == "open":
        found = found.open()
    elif state:
        found = found.filter(state=state)
    if owner:
        found = found.filter(owner=owner)
    return found.filter(owner=None) if nobody else found


def open_counts(programme_id: int) -> tuple[int, int]:
    """How many questions wait, and how many of them are in nobody's hand. One query."""
    states = list(Question.objects.open().filter(programme=programme_id).values_list("state", flat=True))
    return len(states), states.count(QuestionState.NEW)


def waiting_for(person: Person) -> list[tuple[Programme, int, dt.date]]:
    """Programme, number and oldest day of the open questions that this person has in hand. One query."""
    mine = Question.objects.open().filter(owner=person).managed_by(person).select_related("programme")
    return _by_programme(mine)


def unclaimed_for(person: Person) -> list[tuple[Programme, int, dt.date]]:
    """The same for those that nobody has in hand, in the programmes this person runs. One query."""
    return _by_programme(
        Question.objects.filter(state=QuestionState.NEW).managed_by(person).select_related("programme")
    )


def _by_programme(questions: QuerySet[Question]) -> list[tuple[Programme, int, dt.date]]:
    found: dict[int, list[Any]] = {}
    for question in questions.order_by("created_at"):
        found.setdefault(question.programme_id, []).append(question)
    return [(several[0].programme, len(several), several[0].created_at.date()) for several in found.values()]
