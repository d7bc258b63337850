"""The figures of a report as they stand now, to be kept.

    {"sections": [as tables.stored makes them], "hours": {"planned": 480, "meetings": 150.5},
     "asked": [{"title": "…", "items": ["…"]}]}

Words are in the language that is active. Two readings of a report agree, whatever the cohort does in between.
"""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from augenhoehe.programmes.hours import hours_of, period
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.surveys.enums import SurveyState

from ..tables import Cell, Column, Row, Section, Table, stored
from .dates import counted
from .figures import Figures, figures_of
from .process import Process

_SIDES = ("mentor", "mentee")


def snapshot(cohort: Cohort, figures: Figures | None = None) -> dict[str, Any]:
    """What is kept. Twenty queries at most; the number does not depend on how large the cohort is."""
    found = figures or figures_of(cohort)
    return {
        "sections": [stored(one) for one in (_cohort(cohort, found), *found.sections)],
        "hours": _hours(cohort, found.process) if found.process else {},
        "asked": _asked(cohort),
    }


def _hours(cohort: Cohort, process: Process) -> dict[str, float]:
    """Of both sides together."""
    return {
        "planned": process.begun * sum(hours_of(cohort, side) for side in _SIDES),
        "meetings": round(process.hours * len(_SIDES), 1),
    }


def _cohort(cohort: Cohort, found: Figures) -> Section:
    begin, end = period(cohort)
    days = _("%(begin)s to %(end)s") % {"begin": date_format(begin), "end": date_format(end)}
    meetings = _("%(n)d of %(minutes)d minutes each") % {"n": cohort.meetings, "minutes": cohort.meeting_minutes}
    rows = [
        Row("period", _("Period"), [Cell(text=days)]),
        Row("tandems", _("Tandems"), [counted(found.process.begun) if found.process else Cell()]),
        Row("meetings", _("Meetings of a tandem, as planned"), [Cell(text=meetings)]),
        Row("mentor", _("Hours of a mentor, as planned"), [Cell(hours_of(cohort, "mentor"))]),
        Row("mentee", _("Hours of a mentee, as planned"), [Cell(hours_of(cohort, "mentee"))]),
    ]
    table = Table(
        "cohort", _("Period, meetings and hours"), _("What"), [Column("value", _("Value"))], rows, drawn=False
    )
    return Section("cohort", _("The cohort at a glance"), tables=[table])


def _asked(cohort: Cohort) -> list[dict[str, Any]]:
    """Wordings of what was asked in closed waves, for the appendix."""
    if not cohort.uses(Part.SURVEYS):
        return []
    closed = cohort.surveys.filter(state=SurveyState.CLOSED, instrument__isnull=False)
    found = closed.select_related("instrument").prefetch_related("instrument__items")
    return [
        {"title": str(one.instrument.title), "items": [str(item.text) for item in one.instrument.items.all()]}
        for one in found
        if one.instrument
    ]
