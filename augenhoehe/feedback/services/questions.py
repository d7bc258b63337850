"""The office words the questions of the talks."""

from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml
from django.db import transaction
from django.db.models import Max

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme

from ..models import Question

SHIPPED = files("augenhoehe.feedback") / "data" / "questions.yaml"


@transaction.atomic
def load_starter_questions(programme: Programme) -> int:
    """Give a programme without questions the four shipped ones. Returns how many were new."""
    if programme.talk_questions.exists():
        return 0
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    new = [Question(programme=programme, position=place, **one) for place, one in enumerate(shipped, start=1)]
    return len(Question.objects.bulk_create(new))


@transaction.atomic
def add_question(*, programme: Programme, values: dict[str, Any], draft_key: UUID, actor: Person) -> Question:
    """One more question, at the end. The same draft twice is one. Side effect: a log entry."""
    last = programme.talk_questions.aggregate(last=Max("position"))["last"] or 0
    question, created = Question.objects.get_or_create(
        programme=programme, draft_key=draft_key, defaults={**values, "position": last + 1}
    )
    if created:
        record(actor=actor, action="feedback.question_added", on=question)
    return question


@transaction.atomic
def change_question(*, question: Question, version: int, changes: dict[str, Any], actor: Person) -> None:
    """Word it anew, or take it out of use; talks that were written down keep theirs. Raises StaleError.

    Side effect: a log entry.
    """
    changed = changes_of(question, changes)
    question.save_version(version, **changes)
    if changed:
        record(actor=actor, action="feedback.question_changed", on=question, changes=changed)
