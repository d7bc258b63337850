"""The end of a cohort's tandems, in numbers."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from augenhoehe.disclosure import FLOOR
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort

from ..selectors.office import deletions_of, endings_of

PAGE = 25


@require_safe
@login_required
def endings(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """How many tandems have ended, and what was deleted when: the report that retention promises."""
    cohort = managed_cohort(request.user, cohort_id)
    context = {
        "cohort": cohort,
        "endings": endings_of(cohort, timezone.localdate()),
        "floor": FLOOR,
        "page": Paginator(deletions_of(cohort), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "undertakings/endings.html", context)
