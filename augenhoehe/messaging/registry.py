"""Every mail that exists: declared by the rooms in their `placeholders.py`, worded in templates/mail/."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from augenhoehe.common.discovery import discover


def _nothing(_cohort: Any, _language: str) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class TextKind:
    """A mail that the office may reword.

    key: "room.name"; the shipped wording is templates/mail/<room>/<name>.<language>.txt, first line the subject.
    placeholders: name → what it stands for; only these may occur in the wording, as {name}.
    sample: name → example for the preview.
    own: of a cohort and a language, the texts that are known before the mail is written, such as the programme's guide.
    secret: holds a code or a one-time link; the office sees that it was sent, not what it says.
    """

    key: str
    title: Any
    audience: Any
    placeholders: Mapping[str, Any] = field(default_factory=dict)
    sample: Mapping[str, Any] = field(default_factory=dict)
    own: Callable[[Any, str], Mapping[str, str]] = _nothing
    secret: bool = False

    def examples(self, cohort: Any, language: str) -> dict[str, Any]:
        """What the preview fills in: what the cohort really says, and examples of the rest."""
        return {**self.sample, **self.own(cohort, language)}


_kinds: dict[str, TextKind] = {}


def register(kind: TextKind) -> TextKind:
    """Declare a text; declaring the same key again replaces it. Returns it, to be kept as a constant."""
    _kinds[kind.key] = kind
    return kind


def text_kinds() -> list[TextKind]:
    """All texts of all rooms, in order of their keys."""
    discover("placeholders")
    return [_kinds[key] for key in sorted(_kinds)]


def text_kind(key: str) -> TextKind:
    """The text with this key. Raises KeyError."""
    return next(kind for kind in text_kinds() if kind.key == key) if key not in _kinds else _kinds[key]
