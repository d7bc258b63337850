"""Cohorts whose tandems have met."""

import datetime as dt
from typing import Any

from augenhoehe.people.models import Unit
from augenhoehe.programmes.models import Cohort, Phase, Programme
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import TODAY


def closing_cohort(programme: Programme | None = None, *, began: int = 200, **changes: Any) -> Cohort:
    """A cohort whose closing has begun yesterday."""
    cohort = factories.make_cohort(
        programme, starts_on=TODAY - dt.timedelta(days=began), ends_on=TODAY + dt.timedelta(days=100), **changes
    )
    Phase.objects.create(
        cohort=cohort, kind="closing", opens_on=TODAY - dt.timedelta(days=1), closes_on=TODAY + dt.timedelta(days=40)
    )
    return cohort


def met(cohort: Cohort, one: Unit | None, other: Unit | None, number: int = 1, **changes: Any) -> list[Tandem]:
    """So many tandems, mentor in the one unit, mentee in the other; `levels` are theirs."""
    levels = changes.pop("levels", (2, 5))
    state = changes.pop("state", "confirmed")
    sides = [("mentor", one, levels[0]), ("mentee", other, levels[1])]
    made = []
    for _time in range(number):
        people = [
            factories.make_application(cohort, side, factories.make_person(unit=unit, function_level=level))
            for side, unit, level in sides
        ]
        made.append(factories.make_tandem(cohort, *people, state=state, **changes))
    return made
