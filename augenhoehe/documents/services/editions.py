"""Saving a document makes a new edition; no edition is ever changed."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme

from ..kinds import DocumentKind
from ..models import Edition
from ..selectors import edition_of, in_force


@dataclass(frozen=True)
class Texts:
    """A document in both languages, and who reads it."""

    title_de: str
    body_de: str
    title_en: str
    body_en: str
    readers: str


def save_edition(
    *, actor: Person, programme: Programme, kind: DocumentKind, texts: Texts, note: str, based_on: int
) -> Edition:
    """Put these texts in force; returns their edition.

    Saving the shipped text as it is adopts it. What is in force already as an edition stays as it is: the same form
    sent twice is one. Side effect: a log entry. Raises StaleError when `based_on` is not the number in force any more.
    """
    return _save(actor, programme, kind, texts, based_on, note=note)


def restore_edition(
    *, actor: Person, programme: Programme, kind: DocumentKind, number: int, based_on: int
) -> Edition | None:
    """Put an earlier edition (0: the shipped text) in force again, as a new one; who reads it stays as it is now.

    None where there is none of this number. Side effect and StaleError as in `save_edition`.
    """
    version = edition_of(kind, programme.pk, number)
    if version is None:
        return None
    texts = {
        f"{name}_{language}": text
        for language, pair in version.texts.items()
        for name, text in zip(("title", "body"), pair, strict=True)
    }
    readers = in_force(kind, programme.pk).readers
    return _save(actor, programme, kind, Texts(**texts, readers=readers), based_on, restored_from=number)


@transaction.atomic
def _save(actor: Person, programme: Programme, kind: DocumentKind, texts: Texts, based_on: int, **more: Any) -> Edition:
    current = in_force(kind, programme.pk).edition
    values = asdict(texts)
    if current and _says(current, values):
        return current
    if (current.number if current else 0) != based_on:
        raise StaleError
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                programme=programme, key=kind.key, number=based_on + 1, changed_by=actor, **values, **more
            )
    except IntegrityError as error:
        winner = in_force(kind, programme.pk).edition
        if winner and _says(winner, values):
            return winner
        raise StaleError from error
    record(actor=actor, action="documents.saved", on=edition, key=kind.key, number=edition.number, **_kept(more))
    return edition


def _says(edition: Edition, values: dict[str, Any]) -> bool:
    return all(getattr(edition, name) == value for name, value in values.items())


def _kept(more: dict[str, Any]) -> dict[str, Any]:
    """What of an edition's circumstances the log holds: numbers, never words."""
    return {name: value for name, value in more.items() if name == "restored_from"}
