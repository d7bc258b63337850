from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from augenhoehe.programmes.models import Cohort


def managed_cohort(request: HttpRequest, cohort_id: int) -> Cohort:
    """The cohort, for its office; for everybody else it does not exist."""
    own = Cohort.objects.managed_by(request.user)  # type: ignore[arg-type]
    return get_object_or_404(own.select_related("programme"), pk=cohort_id)
