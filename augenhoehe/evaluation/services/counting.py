"""Counting what everybody may read of a cohort: rarely, and never so that a few tandems show between two looks."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from augenhoehe.network.selectors.ties import drawn_on
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort

from ..enums import Counted
from ..models import Standing
from ..rules import enough, grown, told_of
from ..selectors.basis import basis_of, begun_of
from ..selectors.people import who_applied

EVERY: Final = dt.timedelta(days=7)
"""Dates are told no finer than a week."""


def count_due(*, now: dt.datetime) -> int:
    """Count whatever is due. Returns how many sums are new. Safe to do twice; each cohort is a transaction of its own.

    Who took part is counted once: when the tandems run and five of them are confirmed, at the latest when the closing
    begins. All else is counted anew once a week has passed and five tandems have something new to tell. During the
    closing it rests, so that the last count takes them all at once; and once the cohort is over, what it was made of
    is forgotten.
    """
    begun = Cohort.objects.filter(starts_on__lte=timezone.localdate(now)).prefetch_related("phases")
    return sum(count_cohort(cohort=cohort, now=now) for cohort in begun.order_by("pk"))


def _may_change(kept: Standing | None, now: dt.datetime) -> bool:
    return kept is None or (bool(kept.basis) and kept.counted_at <= now - EVERY)


def _rests(cohort: Cohort, today: dt.date) -> bool:
    return any(one.opens_on <= today <= one.closes_on for one in cohort.phases.all() if one.kind == PhaseKind.CLOSING)


@transaction.atomic
def count_cohort(*, cohort: Cohort, now: dt.datetime) -> int:
    """Count what is due of one cohort. Returns how many sums are new."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    kept = {one.kind: one for one in Standing.objects.filter(cohort=cohort)}
    due = {kind for kind in Counted if _may_change(kept.get(kind), now)}
    today, number = timezone.localdate(now), 0
    if Counted.PEOPLE in due and _all_there(cohort, today):
        number += _keep(cohort, Counted.PEOPLE, now, who_applied(cohort), {})
    if due - {Counted.PEOPLE} and not _rests(cohort, today):
        for kind, (basis, people) in basis_of(cohort).items():
            told = grown(kept[kind].basis if kind in kept else {}, basis, people) if kind in due else None
            if told is not None:
                number += _keep(cohort, kind, now, told_of(kind, told), told)
    if cohort.is_over(today):
        Standing.objects.filter(cohort=cohort).update(basis={})
    return number


def _all_there(cohort: Cohort, today: dt.date) -> bool:
    running = [one.opens_on for one in cohort.phases.all() if one.kind == PhaseKind.RUNNING]
    confirmed = begun_of(cohort)
    return drawn_on(cohort) <= today or (max(running, default=today) <= today and enough(confirmed, confirmed))


def _keep(cohort: Cohort, kind: Counted, now: dt.datetime, told: dict[str, Any], basis: dict[str, Any]) -> int:
    values = {"counted_at": now, "told": told, "basis": basis}
    Standing.objects.update_or_create(cohort=cohort, kind=kind, defaults=values)
    return 1
