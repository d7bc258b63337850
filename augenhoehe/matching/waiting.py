"""Who was left over in an earlier cohort of the programme, told from applications and from what is kept of them."""

from collections.abc import Iterable

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort

from .enums import RunState
from .models import Waiting
from .partnerships import Partnerships

LET_IN = (State.ADMITTED, State.RESERVE)
"""Whoever the office let in, or put on the reserve list, waited for a partner; whoever was declined did not."""


def waited(cohort: Cohort, people: Iterable[int], known: Partnerships) -> dict[int, int]:
    """Person → number of earlier cohorts in which they waited in vain; without those who have had a tandem since.

    Two queries. A cohort counts once its matching has been published.
    """
    placed = {person for couple in known.together for person in couple}
    asked = set(people) - placed
    earlier = Cohort.objects.filter(programme=cohort.programme_id, starts_on__lt=cohort.starts_on)
    told = Application.objects.filter(
        person__in=asked, state__in=LET_IN, cohort__in=earlier, cohort__runs__state=RunState.PUBLISHED
    ).order_by()
    kept = Waiting.objects.filter(person__in=asked, cohort__in=earlier).order_by()
    found = {*told.values_list("person_id", "cohort_id"), *kept.values_list("person_id", "cohort_id")}
    out: dict[int, int] = {}
    for person, _cohort in found:
        out[person] = out.get(person, 0) + 1
    return out
