"""How a wording reads with example values, before anybody saves or sends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .enums import Language
from .registry import TextKind
from .wording import blocks_of, render_wording


@dataclass(frozen=True)
class Preview:
    """A mail in one language."""

    language: str
    language_name: Any
    subject: str
    plain: str = ""
    blocks: Iterable[Mapping[str, Any]] = ()


def preview(kind: TextKind, language: str, subject: str, body: str) -> Preview:
    """This wording, filled with the kind's example values."""
    name = Language(language).label
    mail = render_wording(subject, body, language, kind.sample)
    return Preview(language, name, mail.subject, mail.text, blocks_of(mail.text))
