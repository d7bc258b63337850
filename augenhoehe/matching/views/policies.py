from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from augenhoehe.matching import presentation, services

from .frame import cohort_for, desk_of, desk_page, person_of, shown_run


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def policies(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """What the same people would get under another policy; POST has the worker compute it for a large cohort."""
    asked = request.method == "POST"
    cohort = cohort_for(request, cohort_id, write=asked)
    desk = desk_of(request, cohort)
    run = shown_run(request, cohort, desk.latest)
    if asked:
        if run is None:
            raise Http404
        services.ask_for_policies(run=run, actor=person_of(request))
        return redirect(request.get_full_path())
    if run is None:
        return desk_page(request, "matching/none_yet.html", desk, "proposals")
    shown = presentation.policies(run)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204) if shown.under_way else HttpResponseClientRedirect(request.get_full_path())
    return desk_page(request, "matching/policies.html", desk, "proposals", run=run, shown=shown)
