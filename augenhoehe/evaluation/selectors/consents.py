"""Who is to agree to a joint report, and how many have: the office reads numbers, never who it was."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..models import Report
from .basis import BEGUN


@dataclass(frozen=True)
class Agreement:
    """asked: people; agreed: of them. Both are 0 before anybody was asked about these words."""

    asked: int
    agreed: int

    @property
    def complete(self) -> bool:
        return 0 < self.asked == self.agreed


def people_of(cohort: Cohort) -> QuerySet[Person]:
    """Everybody of a tandem that both confirmed, whatever came later."""
    tandems = cohort.tandems.filter(state__in=BEGUN)
    return Person.objects.filter(
        Q(pk__in=tandems.values("mentor__person")) | Q(pk__in=tandems.values("mentee__person"))
    ).order_by("pk")


def agreement_of(report: Report) -> Agreement:
    """One query."""
    found = list(report.consents.values_list("agreed_at", flat=True))
    return Agreement(len(found), sum(one is not None for one in found))


def all_agreed(report: Report) -> bool:
    """Whether everybody has agreed to the words as they stand, those who have joined since among them. Two queries."""
    agreed = set(report.consents.filter(agreed_at__isnull=False).values_list("person", flat=True))
    people = set(people_of(report.cohort).values_list("pk", flat=True))
    return bool(people) and people <= agreed
