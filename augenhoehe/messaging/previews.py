"""How a wording reads with example values, before anybody saves or sends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .enums import Language
from .guides import Guide, guide_of
from .registry import TextKind
from .wording import blocks_of, fill, render_wording


@dataclass(frozen=True)
class Preview:
    """One language. A mail has `blocks` and `plain`, a guide has `guide`."""

    language: str
    language_name: Any
    subject: str
    plain: str = ""
    blocks: Iterable[Mapping[str, Any]] = ()
    guide: Guide | None = None


def preview(kind: TextKind, language: str, subject: str, body: str) -> Preview:
    """This wording, filled with the kind's example values."""
    name = Language(language).label
    if kind.guide:
        guide = guide_of(fill(subject, kind.sample), fill(body, kind.sample))
        return Preview(language, name, guide.title, guide=guide)
    mail = render_wording(subject, body, language, kind.sample)
    return Preview(language, name, mail.subject, mail.text, blocks_of(mail.text))
