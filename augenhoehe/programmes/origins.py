"""From where a lesson comes: "room:something". A room above that makes lessons brings an `origins.py` to word it."""

from collections.abc import Callable

from augenhoehe.common.discovery import discover

Words = Callable[[str], str]
_words: dict[str, Words] = {}


def register_origin(name: str, words: Words) -> None:
    """`words` takes what stands after the colon. Idempotent by name."""
    _words[name] = words


def origin_in_words(origin: str) -> str:
    """What people read; empty where nobody knows it."""
    discover("origins")
    name, _colon, rest = origin.partition(":")
    return _words[name](rest) if name in _words else ""
