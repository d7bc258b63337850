"""Answers with a canary in what nobody reads, and own words, which the office reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.surveys.models import Remark, Sheet
from augenhoehe.surveys.tokens import token_of

if TYPE_CHECKING:
    from .stage import Stage


def ask(stage: Stage) -> None:
    """Somebody has answered the wave that still asks the mentor; another is closed and left a remark."""
    cast = stage.cast
    words, department = stage.plant("surveys.Sheet.values"), stage.plant("surveys.Sheet.department")
    Sheet.objects.create(
        survey=cast.survey, side="mentor", department=department, level=4, values={"meetings": 3, "words": words}
    )
    Remark.objects.filter(pk=cast.remark.pk).update(text=stage.plant("surveys.Remark.text"))
    stage.questionnaire_token = token_of(cast.survey, cast.mentor.pk, "mentor")
