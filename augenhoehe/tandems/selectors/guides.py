"""The four rules and the guide for the first talk, in the wording in force."""

from dataclasses import dataclass, field

from augenhoehe.messaging.wording import current

from ..placeholders import FIRST_TALK, FOUR_RULES


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, or a list."""

    heading: str = ""
    text: str = ""
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Guide:
    title: str
    blocks: list[Block]
    plain: str


def four_rules(language: str, programme_id: int | None) -> Guide:
    """Openness, trust, respect, commitment: a sentence each."""
    return _guide(*current(FOUR_RULES, language, programme_id))


def first_talk(language: str, programme_id: int | None) -> Guide:
    """The page of advice for the first talk."""
    return _guide(*current(FIRST_TALK, language, programme_id))


def _guide(title: str, body: str) -> Guide:
    body = body.replace("\r\n", "\n")
    parts = [part.strip() for part in body.split("\n\n") if part.strip()]
    return Guide(title, [_block(part) for part in parts], "\n\n".join(part.removeprefix("## ") for part in parts))


def _block(part: str) -> Block:
    lines = part.splitlines()
    if part.startswith("## "):
        return Block(heading=lines[0].removeprefix("## "), text=" ".join(lines[1:]))
    if all(line.startswith("- ") for line in lines):
        return Block(items=[line.removeprefix("- ") for line in lines])
    return Block(text=" ".join(lines))
