"""The office's pages of figures."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.tandems.views.reader import person_of

from ..selectors.process import process_of


@require_safe
@login_required
def figures(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The cohort in figures; 404 for everybody but its office."""
    cohort = managed_cohort(person_of(request), cohort_id)
    return render(request, "evaluation/figures.html", {"cohort": cohort, "process": process_of(cohort)})
