"""Feedback talks with a canary in the notes: kept by the office, handed out, and one that is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.feedback.models import Talk
from tests import factories
from tests.factories import NOW

if TYPE_CHECKING:
    from .stage import Stage


def talk_with_mentors(stage: Stage) -> None:
    """The mentor's first talk is the office's alone; the notes of a second one are handed out; a third is planned."""
    cast = stage.cast
    notes = [{"text_de": "Was?", "text_en": "What?", "said": stage.plant("feedback.Talk.notes", "mentor")}]
    Talk.objects.filter(pk=cast.feedback.pk).update(notes=notes)
    notes[0]["said"] = stage.plant("feedback.Talk.notes:handed out", "mentor")
    read = factories.make_feedback(cast.cohort, cast.mentor_application, notes=notes, handed_out_at=NOW)
    planned = factories.make_feedback(cast.cohort, cast.mentor_application, state="planned")
    stage.talks = [read.pk, planned.pk]
