"""Who applied, who was admitted and where they work, as tables."""

from typing import Any

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from augenhoehe.applications.enums import Side, State
from augenhoehe.disclosure import Kind
from augenhoehe.programmes.models import Cohort
from augenhoehe.surveys.selectors.results import why

from ..enums import Counted
from ..tables import OTHERS, Cell, Column, Row, Section, Table
from .coverage import stepped
from .dates import few
from .process import Kept


def people_section(cohort: Cohort, kept: Kept) -> Section:
    """As it was counted; before that only how many have applied, in steps of five. One query at most."""
    title = _("Who takes part")
    standing = kept.get(Counted.PEOPLE)
    if standing is None:
        return Section("people", title, _so_far(), [_applied(cohort)])
    told = standing.told
    tables = [_people(told["sides"], date_format(localdate(standing.counted_at)))]
    if told["departments"]:
        tables.append(_departments(told))
    return Section("people", title, tables=tables)


def _so_far() -> str:
    return _(
        "All of this is counted once: when the tandems run and five of them are confirmed, at the latest when the"
        " closing begins. Until then a single new person would show."
    )


def _applied(cohort: Cohort) -> Table:
    found = cohort.applications.exclude(state__in=(State.DRAFT, State.WITHDRAWN)).order_by()
    numbers = dict(found.values_list("side").annotate(n=Count("pk")))
    rows = [Row("applied", _("applied so far"), [stepped(numbers.get(side, 0)) for side in Side])]
    return Table("people", _("People and tandems"), _("Who"), _sides(), rows, drawn=False)


def _sides() -> list[Column]:
    return [Column("mentor", _("Mentors")), Column("mentee", _("Mentees"))]


def _people(sides: dict[str, Any], day: str) -> Table:
    named = (
        ("applied", _("applied")),
        ("admitted", _("admitted")),
        ("paired", _("in a tandem that both have accepted")),
    )
    rows = [Row(key, label, [_cell(sides[side], key) for side in Side]) for key, label in named]
    note = _("Counted once, on %(day)s.") % {"day": day}
    return Table("people", _("People and tandems"), _("Who"), _sides(), rows, note, drawn=False)


def _cell(side: dict[str, Any], key: str) -> Cell:
    if "withheld" in side:
        return Cell(text=why(side["withheld"], Kind.COUNT))
    number = side[key]
    return Cell(text=few()) if number is None else Cell(number)


def _departments(told: dict[str, Any]) -> Table:
    rows = [
        Row(name or OTHERS, name or _("all other departments"), [Cell(number)]) for name, number in told["departments"]
    ]
    title = _("Departments: people who applied")
    note = _(
        "%(reached)d of %(all)d departments take part. Those with fewer than five people are counted together, and more"
        " where a small one would follow."
    ) % {"reached": told["reached"], "all": told["in_all"]}
    return Table("departments", title, _("Department"), [Column("people", _("People"))], rows, note)
