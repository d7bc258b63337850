"""Texts, addresses, numbers, choices, yes and no, dates, lists. Each takes a text or raises CellError."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping

from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.problems import CellError

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\u2028\u2029\ufffe\uffff]")
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)
_YES = {"yes", "y", "ja", "j", "true", "wahr", "1", "x", "✓", "✔"}
_NO = {"no", "n", "nein", "false", "falsch", "0", "-", "–"}
_SEPARATORS = re.compile(r"[;|\n\r]+")


def parse_text(limit: int = 200, *, lines: bool = False) -> Callable[[str], str]:
    """A text of at most ``limit`` characters; one line unless ``lines``. Unicode is composed (NFC)."""

    def parse(text: str) -> str:
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        if not lines:
            text = " ".join(text.split())
        if _CONTROL.search(text):
            raise CellError("control_character")
        if len(text) > limit:
            raise CellError("too_long", limit=limit, length=len(text))
        return text

    return parse


def parse_email(text: str) -> str:
    """A mail address as it stands in the table, without ``mailto:`` and angle brackets."""
    address = text.strip().removeprefix("mailto:").strip("<> ")
    local, _, _domain = address.partition("@")
    if len(address) > 254 or len(local) > 64 or not _EMAIL.fullmatch(address):
        raise CellError("not_email", value=text[:80])
    return address


def parse_int(low: int, high: int) -> Callable[[str], int]:
    """A whole number between two bounds, both included; ``12.0`` counts, ``1.000`` does not."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,9}(?:[.,]0{1,2})?", text.strip()):
            raise CellError("not_integer", value=text[:40])
        number = int(re.split(r"[.,]", text.strip())[0])
        if not low <= number <= high:
            raise CellError("out_of_range", value=number, low=low, high=high)
        return number

    return parse


def parse_choice(choices: Mapping[str, tuple[str, ...]]) -> Callable[[str], str]:
    """One of the keys, by itself or one of its words (compared like headings)."""
    words = {heading_key(word): key for key, synonyms in choices.items() for word in (key, *synonyms)}

    def parse(text: str) -> str:
        key = words.get(heading_key(text))
        if key is None:
            raise CellError("not_a_choice", value=text[:80], choices=", ".join(choices))
        return key

    return parse


def parse_boolean(text: str) -> bool:
    """Yes or no in both languages."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError("not_boolean", value=text[:40])


def parse_date(text: str) -> dt.date:
    """``2026-03-31`` or ``31.3.2026``."""
    parts = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]*)?", text.strip())
    german = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text.strip())
    try:
        if parts:
            return dt.date(int(parts[1]), int(parts[2]), int(parts[3]))
        if german:
            return dt.date(int(german[3]), int(german[2]), int(german[1]))
    except ValueError as error:
        raise CellError("not_a_date", value=text[:40]) from error
    raise CellError("not_a_date", value=text[:40])


def split_list(text: str, *, also_comma: bool | None = None) -> list[str]:
    """The entries of a list cell: by semicolon, bar or line; by comma too, unless one of those is there."""
    comma = also_comma if also_comma is not None else not _SEPARATORS.search(text)
    parts = _SEPARATORS.split(text)
    if comma:
        parts = [piece for part in parts for piece in part.split(",")]
    return [entry for entry in (" ".join(part.split()) for part in parts) if entry]


def parse_set(choices: Mapping[str, tuple[str, ...]], code: str) -> Callable[[str], frozenset[str]]:
    """A list of choices; an unknown entry is a CellError with ``code``."""
    words = {heading_key(word): key for key, synonyms in choices.items() for word in (key, *synonyms)}

    def parse(text: str) -> frozenset[str]:
        found = set()
        for entry in split_list(re.sub(r"\s(?:und|and|&)\s|\s?[/+]\s?", ",", text), also_comma=True):
            key = words.get(heading_key(entry))
            if key is None:
                raise CellError(code, value=entry[:80], choices=", ".join(choices))
            found.add(key)
        return frozenset(found)

    return parse


def parse_emails(text: str) -> tuple[str, ...]:
    """A list of mail addresses (or of the table's own numbers), in order, each once."""
    return tuple(dict.fromkeys(split_list(text, also_comma=True)))
