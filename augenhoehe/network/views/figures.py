"""The network in figures: the office's page, the one of sponsor and staff council, and the tables to take away."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from augenhoehe.intake.writing import XLSX, write_csv, write_xlsx
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort

from ..selectors.pictures import network_of, one_table, sheets_of


@require_safe
@login_required
def office(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Who got to know whom; 404 for everybody but the cohort's office."""
    return _page(request, managed_cohort(request.user, cohort_id), office=True)


@require_safe
@login_required
def watchers(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The same figures for everybody who may read the cohort's sums."""
    return _page(request, _watched(request.user, cohort_id), office=False)


def _watched(person: Any, cohort_id: int) -> Cohort:
    return get_object_or_404(Cohort.objects.watched_by(person).select_related("programme"), pk=cohort_id)


def _page(request: HttpRequest, cohort: Cohort, *, office: bool) -> HttpResponse:
    context = {"cohort": cohort, "network": network_of(cohort)}
    return render(request, "network/office_figures.html" if office else "network/figures.html", context)


@require_safe
@login_required
def export(request: MemberRequest, cohort_id: int, sort: str) -> HttpResponse:
    """The page's tables as xlsx or csv; 404 before there is a picture."""
    network = network_of(_watched(request.user, cohort_id))
    if sort not in ("xlsx", "csv") or network.picture is None:
        raise Http404
    if sort == "xlsx":
        response = HttpResponse(write_xlsx(sheets_of(network)), content_type=XLSX)
    else:
        response = HttpResponse(write_csv(one_table(network)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="network-{cohort_id}.{sort}"'
    return response
