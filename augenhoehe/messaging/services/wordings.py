"""The office's own wording of mails, in both languages at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError

from ..models import Wording
from ..registry import TextKind
from ..wording import shipped


@dataclass(frozen=True)
class Text:
    """A wording in one language, and the version it started from (0: there was none of one's own)."""

    subject: str
    body: str
    version: int


@transaction.atomic
def reword(*, actor: Any, kind: TextKind, programme_id: int, texts: Mapping[str, Text]) -> list[str]:
    """Put these wordings in force; returns the languages that changed.

    One that equals the shipped text is no wording of one's own and follows later releases. Side effect: a log entry
    for each language that changed. Raises StaleError, with nothing changed, when somebody else saved in between.
    """
    changed = []
    for language, text in texts.items():
        # An empty body stands for the shipped text; the row stays, so that its version goes on counting.
        subject, body = ("", "") if (text.subject, text.body) == shipped(kind, language) else (text.subject, text.body)
        if _put(kind, programme_id, language, Text(subject, body, text.version)):
            record(
                actor=actor,
                action="messaging.reworded" if body else "messaging.restored",
                key=kind.key,
                language=language,
                programme_id=programme_id,
            )
            changed.append(language)
    return changed


def restore(*, actor: Any, kind: TextKind, programme_id: int, versions: Mapping[str, int]) -> list[str]:
    """Go back to the shipped text in all languages; returns those that changed. Raises StaleError."""
    texts = {language: Text(*shipped(kind, language), version) for language, version in versions.items()}
    return reword(actor=actor, kind=kind, programme_id=programme_id, texts=texts)


def _put(kind: TextKind, programme_id: int, language: str, text: Text) -> bool:
    row = Wording.objects.filter(key=kind.key, programme_id=programme_id, language=language).first()
    if (row.version if row else 0) != text.version:
        raise StaleError
    if row:
        if (row.subject, row.body) == (text.subject, text.body):
            return False
        row.save_version(text.version, subject=text.subject, body=text.body)
        return True
    if not text.body:
        return False
    try:
        with transaction.atomic():
            Wording.objects.create(
                key=kind.key, programme_id=programme_id, language=language, subject=text.subject, body=text.body
            )
    except IntegrityError as error:
        raise StaleError from error
    return True
