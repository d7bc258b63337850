"""What the matching, a room below, has to know about tandems."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q

from augenhoehe.matching.partnerships import Partnerships, register
from augenhoehe.programmes.models import Cohort

from .enums import LIVE, TandemState
from .models import Tandem

# A link between two departments is new when the programme's last two cohorts had no tandem between them.
COHORTS_THAT_COUNT = 2

# Partners who have met: a proposal that nobody has answered yet makes nobody a former partner.
MET = (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.CLOSED)


def known_tandems(cohort: Cohort, person_ids: Iterable[int]) -> Partnerships:
    """Places taken and proposals that failed in this cohort; partners of earlier ones. Four queries."""
    here = Tandem.objects.filter(cohort=cohort).order_by()
    taken = Counter(pk for pair in here.filter(state__in=LIVE).values_list("mentor_id", "mentee_id") for pk in pair)
    tried = here.filter(state=TandemState.NOT_FORMED).values_list("mentor_id", "mentee_id")
    people = list(person_ids)
    met = Tandem.objects.exclude(cohort=cohort).filter(state__in=MET).order_by()
    couples = ("mentor__person_id", "mentee__person_id")
    together = met.filter(Q(mentor__person__in=people) | Q(mentee__person__in=people)).values_list(*couples)
    recent = met.filter(cohort__in=_last_cohorts(cohort)).values_list(*couples)
    return Partnerships(
        taken=dict(taken), tried=frozenset(tried), together=frozenset(together), recent=frozenset(recent)
    )


def _last_cohorts(cohort: Cohort) -> list[int]:
    earlier = Cohort.objects.filter(programme=cohort.programme_id, starts_on__lt=cohort.starts_on)
    return list(earlier.order_by("-starts_on").values_list("pk", flat=True)[:COHORTS_THAT_COUNT])


register("tandems", known_tandems)
