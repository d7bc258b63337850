"""Who took part, in sums: read once, when they are counted (`services.counting`)."""

from collections.abc import Hashable
from collections.abc import Set as AbstractSet
from typing import Any

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.selectors.coverage import coverage
from augenhoehe.disclosure import FLOOR, Kind, Population, Table, Told, break_down
from augenhoehe.network.selectors.ties import department_names
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState

from .basis import BEGUN

PAIRED = (TandemState.ACCEPTED, *BEGUN)
"""Both have accepted, whatever came later."""


def who_applied(cohort: Cohort) -> dict[str, Any]:
    """What may be told of those who applied. Nine queries.

        {"sides": {"mentor": {"applied": 24, "admitted": 20, "paired": null}, "mentee": {"withheld": "too_few"}},
         "departments": [["Baureferat", 7], [null, 37]], "reached": 12, "in_all": 15, "topics": {"17": [10, 5]}}

    paired: in a tandem; a number from one to four is null. A department null is all others together. topics: how many
    mentees want it and how many mentors offer it, of those who were admitted, in steps of five.
    """
    applied = cohort.applications.exclude(state__in=(State.DRAFT, State.WITHDRAWN))
    rows = list(applied.values_list("pk", "side", "state", "person__unit"))
    names = department_names()
    places: dict[Hashable, dict[str, Hashable]] = {
        pk: {"side": side, "department": names.get(unit)} for pk, side, _state, unit in rows
    }
    told = break_down(Population(places), ("side", "department"), kind=Kind.COUNT)
    sides, departments = told.tables if told.total else (None, None)
    admitted = {pk for pk, _side, state, _unit in rows if state == State.ADMITTED}
    return {
        "sides": {side.value: _side(cohort, side, sides, admitted) if sides else _nothing(told) for side in Side},
        "departments": [[line.group, line.n] for line in departments.lines] if departments else [],
        "reached": len({place["department"] for place in places.values()} - {None}) if departments else None,
        "in_all": len(set(names.values())),
        "topics": _topics(cohort),
    }


def _nothing(told: Told) -> dict[str, Any]:
    return {"withheld": told.withheld}


def _side(cohort: Cohort, side: Side, table: Table, admitted: AbstractSet[Any]) -> dict[str, Any]:
    members = next((line.members for line in table.lines if line.group == side.value), None)
    if members is None:
        return {"withheld": table.withheld.get(side.value)}
    paired = cohort.tandems.filter(state__in=PAIRED).values(side.value).distinct().count()
    return {"applied": len(members), "admitted": _enough(len(members & admitted)), "paired": _enough(paired)}


def _enough(number: int) -> int | None:
    return number if number >= FLOOR or not number else None


def _topics(cohort: Cohort) -> dict[str, list[int]]:
    told = {
        str(one.topic.pk): [number - number % FLOOR for number in (one.mentees, one.mentors)]
        for one in coverage(cohort, (State.ADMITTED,))
    }
    return {topic: numbers for topic, numbers in told.items() if any(numbers)}
