"""Papers as accessible PDF (PDF/UA-1), for this room and those above it.

    pdf = render_pdf(Paper(title, "de", [Facts([("Name", "…")]), Paragraph("…")]), now=timezone.now())

Layout and tags are made by Typst from `typst/paper.typ`. All words reach it as data, never as markup, so nothing that
anybody writes is read as a command. The same paper at the same moment gives the same bytes.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext

from .blocks import Block

_FOLDER: Final = Path(__file__).parent / "typst"
_NOT_WRITTEN: Final = ("Cc", "Cf", "Cn", "Co", "Cs")
# What the fonts that come with Typst can show, in ranges of Unicode: Latin, Greek, Cyrillic, signs, arrows.
_SHOWN: Final = ((0x20, 0x4FF), (0x1E00, 0x2040), (0x20A0, 0x20C0), (0x2190, 0x23FF), (0x2500, 0x25FF))
_MISSING: Final = "□"


@dataclass(frozen=True)
class Paper:
    """A text to print. `preline` stands above the title and on top of later pages, e.g. the programme's name."""

    title: str
    language: str
    blocks: Sequence[Block]
    preline: str = ""


def render_pdf(paper: Paper, *, now: datetime) -> bytes:
    """The paper as PDF/UA-1, with language, title, headings in order, tags, and the page numbers at the foot.

    A character that no font has is shown as an empty box. Raises typst.TypstError where the paper breaks a rule of
    PDF/UA in another way.
    """
    data = _data(paper)
    try:
        return _compile(_cleaned(data, _written), now)
    except typst.TypstError:
        # PDF/UA forbids missing glyphs: one emoji would spoil the paper.
        return _compile(_cleaned(data, _shown), now)


def pdf_response(pdf: bytes, filename: str) -> HttpResponse:
    """The answer that hands out a PDF; `filename` without its ending, of letters, digits and hyphens."""
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{filename}.pdf"'},
    )


def _data(paper: Paper) -> dict[str, Any]:
    with translation.override(paper.language):
        page = gettext("Page {number} of {pages}")
    return {
        "title": paper.title,
        "language": paper.language,
        "preline": paper.preline,
        "organisation": settings.ORGANISATION_NAME or settings.PRODUCT_NAME,
        "page": page,
        "blocks": [{"kind": block.kind, **asdict(block)} for block in paper.blocks],
    }


def _compile(data: dict[str, Any], now: datetime) -> bytes:
    return typst.compile(
        str(_FOLDER / "paper.typ"),
        root=str(_FOLDER),
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
        timestamp=int(now.timestamp()),
    )


@cache
def _fonts() -> typst.Fonts:
    """Those that come with Typst, and none of the machine's; to read them takes a third of a short paper's time."""
    return typst.Fonts(include_system_fonts=False)


def _cleaned(value: Any, keeps: Any) -> Any:
    """The same data with every text cleaned of what cannot be printed."""
    if isinstance(value, str) and value.isascii() and value.isprintable():
        return value
    if isinstance(value, str):
        return "".join(keeps(char) for char in unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {name: _cleaned(part, keeps) for name, part in value.items()}
    return [_cleaned(part, keeps) for part in value] if isinstance(value, list | tuple) else value


def _written(char: str) -> str:
    if char == "\n":
        return char
    return "" if unicodedata.category(char) in _NOT_WRITTEN else char


def _shown(char: str) -> str:
    written = _written(char)
    if not written or char == "\n" or unicodedata.category(char) == "Mn":
        return written
    return char if any(low <= ord(char) <= high for low, high in _SHOWN) else _MISSING
