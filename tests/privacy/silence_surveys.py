"""Who has answered, and what stands in a draft: it shows behind the own link, and nowhere else."""

from collections.abc import Callable
from typing import Any

from augenhoehe.surveys.models import Draft, Invitation, Sheet
from augenhoehe.surveys.tokens import draft_key

Change = Callable[[Any], None]


def has_answered(answered: bool) -> Change:
    def change(stage: Any) -> None:
        Invitation.objects.filter(survey=stage.cast.survey).update(answered=answered)

    return change


def has_kept(value: int) -> Change:
    def change(stage: Any) -> None:
        Draft.objects.all().delete()
        key = draft_key(stage.questionnaire_token)
        Draft.objects.create(survey=stage.cast.survey, key=key, values={"meetings": value})

    return change


def sheets_of_level(level: int, number: int) -> Change:
    """So many answers of this function level have come in."""

    def change(stage: Any) -> None:
        Sheet.objects.filter(survey=stage.cast.survey).delete()
        Sheet.objects.bulk_create(
            Sheet(survey=stage.cast.survey, side="mentor", level=level, values={"meetings": level})
            for _one in range(number)
        )

    return change


_OTHERS = ("mentee", "office", "sponsor", "council", "admin", "assistant", "confidant")
PROBES: dict[str, tuple[tuple[str, ...], Change, Change, tuple[str, ...], tuple[str, ...]]] = {
    "who has answered a questionnaire": (
        ("surveys.Invitation.answered",), has_answered(False), has_answered(True), ("mentor",), _OTHERS,
    ),
    "what is half filled in": (("surveys.Draft.values",), has_kept(2), has_kept(5), ("mentor",), _OTHERS),
    "answers while it is open": (
        (), sheets_of_level(1, 2), sheets_of_level(5, 9), (), ("mentor", *_OTHERS),
    ),
}  # fmt: skip
"""Fields, before, after, who notices, who must not."""
