"""Who has been prepared for their part, and what is missing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..forms import InductionForm, RemindForm
from ..selectors import induction as selectors
from ..services.induction import missing_of, remind_people
from .reader import office_cohort, person_of

PER_PAGE = 50


def _cohort(request: HttpRequest, cohort_id: int) -> Cohort:
    return office_cohort(request, cohort_id, Part.EVENTS, Part.PREPARATION)


@require_safe
@login_required
def listing(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Everybody admitted, with what they have done and what is missing; boxes to remind several."""
    cohort = _cohort(request, cohort_id)
    parts = selectors.parts_of(cohort)
    form = InductionForm(request.GET, parts=parts)
    form.is_valid()
    missing, side, text = (form.cleaned_data.get(name, "") for name in ("missing", "side", "q"))
    found = selectors.listed(cohort, missing=missing, side=side, text=text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "events": cohort.uses(Part.EVENTS),
        "parts": parts,
        "counts": [(key, parts[key], number) for key, number in selectors.missing_counts(cohort).items()],
        "filter": form,
        "filtered": bool(missing or side or text),
        "page": page,
        "rows": selectors.rows_of(cohort, page.object_list),
    }
    return render(request, "events/office_induction.html", context)


@require_POST
@login_required
def remind(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Write to several people about what is missing: first their names and mails are shown, then it is done."""
    cohort = _cohort(request, cohort_id)
    people = _chosen(request, cohort)
    if not people:
        messages.warning(request, _("Please tick at least one person."))
        return redirect("office-induction", cohort_id=cohort_id)
    form = RemindForm(request.POST if "confirmed" in request.POST else None)
    now = timezone.now()
    if not form.is_valid():
        context = {
            "cohort": cohort,
            "form": RemindForm(),
            "people": missing_of(cohort=cohort, applications=people, now=now),
        }
        return render(request, "events/office_remind.html", context, status=422 if form.is_bound else 200)
    key = form.cleaned_data["draft_key"]
    told = remind_people(cohort=cohort, applications=people, actor=person_of(request), draft_key=key, now=now)
    text = ngettext("%(n)d person gets a mail.", "%(n)d people get a mail.", told)
    messages.success(request, text % {"n": told})
    return redirect("office-induction", cohort_id=cohort_id)


def _chosen(request: HttpRequest, cohort: Cohort) -> list[Application]:
    # Longer ones fit into no column: they are nobody.
    ids = [int(one) for one in request.POST.getlist("ids") if one.isdecimal() and len(one) < 19]
    return list(selectors.listed(cohort).filter(pk__in=ids))
