"""Figures of the process: tandems, meetings, hours; from dates alone, which the office reads of each tandem."""

from dataclasses import dataclass
from statistics import median

from django.db.models import Case, Count, F, Min, Q, Sum, When

from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.models import Meeting

BEGUN = (TandemState.CONFIRMED, TandemState.PAUSED, TandemState.ENDED, TandemState.CLOSED)
"""Both have confirmed after the first talk, whatever came later."""


@dataclass(frozen=True)
class Process:
    """A cohort's way in numbers.

    begun: tandems that both confirmed. early_ends, closed: of them. planned: meetings that these tandems were to have
    in all; held: those that took place, and their hours for one person of the two. first_meeting_days: median of the
    days from the publication of a tandem to its first meeting; None where none was held.
    """

    begun: int
    early_ends: int
    closed: int
    planned: int
    held: int
    hours: float
    first_meeting_days: float | None


def process_of(cohort: Cohort) -> Process:
    """The figures of today. Three queries."""
    states = dict(cohort.tandems.values_list("state").annotate(n=Count("pk")).order_by())
    begun = sum(states.get(state, 0) for state in BEGUN)
    held = Meeting.objects.filter(tandem__cohort=cohort, tandem__state__in=BEGUN, state=MeetingState.HELD)
    # A meeting that nobody has described counts with its planned length.
    length = Case(When(record__minutes__isnull=False, then=F("record__minutes")), default=F("minutes"))
    sums = held.aggregate(number=Count("pk"), minutes=Sum(length))
    firsts = (
        cohort.tandems.filter(state__in=BEGUN)
        .annotate(first=Min("meetings__starts_at", filter=Q(meetings__state=MeetingState.HELD)))
        .exclude(first=None)
        .values_list("created_at", "first")
    )
    days = [max((first - created).days, 0) for created, first in firsts]
    return Process(
        begun=begun,
        early_ends=states.get(TandemState.ENDED, 0),
        closed=states.get(TandemState.CLOSED, 0),
        planned=begun * cohort.meetings,
        held=sums["number"],
        hours=(sums["minutes"] or 0) / 60,
        first_meeting_days=median(days) if days else None,
    )
