"""The selection: people side by side, with what speaks for a tandem, and how the departments are spread."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.applications import services
from augenhoehe.applications.forms import SelectionForm
from augenhoehe.applications.rules import checks_need
from augenhoehe.applications.selectors import approval, need, office
from augenhoehe.applications.selectors import selection as rows
from augenhoehe.applications.selectors.units import all_units, departments
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort

from .decisions import back_of, ids_of

PAGE = 50


def _needs(cohort: Cohort) -> bool:
    return checks_need("mentee", cohort)


@require_http_methods(["GET", "HEAD"])
@login_required
def selection(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The candidates with need, working time and topics, to be compared and decided about."""
    cohort = managed_cohort(request.user, cohort_id)
    units = all_units()
    form = SelectionForm(
        request.GET or SelectionForm.begin(),
        departments=[(unit.pk, unit.name) for unit in departments(units)],
        topics=office.filter_topics(cohort),
        approvals=approval.is_used(cohort),
        needs=_needs(cohort),
    )
    form.is_valid()
    page = Paginator(rows.candidates(cohort, units, **form.filters()), PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "filter": form,
        "page": page,
        "rows": rows.candidate_rows(list(page), cohort, units),
        "approvals": approval.is_used(cohort),
        "needs": _needs(cohort),
        "without_check": need.without_check(cohort).count() if _needs(cohort) else 0,
        "spread": rows.spread(cohort, units),
        "places": cohort.places,
    }
    return render(request, "applications/office_selection.html", context)


@require_http_methods(["GET", "HEAD"])
@login_required
def compare(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Two to four people beside each other."""
    cohort = managed_cohort(request.user, cohort_id)
    people = rows.compared(cohort, ids_of(request), all_units())
    context = {
        "cohort": cohort,
        "people": people,
        "back": back_of(request, cohort_id, "office-selection"),
        "approvals": approval.is_used(cohort),
        "needs": any(one.need for one in people),
    }
    return render(request, "applications/office_compare.html", context)


@require_POST
@login_required
def ask(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Ask all mentees who wait and have no need check for one."""
    cohort = managed_cohort(request.user, cohort_id)
    if not _needs(cohort):
        raise Http404
    asked = services.ask_for_need_checks(actor=request.user, cohort=cohort, now=timezone.now())  # type: ignore[arg-type]
    if asked:
        text = ngettext("%(n)s person is asked by mail.", "%(n)s people are asked by mail.", len(asked))
        messages.success(request, text % {"n": len(asked)})
    else:
        messages.info(request, _("Everybody without a need check was asked within the last week."))
    return redirect("office-selection", cohort_id)
