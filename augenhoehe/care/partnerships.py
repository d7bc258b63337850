"""Who had a tandem that ended early, and has not asked for a new partner, is not placed anew."""

from collections import Counter
from collections.abc import Iterable

from augenhoehe.matching.partnerships import Partnerships, register
from augenhoehe.programmes.models import Cohort

from .selectors.office import resting


def resting_places(cohort: Cohort, person_ids: Iterable[int]) -> Partnerships:
    """The place of an early end stays taken until the person asks for a new partner. One query."""
    return Partnerships(taken=dict(Counter(resting(cohort))))


register("care", resting_places)
