"""Every document that a programme has: declared by the rooms in their `papers.py`, worded by the office."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from augenhoehe.common.discovery import discover
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .enums import Readers


@dataclass(frozen=True)
class DocumentKind:
    """A paper with a shipped text, which holds until the office has a text of its own.

    key: its name in addresses, letters and hyphens. The shipped text is templates/documents/texts/<key>.<language>.txt,
    first line the title (blocks.py tells how the rest is written).
    readers: who reads it until the office says otherwise. part: the cohort's part without which it is not there.
    """

    key: str
    title: Any
    audience: Any
    readers: Readers = Readers.OFFICE
    part: Part | None = None


_kinds: dict[str, DocumentKind] = {}


def register(kind: DocumentKind) -> DocumentKind:
    """Declare a document; declaring the same key again replaces it. Returns it, to be kept as a constant."""
    _kinds[kind.key] = kind
    return kind


def document_kinds() -> list[DocumentKind]:
    """All documents of all rooms, in the order in which they were declared."""
    discover("papers")
    return list(_kinds.values())


def kinds_of(cohort: Cohort) -> list[DocumentKind]:
    """Those that this cohort has."""
    return [kind for kind in document_kinds() if kind.part is None or cohort.uses(kind.part)]


def document_kind(cohort: Cohort, key: str) -> DocumentKind | None:
    """The document with this key, if the cohort has it."""
    return next((kind for kind in kinds_of(cohort) if kind.key == key), None)


def shipped(kind: DocumentKind, language: str) -> tuple[str, str]:
    """Title and text as delivered with the product."""
    title, _, body = render_to_string(f"documents/texts/{kind.key}.{language}.txt").partition("\n")
    return title.strip(), body.strip()
