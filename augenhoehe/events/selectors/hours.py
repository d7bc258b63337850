"""Hours of the events that somebody took part in, for the statement of hours."""

from decimal import Decimal

from django.db.models import QuerySet

from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..enums import Attendance
from ..models import Event


def attended(person: Person, cohort: Cohort) -> QuerySet[Event]:
    """Events of the cohort that this person came to, in the order of their dates."""
    return Event.objects.filter(
        cohort=cohort, sign_ups__application__person=person, sign_ups__attendance=Attendance.CAME
    ).order_by("starts_at")


def hours_of(person: Person, cohort: Cohort) -> Decimal:
    """Their length together, in hours. One query."""
    minutes = sum(attended(person, cohort).values_list("minutes", flat=True))
    return Decimal(minutes) / 60
