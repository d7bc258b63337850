"""The way of the tandems as a table: from dates, told so that no small group of tandems stands out."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from augenhoehe.disclosure import FLOOR

from ..tables import Cell, Column, Row, Section, Table
from .process import Process


def few() -> str:
    return _("fewer than %(floor)d") % {"floor": FLOOR}


def process_section(process: Process | None, begun: int) -> Section:
    """Meetings, hours, ends, as they were counted last. `begun`: tandems there are; below five only that."""
    title = _("How the tandems went")
    if not begun and process is None:
        return Section("process", title, missing=_("Figures begin with the first tandem that both confirm."))
    if process is None and begun >= FLOOR:
        return Section("process", title, missing=_("They are counted within a day, and after that by the week."))
    rows = [Row("begun", _("Tandems that both confirmed"), [counted(process.begun if process else begun)])]
    if process:
        rows += [*_ends(process), *_meetings(process)]
    columns, note = [Column("value", _("Value"))], _note(process) if process else ""
    table = Table("process", _("From the dates of the tandems"), _("Figure"), columns, rows, note, drawn=False)
    return Section("process", title, tables=[table])


def _note(process: Process) -> str:
    days = {"ends": _day(process.ends_on), "meetings": _day(process.meetings_on)}
    said = _(
        "Tandems as of %(ends)s, meetings as of %(meetings)s: counted anew by the week, once at least five tandems have"
        " something new to tell."
    )
    return said % days


def _day(moment: dt.datetime | None) -> str:
    return date_format(timezone.localdate(moment)) if moment else "–"


def counted(number: int) -> Cell:
    """A count of tandems or people; from one to four it is not told."""
    return Cell(text=few()) if 0 < number < FLOOR else Cell(number)


def _ends(process: Process) -> list[Row]:
    """Where a group is small, only the early ends: with the others beside them, everybody could count how many."""
    under_way = process.begun - process.early_ends - process.closed
    ends = [Row("early", _("of these ended early"), [counted(process.early_ends)])]
    if any(0 < number < FLOOR for number in (process.early_ends, process.closed, under_way)):
        return ends
    return [*ends, Row("closed", _("of these closed as planned"), [counted(process.closed)])]


def _meetings(process: Process) -> list[Row]:
    share = 100 * process.held / process.planned if process.planned else None
    rows = [
        Row("held", _("Meetings held"), [Cell(process.held)]),
        Row("planned", _("Meetings planned"), [Cell(process.planned)]),
        Row("share", _("Held, of those planned"), [Cell(share, unit=" %")]),
        Row("hours", _("Hours in meetings, for one person of each tandem"), [Cell(process.hours)]),
    ]
    if process.first_days is None:
        return rows
    days = Cell(process.first_days, process.first_of)
    return [*rows, Row("first", _("Days from the match to the first meeting (mean)"), [days])]
