"""The doors of this room's pages: without the part there is nothing behind them."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..models import Talk
from ..selectors.plan import talks_of


def cohort_of(person: Any, cohort_id: int) -> Cohort:
    """A cohort of the reader's office that has feedback talks; 404 for every other."""
    cohort = managed_cohort(person, cohort_id)
    if not cohort.uses(Part.FEEDBACK):
        raise Http404
    return cohort


def talk_of(cohort: Cohort, talk_id: int) -> Talk:
    return get_object_or_404(talks_of(cohort), pk=talk_id)
