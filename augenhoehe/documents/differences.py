"""Two editions of a text beside each other: what stayed, what went, what came."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

State = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph."""

    state: State
    text: str


def compare(old: str, new: str) -> list[list[Piece]]:
    """The paragraphs of both, the old one's changed words before the new one's. Without its empty lines."""
    before, after = ([line for line in text.splitlines() if line.strip()] for text in (old, new))
    paragraphs: list[list[Piece]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            paragraphs += [[Piece("same", line)] for line in before[a:b]]
        elif tag == "replace" and b - a == d - c:
            paragraphs += [_words(*pair) for pair in zip(before[a:b], after[c:d], strict=True)]
        else:
            paragraphs += [[Piece("removed", line)] for line in before[a:b]]
            paragraphs += [[Piece("added", line)] for line in after[c:d]]
    return paragraphs


def _words(old: str, new: str) -> list[Piece]:
    """One paragraph that became another, word by word; where hardly a word stayed, as a whole."""
    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.5:
        return [Piece("removed", old), Piece("added", new)]
    return list(_pieces(matcher, before, after))


def _pieces(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterable[Piece]:
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if b > a:
            yield Piece("removed", "".join(before[a:b]))
        if d > c:
            yield Piece("added", "".join(after[c:d]))
