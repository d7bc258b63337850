"""Who asked for a new partner after an early end waits with the others."""

from typing import Any

from django.db.models import QuerySet

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.waiting import register

from .selectors.office import seeking


def seekers(cohort: Cohort) -> QuerySet[Any, Any]:
    """Ids of these applications, as a part of another query."""
    of_sides = [Application.objects.filter(pk__in=seeking(cohort, side)) for side in Side]
    rows: QuerySet[Any, Any] = (of_sides[0] | of_sides[1]).order_by().values("pk")
    return rows


register("care", seekers)
