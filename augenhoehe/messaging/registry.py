"""Every mail that exists: declared by the rooms in their `placeholders.py`, worded in templates/mail/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class TextKind:
    """A mail that the office may reword.

    key: "room.name"; the shipped wording is templates/mail/<room>/<name>.<language>.txt, first line the subject.
    placeholders: name → what it stands for; only these may occur in the wording, as {name}.
    sample: name → example for the preview.
    secret: holds a code or a one-time link; the office sees that it was sent, not what it says.
    """

    key: str
    title: Any
    audience: Any
    placeholders: Mapping[str, Any] = field(default_factory=dict)
    sample: Mapping[str, Any] = field(default_factory=dict)
    secret: bool = False


_kinds: dict[str, TextKind] = {}


def register(kind: TextKind) -> TextKind:
    """Declare a text; declaring the same key again replaces it. Returns it, to be kept as a constant."""
    _kinds[kind.key] = kind
    return kind


def text_kinds() -> list[TextKind]:
    """All texts of all rooms, in order of their keys."""
    autodiscover_modules("placeholders")
    return [_kinds[key] for key in sorted(_kinds)]


def text_kind(key: str) -> TextKind:
    """The text with this key. Raises KeyError."""
    return next(kind for kind in text_kinds() if kind.key == key) if key not in _kinds else _kinds[key]
