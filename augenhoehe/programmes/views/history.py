"""What was changed and why: within a cohort, and from one cohort to the next."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes import selectors

from ..doors import managed_cohort

PAGE = 25


@require_safe
@login_required
def history(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Every kept change of the cohort and its programme, latest first."""
    cohort = managed_cohort(request.user, cohort_id)
    page = Paginator(selectors.settings_changes(cohort), PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "page": page,
        "changes": selectors.with_words(page),
        "roles": selectors.role_log(cohort),
    }
    return render(request, "programmes/settings_history.html", context)


@require_safe
@login_required
def compare(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The cohort beside another one of its programme; without a choice, beside the one before."""
    cohort = managed_cohort(request.user, cohort_id)
    others = list(cohort.programme.cohorts.exclude(pk=cohort.pk).order_by("-starts_on", "-pk"))
    before = [other for other in others if other.starts_on <= cohort.starts_on]
    wanted = request.GET.get("with", "")
    chosen = next((one for one in others if str(one.pk) == wanted), next(iter(before or others), None))
    comparison = selectors.compare(cohort, chosen) if chosen else None
    context = {
        "cohort": cohort,
        "others": others,
        "chosen": chosen,
        "comparison": comparison,
        "lessons": comparison.older.lessons.all() if comparison else [],
    }
    return render(request, "programmes/compare.html", context)
