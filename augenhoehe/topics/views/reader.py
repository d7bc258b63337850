"""Who reads: the office of a cohort, and of one that has workshops at all."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..models import Workshop


def cohort_with_workshops(person: Any, cohort_id: int) -> Cohort:
    """A cohort of the person's own office, and 404 for a cohort that does without workshops."""
    cohort = managed_cohort(person, cohort_id)
    if not cohort.uses(Part.WORKSHOP):
        raise Http404
    return cohort


def managed_workshop(person: Any, cohort_id: int, workshop_id: int) -> Workshop:
    """A workshop of such a cohort."""
    cohort = cohort_with_workshops(person, cohort_id)
    workshop = get_object_or_404(Workshop.objects.of(cohort), pk=workshop_id)
    workshop.cohort = cohort
    return workshop
