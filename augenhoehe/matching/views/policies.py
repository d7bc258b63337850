from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from augenhoehe.matching import presentation

from .frame import cohort_for, desk_of, desk_page, shown_run


@require_safe
@login_required
def policies(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """What the same people would get under another policy."""
    cohort = cohort_for(request, cohort_id)
    desk = desk_of(request, cohort)
    run = shown_run(request, cohort, desk.latest)
    if run is None:
        return desk_page(request, "matching/none_yet.html", desk, "proposals")
    rows = presentation.policies(run)
    return desk_page(request, "matching/policies.html", desk, "proposals", run=run, rows=rows)
