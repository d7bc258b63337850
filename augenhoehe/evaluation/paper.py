"""A report on paper: PDF/UA-1 with the same chapters and tables as its page."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.common.models import in_language
from augenhoehe.documents.blocks import Block, Heading, Paragraph
from augenhoehe.documents.blocks import Table as Printed
from augenhoehe.documents.pdf import Paper, render_pdf

from .models import Report
from .selectors.reading import Part, Quote, read
from .tables import Table

CHAPTER = 2


def title_of(report: Report) -> str:
    """In the report's own language."""
    with translation.override(report.language):
        return _("Report: %(cohort)s") % {"cohort": in_language(report.cohort, "name", report.language)}


def report_pdf(report: Report) -> bytes:
    """The same report gives the same bytes."""
    with translation.override(report.language):
        blocks = [block for part in read(report) for block in _chapter(part)]
    preline = in_language(report.cohort.programme, "name", report.language)
    paper = Paper(title_of(report), report.language, blocks, preline=preline or settings.PRODUCT_NAME)
    return render_pdf(paper, now=report.published_at or report.made_at)


def _chapter(part: Part) -> Iterator[Block]:
    yield Heading(part.title)
    yield from (Heading(one.text, CHAPTER + 1) if isinstance(one, Heading) else one for one in part.blocks)
    several = len(part.sections) > 1
    for section in part.sections:
        if several and (section.tables or section.missing):
            yield Heading(section.title, CHAPTER + 1)
        if section.missing:
            yield Paragraph(section.missing)
        for table in section.tables:
            yield from _table(table, CHAPTER + 1 + several)
    yield from (Paragraph(_quoted(one)) for one in part.quotes)


def _table(table: Table, level: int) -> Iterator[Block]:
    yield Heading(table.title, level)
    header = [table.first, *(column.head for column in table.columns)]
    yield Printed(header, [[row.name, *(cell.said for cell in row.cells)] for row in table.rows], names_wide=True)
    if table.note:
        yield Paragraph(table.note)


def _quoted(quote: Quote) -> str:
    text = _("“%(words)s”") % {"words": quote.text}
    by = ", ".join(one for one in (quote.by, quote.role) if one)
    return f"{text}\n– {by}" if by else text
