"""What is settled before a call opens: the office fills it in and releases the call, the staff council reads it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes import selectors, services
from augenhoehe.programmes.forms import GateForm, PassGateForm, TakeBackForm
from augenhoehe.programmes.models import Cohort, Gate

from ..doors import managed_cohort
from .office import FORM_METHODS

PAGE = 20


@require_http_methods(FORM_METHODS)
@login_required
def gate(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The five points, and below them the button that releases the call."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = get_object_or_404(Gate, cohort=cohort)

    def act(form: Any) -> None:
        try:
            services.change_gate(
                gate=stored,
                version=form.cleaned_data["version"],
                changes=form.changes(),
                why=form.cleaned_data["why"],
                actor=request.user,
            )
        except services.CallReleasedError:
            text = _("The call is released. Take the release back first, then this point can be opened again.")
            form.add_error("council_result", text)

    return edit_page(
        request,
        load=lambda: Gate.objects.get(pk=stored.pk),
        make_form=lambda data, instance: GateForm(data, instance=instance),
        act=act,
        done=reverse("office-gate", args=[cohort.pk]),
        template="programmes/settings_gate.html",
        context=_state(cohort, stored),
    )


def _state(cohort: Cohort, gate: Gate, **forms: Any) -> dict[str, Any]:
    return {
        "cohort": cohort,
        "gate": gate,
        "points": selectors.gate_points(gate),
        "pass_form": PassGateForm(gate=gate),
        "back_form": TakeBackForm(gate=gate),
        "hours_planned": selectors.hours_planned(cohort),
        **forms,
    }


@require_POST
@login_required
def gate_pass(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Release the call."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = get_object_or_404(Gate, cohort=cohort)
    form = PassGateForm(request.POST, gate=stored)
    status = 422
    if form.is_valid():
        try:
            services.pass_gate(
                gate=stored,
                version=form.cleaned_data["version"],
                note=form.cleaned_data["note"],
                actor=request.user,
                now=timezone.now(),
            )
        except StaleError:
            status = 409
        except services.CouncilOpenError:
            form.add_error(None, _("The staff council has not been involved yet. No note can take the place of that."))
        except services.NoteMissingError:
            form.add_error("note", _("Please say why you release the call with open points."))
        else:
            messages.success(request, _("The call is released. It opens on the first day of its phase."))
            return redirect("office-gate", cohort_id=cohort.pk)
    return _again(request, cohort, form, "pass_form", status)


@require_POST
@login_required
def gate_take_back(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Close a released call."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = get_object_or_404(Gate, cohort=cohort)
    form = TakeBackForm(request.POST, gate=stored)
    status = 422
    if form.is_valid():
        try:
            services.take_back_gate(
                gate=stored, version=form.cleaned_data["version"], why=form.cleaned_data["why"], actor=request.user
            )
        except StaleError:
            status = 409
        else:
            messages.success(
                request, _("The release is taken back. Nobody can apply until you release the call again.")
            )
            return redirect("office-gate", cohort_id=cohort.pk)
    return _again(request, cohort, form, "back_form", status)


def _again(request: MemberRequest, cohort: Cohort, typed: Any, name: str, status: int) -> HttpResponse:
    """The page with what was typed; after somebody else's change (409) with the list as it is now."""
    fresh = get_object_or_404(Gate, cohort=cohort)
    if status == 409:
        typed = type(typed)({**typed.data.dict(), "version": str(fresh.version)}, gate=fresh)
    context = {**_state(cohort, fresh), "form": GateForm(instance=fresh), name: typed, "changed": status == 409}
    return render(request, "programmes/settings_gate.html", context, status=status)


@require_safe
@login_required
def council_gate(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The staff council's page: what is settled, since when, why, and what was skipped."""
    cohorts = Cohort.objects.for_council(request.user).select_related("programme", "gate")
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    found = Gate.objects.select_related("passed_by").filter(cohort=cohort).first()
    page = Paginator(selectors.gate_changes(cohort), PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "gate": found,
        "points": selectors.gate_points(found or Gate(cohort=cohort)),
        "page": page,
        "changes": selectors.with_words(page),
    }
    return render(request, "programmes/council_gate.html", context)
