"""The tandems behind a picture; read once, when it is drawn."""

import datetime as dt
from typing import Final

from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Unit
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState

from ..rules import Tie

MET: Final = (TandemState.CONFIRMED, TandemState.PAUSED, TandemState.ENDED, TandemState.CLOSED)
"""Both confirmed after the first talk: they know each other, whatever came later."""


def ties_of(cohort: Cohort) -> dict[int, Tie]:
    """Tandem → what counts of it. Two queries."""
    department = department_names()
    columns = ("pk", *(f"{side}__person__{name}" for name in ("pk", "unit", "function_level") for side in Side))
    rows = cohort.tandems.filter(state__in=MET).values_list(*columns)
    return {
        pk: Tie(mentor, mentee, (department.get(one), department.get(other)), (level, other_level))
        for pk, mentor, mentee, one, other, level, other_level in rows.order_by("pk")
    }


def department_names() -> dict[int | None, str]:
    """Unit → the name of the department that it is part of. One query."""
    return {pk: top.name for pk, top in departments_of_units().items()}


def departments_of_units() -> dict[int, Unit]:
    """Unit → the topmost one above it. One query."""
    units = {unit.pk: unit for unit in Unit.objects.only("pk", "name", "parent_id").order_by()}

    def top(unit: Unit) -> Unit:
        while unit.parent_id is not None:
            unit = units[unit.parent_id]
        return unit

    return {pk: top(unit) for pk, unit in units.items()}


def drawn_on(cohort: Cohort) -> dt.date:
    """The day on which a cohort's picture is drawn: its closing begins, and everybody who is to meet has met."""
    days = [phase.opens_on for phase in cohort.phases.all() if phase.kind == PhaseKind.CLOSING]
    return days[0] if days else cohort.ends_on
