"""What somebody thinks, and whether they have said so: the partner learns it when both have sent, nobody else ever."""

from collections.abc import Callable
from typing import Any

from augenhoehe.mirror.enums import Round
from augenhoehe.mirror.models import AnswerSheet
from augenhoehe.mirror.rules import Answer
from augenhoehe.mirror.selectors.statements import edition_of
from augenhoehe.mirror.services.answering import save_answers, send_answers
from tests.factories import NOW

Change = Callable[[Any], None]


def answered(*sent: str, mentor: int = 2, mentee: int = 5) -> Change:
    """Both have answered everything with this number; these have sent."""

    def change(stage: Any) -> None:
        AnswerSheet.objects.all().delete()
        tandem = stage.tandems[0]
        edition = edition_of(tandem.cohort)
        for role, number in (("mentor", mentor), ("mentee", mentee)):
            answers = {one.key: Answer(number, 3) for one in edition.statements}
            act: dict[str, Any] = {"tandem": tandem, "actor": stage.person(role), "which": Round.FIRST, "now": NOW}
            save_answers(**act, version=0, edition=edition.print, answers=answers)
            if role in sent:
                send_answers(**act)

    return change


_SEALED, _SENT = "mirror.AnswerSheet.sealed", "mirror.AnswerSheet.sent_at"
_BOTH = ("mentor", "mentee")
_OTHERS = ("office", "sponsor", "council", "admin", "assistant", "confidant")
_PARTNER_SENT, _BOTH_SENT = answered("mentee"), answered(*_BOTH)
PROBES: dict[str, tuple[tuple[str, ...], Change, Change, tuple[str, ...], tuple[str, ...]]] = {
    "the first of the two sends": ((_SENT,), answered(), answered("mentor"), ("mentor",), ("mentee", *_OTHERS)),
    "the second of the two sends": ((_SENT, _SEALED), _PARTNER_SENT, _BOTH_SENT, _BOTH, _OTHERS),
    "other answers, not sent": (
        (_SEALED,), _PARTNER_SENT, answered("mentee", mentor=6), ("mentor",), ("mentee", *_OTHERS),
    ),
    "other answers, sent": ((_SEALED,), _BOTH_SENT, answered(*_BOTH, mentor=6), _BOTH, _OTHERS),
}  # fmt: skip
"""Fields, before, after, who notices, who must not."""
