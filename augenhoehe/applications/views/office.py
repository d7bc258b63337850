"""The office's pages. What they show, they get from `selectors`; the silent lists are out of reach."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.applications import exports, services
from augenhoehe.applications.access import not_released
from augenhoehe.applications.enums import TRANSITIONS, Side, State
from augenhoehe.applications.forms import DecisionForm, FilterForm, InviteForm, ReturnForm
from augenhoehe.applications.holds import reason_to_stay
from augenhoehe.applications.models import Application
from augenhoehe.applications.selectors import approval, coverage, office, selection
from augenhoehe.applications.selectors.need import need_of
from augenhoehe.applications.selectors.units import UnitFacts, all_units, departments
from augenhoehe.intake.writing import XLSX, write_csv, write_xlsx
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort

from .decisions import tell_bulk

PAGE = 50


def _application(request: HttpRequest, cohort_id: int, pk: int) -> Application:
    managed = Application.objects.managed_by(request.user)  # type: ignore[arg-type]
    found = managed.select_related("person__site", "cohort__programme", "decided_by", "confirmed_by")
    return get_object_or_404(found, pk=pk, cohort_id=cohort_id)


def _filtered(request: HttpRequest, cohort: Cohort, units: dict[int, UnitFacts]) -> tuple[FilterForm, Any]:
    form = FilterForm(
        request.GET,
        departments=[(unit.pk, unit.name) for unit in departments(units)],
        topics=office.filter_topics(cohort),
        approvals=approval.is_used(cohort),
    )
    form.is_valid()
    return form, office.listed(cohort, units, **form.filters())


@require_http_methods(["GET", "HEAD"])
@login_required
def applications(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """All applications of a cohort: counts, filters, pages, and boxes to decide about several."""
    cohort = managed_cohort(request.user, cohort_id)
    units = all_units()
    form, found = _filtered(request, cohort, units)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    counts, approvals = office.counts(cohort), approval.states(cohort)
    context = {
        "cohort": cohort,
        "filter": form,
        "filtered": bool(form.filters()),
        "page": page,
        "rows": [(one, _department(one, units), approval.word_for_office(one, cohort, approvals)) for one in page],
        "approvals": approval.is_used(cohort),
        "counts": [(side, counts[side]) for side in counts],
        "total": sum(number for side in counts.values() for number in side.values()),
        "query": _query(request),
        "decision": DecisionForm(),
    }
    return render(request, "applications/office_list.html", context)


def _department(one: Application, units: dict[int, UnitFacts]) -> str:
    unit = units.get(one.person.unit_id) if one.person.unit_id else None
    return units[unit.department].name if unit else ""


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def application(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """One application with everything the office may see, and the decision about it."""
    one = _application(request, cohort_id, pk)
    form = DecisionForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            refused = _decide(request, one, form)
            if refused is None:
                return redirect("office-application", cohort_id, pk)
            if isinstance(refused, services.HeldError):
                form.add_error("to", refused.reason)
            else:
                one, status = _application(request, cohort_id, pk), 409
    asked = approval.is_read(one)
    current = approval.current_of(one) if asked else None
    context = {
        "cohort": one.cohort,
        "application": one,
        "asked": asked,
        "approval": current,
        "lacks_approval": asked and approval.lacks_approval(one, current.state if current else None),
        "detail": office.detail(one, all_units()),
        "need": need_of(one) if one.state not in office.UNREAD else None,
        "form": form,
        "hold": reason_to_stay(one),
        "gone": status == 409,
        "proposal": selection.proposals(one.cohort).filter(application=one).first(),
        "can_decide": any(to in TRANSITIONS[State(one.state)] for to in (State.ADMITTED, State.DECLINED)),
        "can_return": State.DRAFT in TRANSITIONS[State(one.state)] and one.state == State.SUBMITTED,
    }
    return render(request, "applications/office_detail.html", context, status=status)


def _decide(request: HttpRequest, one: Application, form: DecisionForm) -> Exception | None:
    """Decide, or propose it where the cohort wants four eyes. Returns why it was refused."""
    four_eyes = one.cohort.selection_four_eyes
    result = (services.propose_many if four_eyes else services.decide_many)(
        actor=request.user,  # type: ignore[arg-type]
        applications=[one],
        now=timezone.now(),
        **form.answers(),
    )
    if result.refused:
        return next(iter(result.refused.values()))
    if four_eyes:
        tell_bulk(request, result, proposed=True)
    else:
        messages.success(request, _("The decision is stored, and the person gets a mail."))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def give_back(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """Give a submitted application back to the person, with a word on what is missing."""
    one = _application(request, cohort_id, pk)
    form = ReturnForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.return_application(
                    actor=request.user,  # type: ignore[arg-type]
                    application=one,
                    message=form.cleaned_data["message"],
                    now=timezone.now(),
                )
                messages.success(request, _("The person gets your message and can change the application."))
                return redirect("office-application", cohort_id, pk)
            except services.IllegalTransitionError:
                form.add_error(None, _("Only a submitted application can be given back."))
                status = 409
    context = {"cohort": one.cohort, "application": one, "form": form}
    return render(request, "applications/office_return.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@login_required
def reserve(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The reserve list of both roles, in the order in which people move up: as many places of each on a page."""
    cohort = managed_cohort(request.user, cohort_id)
    pages = {side: Paginator(office.reserve_list(cohort, side), PAGE) for side in Side.values}
    longest = max(pages.values(), key=lambda one: one.num_pages).get_page(request.GET.get("page"))
    lists = [(side, one.get_page(longest.number)) for side, one in pages.items()]
    # Where one role has fewer pages than the other, its last one is not shown again.
    shown = [(side, page) for side, page in lists if page.number == longest.number]
    context = {"cohort": cohort, "lists": shown, "page": longest}
    return render(request, "applications/office_reserve.html", context)


