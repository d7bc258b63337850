"""How a guide reads on a page: `## ` begins a heading, lines that all begin with `- ` are a list."""

from dataclasses import dataclass, field


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


def guide_of(title: str, body: str) -> Guide:
    """A wording in blocks, and as plain text for a mail."""
    parts = [part.strip() for part in body.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Guide(title, [_block(part) for part in parts], "\n\n".join(part.removeprefix("## ") for part in parts))


def _block(part: str) -> Block:
    lines = part.splitlines()
    if part.startswith("## "):
        return Block(heading=lines[0].removeprefix("## "), text=" ".join(lines[1:]))
    if all(line.startswith("- ") for line in lines):
        return Block(items=[line.removeprefix("- ") for line in lines])
    return Block(text=" ".join(lines))
