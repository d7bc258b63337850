"""Drawing a cohort's picture, once."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from augenhoehe.audit.services import record
from augenhoehe.programmes.models import Cohort

from ..models import Picture
from ..rules import number_of, pair_of, tell
from ..selectors.ties import department_names, drawn_on, ties_of


def draw_due(*, now: dt.datetime) -> int:
    """Draw the pictures whose day has come. Returns how many. Safe to do twice."""
    today = timezone.localdate(now)
    open_ones = Cohort.objects.filter(network_picture=None, starts_on__lte=today).prefetch_related("phases")
    due = [cohort for cohort in open_ones.order_by("starts_on", "pk") if drawn_on(cohort) <= today]
    return sum(draw_picture(cohort=cohort, now=now)[1] for cohort in due)


@transaction.atomic
def draw_picture(*, cohort: Cohort, now: dt.datetime) -> tuple[Picture, bool]:
    """Count who got to know whom, and keep it. Returns the picture and whether it is new: a second one is never drawn.

    Side effect: a log entry.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    kept = Picture.objects.filter(cohort=cohort).first()
    if kept is not None:
        return kept, False
    picture = Picture.objects.create(cohort=cohort, drawn_at=now, **_figures(cohort))
    record(actor=None, action="network.drawn", on=picture)
    return picture, True


def _figures(cohort: Cohort) -> dict[str, Any]:
    ties = ties_of(cohort)
    told, tables = tell(ties)
    places = {place for tie in ties.values() for place in tie.departments if place is not None}
    levels = {level for tie in ties.values() for level in tie.levels if level is not None}
    pairs = {pair_of(tie.departments) for tie in ties.values() if tie.crossing}
    figures: dict[str, Any] = {"pairs": sorted(map(list, filter(None, pairs)))}
    if told.total is None:
        return figures
    return {
        **figures,
        **tables,
        "tandems": told.total.n,
        "people": len({person for tie in ties.values() for person in (tie.mentor, tie.mentee)}),
        "crossing": number_of(told, "crossing", group=True),
        "departments_reached": len(places),
        "departments_in_all": len(set(department_names().values())),
        "levels_reached": len(levels),
        "bridges": len(pairs - _earlier(cohort)),
    }


def _earlier(cohort: Cohort) -> set[tuple[str, ...]]:
    """Pairs of departments that had a tandem in a cohort before this one."""
    before = Picture.objects.filter(cohort__programme=cohort.programme_id, cohort__starts_on__lt=cohort.starts_on)
    return {tuple(pair) for pairs in before.values_list("pairs", flat=True) for pair in pairs}
