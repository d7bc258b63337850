from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from augenhoehe.programmes.models import Cohort


def managed_cohort(request: HttpRequest, cohort_id: int) -> Cohort:
    """The cohort, for its office; for everybody else it does not exist."""
    own = Cohort.objects.managed_by(request.user)  # type: ignore[arg-type]
    return get_object_or_404(own.select_related("programme", "gate"), pk=cohort_id)


def not_released(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The page in place of every way into a cohort whose call the office has not released."""
    status = 200 if request.method in ("GET", "HEAD") else 409
    return render(request, "applications/not_released.html", {"cohort": cohort}, status=status)