@require_POST
@login_required
def move(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """One place up or down on the reserve list."""
    one = _application(request, cohort_id, pk)
    try:
        services.move_on_reserve_list(
            actor=request.user,  # type: ignore[arg-type]
            application=one,
            up=request.POST.get("direction") == "up",
        )
    except services.IllegalTransitionError:
        messages.warning(request, _("This person is no longer on the reserve list."))
    # Back to the same row, wherever it is now: whoever moves somebody by keyboard goes on from there.
    query = urlencode({"page": office.page_on_reserve_list(one, PAGE)})
    return redirect(f"{reverse('office-applications-reserve', args=[cohort_id])}?{query}#application-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Let somebody apply who comes late."""
    cohort = managed_cohort(request.user, cohort_id)
    if not cohort.call_released:
        return not_released(request, cohort)
    form = InviteForm(request.POST or None, initial={"side": request.GET.get("side")})
    if request.method == "POST" and form.is_valid():
        one, new = services.invite_person(
            actor=request.user,  # type: ignore[arg-type]
            cohort=cohort,
            now=timezone.now(),
            **form.cleaned_data,
        )
        if new:
            messages.success(request, _("The person gets a mail with the way to the application."))
        else:
            messages.info(request, _("There is an application of this person already."))
        return redirect("office-application", cohort_id, one.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/office_invite.html", {"cohort": cohort, "form": form}, status=status)


@require_http_methods(["GET", "HEAD"])
@login_required
def export(request: HttpRequest, cohort_id: int, sort: str) -> HttpResponse:
    """The filtered list as xlsx or csv; our own import reads it again."""
    cohort = managed_cohort(request.user, cohort_id)
    if sort not in ("xlsx", "csv"):
        raise Http404
    units = all_units()
    _form, found = _filtered(request, cohort, units)
    full = found.select_related("person__site").prefetch_related("topics__topic", "sites")
    table = exports.rows(full, units)
    if sort == "xlsx":
        response = HttpResponse(write_xlsx({str(cohort): table}), content_type=XLSX)
    else:
        response = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="applications-{cohort.slug}.{sort}"'
    return response


@require_http_methods(["GET", "HEAD"])
@login_required
def topic_coverage(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Which topics are wanted and not offered, and the other way round."""
    cohort = managed_cohort(request.user, cohort_id)
    admitted_only = request.GET.get("who") == "admitted"
    rows = coverage.coverage(cohort, (State.ADMITTED,) if admitted_only else coverage.COUNTED)
    context = {
        "cohort": cohort,
        "rows": [row for row in rows if row.gap != "nobody"],
        "nobody": [row for row in rows if row.gap == "nobody"],
        "unmet": [row for row in rows if row.gap == "unmet"],
        "idle": [row for row in rows if row.gap == "idle"],
        "thin": [row for row in rows if row.gap == "thin"],
        "admitted_only": admitted_only,
    }
    return render(request, "applications/coverage.html", context)
