"""A report as it is read: the office's words and the kept figures, chapter by chapter.

What people said is fetched anew each time: a voice that its author withdraws is gone from every report at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.documents.blocks import Block, Bullets, Heading, blocks_of
from augenhoehe.outreach.models import Voice
from augenhoehe.surveys.enums import RemarkState, SurveyState
from augenhoehe.surveys.models import Remark

from ..enums import Chapter
from ..models import Passage, Report
from ..tables import Cell, Column, Row, Section, Table, restored

QUOTES: Final = 20
"""At most so many of each kind."""

SECTIONS: Final[dict[Chapter, tuple[str, ...]]] = {
    Chapter.COHORT: ("cohort", "people"),
    Chapter.PROCESS: ("process",),
    Chapter.RESULTS: ("answered", "reaction", "learning", "behaviour", "results", "obstacles"),
    Chapter.COVERAGE: ("coverage",),
    Chapter.MIRROR: ("mirror",),
    Chapter.THEMES: ("themes",),
    Chapter.GROUPS: ("groups",),
}
"""Which kept sections stand in which chapter."""


@dataclass(frozen=True)
class Quote:
    """Somebody's words: with a name and a consent, or without any and read by the office."""

    text: str
    by: str = ""
    role: str = ""


@dataclass(frozen=True)
class Part:
    """A chapter with the office's words, its tables, and what people said; its title in the report's language."""

    chapter: Chapter
    title: str
    passage: Passage
    blocks: Sequence[Block]
    sections: Sequence[Section]
    quotes: Sequence[Quote] = ()

    @property
    def empty(self) -> bool:
        return not (self.blocks or self.quotes or any(one.tables for one in self.sections))


def chapters_of(*, joint: bool) -> list[Chapter]:
    return [one for one in Chapter if (one == Chapter.JOINT) == joint]


def parts_of(report: Report) -> list[Part]:
    """All chapters, empty ones too, in the report's language. Three queries."""
    with translation.override(report.language):
        return _parts(report)


def read(report: Report) -> list[Part]:
    """What its readers see: chapters that say something."""
    return [part for part in parts_of(report) if not part.empty]


def _parts(report: Report) -> list[Part]:
    passages = {one.chapter: one for one in report.passages.all()}
    sections = {one["key"]: restored(one) for one in report.figures.get("sections", ())}
    return [
        _part(report, chapter, passages[chapter], sections)
        for chapter in chapters_of(joint=report.joint)
        if chapter in passages
    ]


def _part(report: Report, chapter: Chapter, passage: Passage, sections: Mapping[str, Section]) -> Part:
    blocks = blocks_of(passage.text)
    there = [sections[key] for key in SECTIONS.get(chapter, ()) if key in sections]
    if chapter == Chapter.COST and report.figures.get("hours"):
        there = [_cost(report)]
    if chapter == Chapter.QUESTIONNAIRES:
        blocks = [*blocks, *_appendix(report.figures)]
    quotes = quotes_of(report) if chapter == Chapter.QUOTES else ()
    return Part(chapter, str(chapter.label), passage, blocks, there, quotes)


def quotes_of(report: Report) -> list[Quote]:
    """Words that the office has released, and voices that their authors have cleared. Two queries."""
    remarks = Remark.objects.filter(
        survey__cohort=report.cohort_id, survey__state=SurveyState.CLOSED, state=RemarkState.RELEASED
    )
    voices = Voice.objects.published().filter(programme=report.cohort.programme_id)
    return [
        *(Quote(str(one.text), one.name, str(one.get_side_display())) for one in voices[:QUOTES]),
        *(Quote(one.shown) for one in remarks.order_by("survey", "item_key", "pk")[:QUOTES]),
    ]


def _cost(report: Report) -> Section:
    """Hours as planned and in meetings, and what they cost where the office has set a rate."""
    hours = report.figures["hours"]
    named = (("planned", _("Working time as planned, of all together")), ("meetings", _("of it spent in meetings")))
    rows = [Row(key, label, [Cell(hours[key]), _price(hours[key], report.rate)]) for key, label in named]
    columns = [Column("hours", _("Hours")), Column("cost", _("Cost"))][: 2 if report.rate else 1]
    rows = [Row(row.key, row.name, row.cells[: len(columns)]) for row in rows]
    note = _("At %(rate)s an hour.") % {"rate": Cell(float(report.rate), unit=" €", digits=2)} if report.rate else ""
    table = Table("cost", _("Working time of mentors and mentees"), _("What for"), columns, rows, note, drawn=False)
    return Section("cost", _("Working time"), tables=[table])


def _price(hours: float, rate: Decimal | None) -> Cell:
    return Cell(float(rate) * hours, unit=" €") if rate else Cell()


def _appendix(figures: Mapping[str, Any]) -> list[Block]:
    return [block for one in figures.get("asked", ()) for block in (Heading(one["title"], 3), Bullets(one["items"]))]
