"""Topics with levels and aspects with weights, as lists in one cell or as one column each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.parsers.basic import split_list
from augenhoehe.intake.problems import CellError

ASPECTS: dict[str, tuple[str, ...]] = {
    "networking": ("network", "Netzwerk", "Netzwerken", "Vernetzung"),
    "experience": ("exchange of experience", "exchange", "Erfahrungsaustausch", "Erfahrung", "Austausch"),
    "advice": ("Beratung", "Rat", "insight", "Einblick"),
    "feedback": ("Rückmeldung",),
    "future": ("future questions", "Zukunft", "Zukunftsfragen"),
}
LEVEL_WORDS = {
    "newtome": 0,
    "new": 0,
    "neu": 0,
    "iknowofit": 1,
    "knowofit": 1,
    "kenneich": 1,
    "iuseit": 2,
    "useit": 2,
    "nutzeich": 2,
    "icanshowit": 3,
    "canshowit": 3,
    "kannzeigen": 3,
    "kannichzeigen": 3,
}
_LEVELLED = re.compile(r"(.+?)\s*[:=]\s*([^:=]+?)(?:\s*[:=/]\s*([^:=/]+))?")
_BRACKETED = re.compile(r"(.+?)\s*\(([^()/:]+)(?:[/:]([^()/:]+))?\)")
DEFAULT_RELEVANCE = 2
DEFAULT_OFFER = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """Own level 0…3 and relevance 0…3 of a topic; None where the cell does not say."""

    level: int | None = None
    relevance: int | None = None


@dataclass(frozen=True)
class TopicPool:
    """Known topics: key → labels. Without ``topics`` every name is a topic, compared like headings."""

    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lookup: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        lookup = {heading_key(word): key for key, labels in self.topics.items() for word in (key, *labels)}
        object.__setattr__(self, "lookup", lookup)

    def key(self, text: str) -> str:
        """Raises CellError ``topic_unknown`` if the pool has topics and this is none of them."""
        name = heading_key(text)
        if not self.topics:
            return name or text.casefold()
        if name not in self.lookup:
            raise CellError("topic_unknown", value=text[:80])
        return self.lookup[name]


def parse_level(text: str) -> int:
    """0…3 or its words ("new to me", "kann ich zeigen")."""
    word = heading_key(text)
    if word in LEVEL_WORDS:
        return LEVEL_WORDS[word]
    if word in {"0", "1", "2", "3"}:
        return int(word)
    raise CellError("topic_level", value=text[:80])


def parse_topics(pool: TopicPool) -> Callable[[str], dict[str, Answer]]:
    """``"co-writing:3; task-boards"`` or, with relevance, ``"co-writing:0:3"`` → topic → answer."""

    def parse(text: str) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        for entry in split_list(text):
            match = _LEVELLED.fullmatch(entry) or _BRACKETED.fullmatch(entry)
            name = match[1] if match else entry
            key = pool.key(name)
            if key in answers:
                raise CellError("item_twice", value=name[:80])
            answers[key] = Answer(_number(entry, match[2]), _number(entry, match[3])) if match else Answer()
        return answers

    return parse


def _number(entry: str, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return parse_level(text)
    except CellError:
        raise CellError("topic_level", value=entry[:80]) from None


def parse_topic_cell(text: str) -> Answer:
    """A cell of a column that stands for one topic: ``"2"``, ``"0/3"`` (level/relevance) or level words."""
    level, _, relevance = text.replace(":", "/").partition("/")
    if level.strip().casefold() in {"x", "ja", "yes"}:
        return Answer()
    return Answer(_number(text, level.strip() or text), _number(text, relevance.strip() or None))


def parse_aspects(text: str) -> dict[str, int]:
    """``"networking:3; Beratung:1"`` → aspect → weight 0…3 (2 where none is given)."""
    words = {heading_key(word): key for key, synonyms in ASPECTS.items() for word in (key, *synonyms)}
    weights: dict[str, int] = {}
    for entry in split_list(text, also_comma=True):
        match = re.fullmatch(r"(.+?)(?:\s*[:=(]\s*([0-3])\)?)?", entry)
        key = words.get(heading_key(match[1])) if match else None
        if match is None or key is None:
            raise CellError("weight_invalid", value=entry[:80])
        if key in weights:
            raise CellError("item_twice", value=entry[:80])
        weights[key] = int(match[2]) if match[2] else 2
    return weights
