"""What a paper consists of, the same for a page, a mail and a PDF.

The office writes plain text: an empty line begins a new paragraph, `## ` a heading, lines that all begin with `- ` are
a list. Facts and tables come from code only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from augenhoehe.messaging.wording import fill


@dataclass(frozen=True)
class Heading:
    """`level`: on paper, below the title, which is 1."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Bullets:
    kind: ClassVar[str] = "bullets"
    items: Sequence[str]


@dataclass(frozen=True)
class Facts:
    """Labels with their values."""

    kind: ClassVar[str] = "facts"
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """A row of headings and rows of as many cells. `names_wide`: the first column is wider than the others."""

    kind: ClassVar[str] = "table"
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    names_wide: bool = False


@dataclass(frozen=True)
class Drawing:
    """An SVG from code, e.g. a QR code. `alt` says what it shows to whoever does not see it; `millimetres` wide."""

    kind: ClassVar[str] = "drawing"
    svg: str
    alt: str
    millimetres: int = 30


Block = Heading | Paragraph | Bullets | Facts | Table | Drawing


def blocks_of(text: str, values: Mapping[str, str] | None = None) -> list[Block]:
    """A written text in blocks; with `values`, its placeholders are filled in, and never read as markup."""
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return [block for part in parts if part for block in _blocks(part, values)]


def _blocks(part: str, values: Mapping[str, str] | None) -> Iterable[Block]:
    def filled(line: str) -> str:
        return line if values is None else fill(line, values)

    lines = part.splitlines()
    if part.startswith("## "):
        yield Heading(filled(lines.pop(0).removeprefix("## ").strip()))
    if lines and all(line.startswith("- ") for line in lines):
        yield Bullets([filled(line.removeprefix("- ")) for line in lines])
    elif lines:
        yield Paragraph(filled(" ".join(lines)))


def plain(blocks: Iterable[Block]) -> str:
    """Written blocks as plain text, e.g. for a mail."""
    return "\n\n".join(
        "\n".join(f"- {item}" for item in block.items) if isinstance(block, Bullets) else block.text
        for block in blocks
        if isinstance(block, Heading | Paragraph | Bullets)
    )
