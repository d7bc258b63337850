from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from augenhoehe.programmes.models import Cohort


def not_released(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """The page in place of every way into a cohort whose call the office has not released."""
    status = 200 if request.method in ("GET", "HEAD") else 409
    return render(request, "applications/not_released.html", {"cohort": cohort}, status=status)
