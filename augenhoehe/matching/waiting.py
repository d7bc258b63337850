"""Who was left over in an earlier cohort of the programme, told from applications and from what is kept of them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort

from .enums import RunState
from .models import Waiting
from .partnerships import Partnerships

LET_IN = (State.ADMITTED, State.RESERVE)
"""Whoever the office let in, or put on the reserve list, waited for a partner; whoever was declined did not."""


def in_vain(cohort: Cohort, people: Iterable[int]) -> dict[int, int]:
    """Person → number of earlier cohorts of the programme whose matching was published without them. One query."""
    asked = set(people)
    earlier = Cohort.objects.filter(programme=cohort.programme_id, starts_on__lt=cohort.starts_on)
    told = Application.objects.filter(
        person__in=asked, state__in=LET_IN, cohort__in=earlier, cohort__runs__state=RunState.PUBLISHED
    ).order_by()
    kept = Waiting.objects.filter(person__in=asked, cohort__in=earlier).order_by()
    found = told.values_list("person_id", "cohort_id").union(kept.values_list("person_id", "cohort_id"))
    return dict(Counter(person for person, _cohort in found))


def waited(found: Mapping[int, int], known: Partnerships) -> dict[int, int]:
    """The same without those who have had a tandem: they did not wait in vain."""
    placed = {person for couple in known.together for person in couple}
    return {person: cohorts for person, cohorts in found.items() if person not in placed}
