"""What the office sees of the end of its tandems: numbers, and nobody in them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem

from ..models import Deletion, Publication
from ..rules import RUNNING


@dataclass(frozen=True)
class Endings:
    """How many tandems of a cohort run, end within a month, are closed, and have lost their texts as promised."""

    running: int
    soon: int
    closed: int
    without_texts: int
    published: int

    @property
    def all(self) -> int:
        return self.running + self.closed


def endings_of(cohort: Cohort, today: dt.date) -> Endings:
    """Two queries."""
    running, closed = Q(state__in=RUNNING), Q(state=TandemState.CLOSED)
    soon = running & Q(ends_on__lte=today + dt.timedelta(days=31))
    numbers = Tandem.objects.filter(cohort=cohort).aggregate(
        running=Count("pk", filter=running),
        soon=Count("pk", filter=soon),
        closed=Count("pk", filter=closed),
        without_texts=Count("pk", filter=closed & Q(ending__texts_gone_on__isnull=False)),
    )
    return Endings(published=Publication.objects.published().filter(tandem__cohort=cohort).count(), **numbers)


def deletions_of(cohort: Cohort) -> QuerySet[Deletion]:
    """The reports, the latest first."""
    return cohort.deletions.all()
