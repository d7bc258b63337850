"""The office's pages of figures: a cohort, two of them side by side, and everything as files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort

from .. import files
from ..selectors.figures import compared, figures_of


@require_safe
@login_required
def figures(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The cohort in figures; 404 for everybody but its office."""
    cohort = managed_cohort(request.user, cohort_id)
    found = figures_of(cohort)
    context = {"cohort": cohort, "figures": found, "others": _others(request, cohort)}
    return render(request, "evaluation/figures.html", context)


def _others(request: MemberRequest, cohort: Cohort) -> list[Cohort]:
    """What this cohort can be laid beside. One query."""
    mine = Cohort.objects.managed_by(request.user).filter(programme=cohort.programme_id)
    return list(mine.exclude(pk=cohort.pk).order_by("-starts_on"))


@require_safe
@login_required
def comparison(request: MemberRequest, cohort_id: int, other_id: int) -> HttpResponse:
    """Two cohorts of a programme side by side."""
    cohort, other = (managed_cohort(request.user, one) for one in (cohort_id, other_id))
    if cohort.programme_id != other.programme_id or cohort.pk == other.pk:
        raise Http404
    sections = compared(figures_of(cohort), figures_of(other), (str(cohort.name), str(other.name)))
    context = {"cohort": cohort, "other": other, "sections": sections}
    return render(request, "evaluation/comparison.html", context)


@require_safe
@login_required
def workbook(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """All tables in one file, a sheet each."""
    cohort = managed_cohort(request.user, cohort_id)
    return files.workbook(figures_of(cohort).tables.values(), f"{cohort.slug}-figures")


@require_safe
@login_required
def sheet(request: MemberRequest, cohort_id: int, key: str) -> HttpResponse:
    """One table as CSV."""
    cohort = managed_cohort(request.user, cohort_id)
    return files.sheet(figures_of(cohort).tables, key, cohort.slug)
