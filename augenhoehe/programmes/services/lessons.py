import datetime as dt
from uuid import UUID

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import LessonState
from augenhoehe.programmes.models import Cohort, Lesson


@transaction.atomic
def write_lesson(
    *, cohort: Cohort, text: str, decision: str, actor: Person, draft_key: UUID, origin: str = ""
) -> Lesson:
    """Write down what a cohort taught, and from where it comes (`origins`). The same draft twice is one.

    Side effect: a log entry.
    """
    values = {"text": text, "decision": decision, "written_by": actor, "origin": origin}
    lesson, created = Lesson.objects.get_or_create(cohort=cohort, draft_key=draft_key, defaults=values)
    if created:
        record(actor=actor, action="programmes.lesson_written", on=lesson, cohort=cohort.pk)
    return lesson


@transaction.atomic
def change_lesson(
    *,
    lesson: Lesson,
    version: int,
    text: str,
    decision: str,
    state: str,
    why: str,
    actor: Person,
    now: dt.datetime,
) -> Lesson:
    """Word a lesson anew, or decide about it: adopt it, drop it, or open it again. Raises StaleError.

    Side effect: a log entry.
    """
    before = lesson.state
    decided = {}
    if state != before:
        is_open = state == LessonState.OPEN
        decided = {"decided_by": None if is_open else actor, "decided_at": None if is_open else now}
    lesson.save_version(version, text=text, decision=decision, state=state, why=why, updated_at=now, **decided)
    record(actor=actor, action="programmes.lesson_changed", on=lesson, before=before, state=state)
    return lesson
