"""What people wrote in their own words, before anybody but the office reads it."""

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person

from ..enums import RemarkState
from ..models import Remark


@transaction.atomic
def edit_remark(*, remark: Remark, version: int, shown: str, state: RemarkState, actor: Person) -> None:
    """Release a remark as it is to be shown, with names and places taken out where they tell who it is, or drop it.

    Raises StaleError. Side effect: a log entry without any of the words.
    """
    text = shown if state == RemarkState.RELEASED else ""
    remark.save_version(version, shown=text, state=state)
    record(actor=actor, action="surveys.remark_edited", survey=remark.survey_id, state=state)
