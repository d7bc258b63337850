"""The one door through which every room's office pages reach a cohort."""

from typing import Any

from django.shortcuts import get_object_or_404

from .models import Cohort


def managed_cohort(person: Any, cohort_id: int) -> Cohort:
    """A cohort of the person's own office; 404 for everybody else, who does not learn whether it exists."""
    mine = Cohort.objects.managed_by(person).select_related("programme", "gate")
    return get_object_or_404(mine, pk=cohort_id)
