"""What the matching, a room below, has to know about tandems."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from augenhoehe.matching.partnerships import Partnerships, register
from augenhoehe.programmes.models import Cohort

from .enums import LIVE, TandemState
from .models import Tandem

# A link between two departments is new when the programme's last two cohorts had no tandem between them.
COHORTS_THAT_COUNT = 2

# Partners who have met: a proposal that nobody has answered yet makes nobody a former partner.
MET = (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED, TandemState.ENDED, TandemState.CLOSED)

OVER = (TandemState.NOT_FORMED, TandemState.ENDED)


def known_tandems(cohort: Cohort, person_ids: Iterable[int]) -> Partnerships:
    """Places taken and proposals that failed in this cohort; partners of earlier ones. Two queries."""
    here = Tandem.objects.filter(cohort=cohort, state__in=(*LIVE, *OVER)).order_by()
    pairs = [(pair, state) for *pair, state in here.values_list("mentor_id", "mentee_id", "state")]
    people, last = set(person_ids), Q(cohort__in=_last_cohorts(cohort))
    met = Tandem.objects.exclude(cohort=cohort).filter(state__in=MET).order_by()
    couples = met.filter(Q(mentor__person__in=people) | Q(mentee__person__in=people) | last).values_list(
        "mentor__person_id", "mentee__person_id", ExpressionWrapper(last, BooleanField())
    )
    earlier = [((one, other), lately) for one, other, lately in couples]
    return Partnerships(
        taken=dict(Counter(pk for pair, state in pairs for pk in pair if state not in OVER)),
        tried=frozenset((one, other) for (one, other), state in pairs if state in OVER),
        together=frozenset(couple for couple, _lately in earlier if not people.isdisjoint(couple)),
        recent=frozenset(couple for couple, lately in earlier if lately),
    )


def _last_cohorts(cohort: Cohort) -> QuerySet[Cohort, Any]:
    earlier = Cohort.objects.filter(programme=cohort.programme_id, starts_on__lt=cohort.starts_on)
    return earlier.order_by("-starts_on").values("pk")[:COHORTS_THAT_COUNT]


register("tandems", known_tandems)
