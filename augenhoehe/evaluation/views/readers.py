"""Sponsor and staff council: the same sums, with nothing to do on the page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.models import Cohort

from .. import files
from ..models import Report
from ..selectors.figures import figures_of


@require_safe
@login_required
def sums(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """A cohort in sums for whoever may see them: no person, no group under five. The office finds them at its own."""
    cohort = _watched(request, cohort_id)
    reports = Report.objects.published().filter(cohort=cohort).defer("figures").order_by("language")
    context = {"cohort": cohort, "figures": figures_of(cohort), "reports": reports}
    return render(request, "evaluation/sums.html", context)


@require_safe
@login_required
def workbook(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """All tables in one file, for whoever may read them."""
    cohort = _watched(request, cohort_id)
    return files.workbook(figures_of(cohort).tables.values(), f"{cohort.slug}-figures")


def _watched(request: MemberRequest, cohort_id: int) -> Cohort:
    """A cohort whose sums this person may see; 404 for everybody else."""
    return get_object_or_404(Cohort.objects.watched_by(request.user).select_related("programme"), pk=cohort_id)
