"""Who has answered, and what stands in a draft: it shows behind the own link, and nowhere else."""

from collections.abc import Callable
from typing import Any

from augenhoehe.surveys.models import Draft, Invitation, Sheet
from augenhoehe.surveys.tokens import draft_key

Change = Callable[[Any], None]


def a_wave(answered: bool = False, kept: int = 2, level: int = 1, number: int = 2) -> Change:
    """Whether the mentor has answered, what stands in their draft, and so many answers of this function level."""

    def change(stage: Any) -> None:
        survey = stage.cast.survey
        Invitation.objects.filter(survey=survey).update(answered=answered)
        Draft.objects.all().delete()
        Draft.objects.create(survey=survey, key=draft_key(stage.questionnaire_token), values={"meetings": kept})
        Sheet.objects.filter(survey=survey).delete()
        Sheet.objects.bulk_create(
            Sheet(survey=survey, side="mentor", level=level, values={"meetings": level}) for _one in range(number)
        )

    return change


_OTHERS = ("mentee", "office", "sponsor", "council", "admin", "assistant", "confidant")
_BEFORE = a_wave()
PROBES: dict[str, tuple[tuple[str, ...], Change, Change, tuple[str, ...], tuple[str, ...]]] = {
    "who has answered a questionnaire": (
        ("surveys.Invitation.answered",), _BEFORE, a_wave(answered=True), ("mentor",), _OTHERS,
    ),
    "what is half filled in": (("surveys.Draft.values",), _BEFORE, a_wave(kept=5), ("mentor",), _OTHERS),
    "answers while it is open": (
        (), _BEFORE, a_wave(level=5, number=9), (), ("mentor", *_OTHERS),
    ),
}  # fmt: skip
"""Fields, before, after, who notices, who must not."""
