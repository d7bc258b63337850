"""How a wording reads with example values, before anybody saves or sends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .enums import Language
from .wording import blocks_of, render_wording


@dataclass(frozen=True)
class Preview:
    """A mail in one language."""

    language: str
    language_name: Any
    subject: str
    plain: str = ""
    blocks: Iterable[Mapping[str, Any]] = ()


def preview(language: str, subject: str, body: str, values: Mapping[str, Any]) -> Preview:
    """This wording, filled with example values."""
    name = Language(language).label
    mail = render_wording(subject, body, language, values)
    return Preview(language, name, mail.subject, mail.text, blocks_of(mail.text))
