"""That somebody waited in vain outlives their application, for a while."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from augenhoehe.applications.models import Application
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.models import Run, Waiting
from augenhoehe.matching.waiting import LET_IN
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort

KEPT: Final = dt.timedelta(days=730)
"""How long it is kept after the last day of the cohort's matching."""


@transaction.atomic
def keep_waiting(*, cohort: Cohort, applications: QuerySet[Application]) -> int:
    """Keep who of these, about to be deleted, waited for a partner in vain. Twice is once. Returns how many."""
    if not Run.objects.filter(cohort=cohort, state=RunState.PUBLISHED).exists():
        return 0
    people = list(applications.filter(state__in=LET_IN).order_by("pk").values_list("person_id", flat=True))
    Waiting.objects.bulk_create((Waiting(person_id=pk, cohort=cohort) for pk in people), ignore_conflicts=True)
    return len(people)


@transaction.atomic
def forget_waiting(*, today: dt.date) -> int:
    """Delete what is kept of cohorts whose matching is long over. Returns how many rows went."""
    over = Cohort.objects.filter(phases__kind=PhaseKind.MATCHING, phases__closes_on__lt=today - KEPT)
    return Waiting.objects.filter(cohort__in=over).delete()[0]
