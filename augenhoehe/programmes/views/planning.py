"""The office's programmes, and how a new cohort begins."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.people.requests import MemberRequest
from augenhoehe.people.services import AddressRefusedError
from augenhoehe.programmes import selectors, services
from augenhoehe.programmes.defaults import PILOT
from augenhoehe.programmes.forms import NewCohortForm, PilotForm
from augenhoehe.programmes.models import Programme
from augenhoehe.programmes.parts import FALLS_AWAY, Part

from .office import FORM_METHODS


@require_safe
@login_required
def programmes(request: MemberRequest) -> HttpResponse:
    """The office's programmes with the cohorts that are not archived."""
    context = {"programmes": selectors.managed_programmes(request.user)}
    return render(request, "programmes/office_programmes.html", context)


def _managed(request: MemberRequest, programme_id: int) -> Programme:
    return get_object_or_404(Programme.objects.managed_by(request.user), pk=programme_id)


@require_http_methods(FORM_METHODS)
@login_required
def cohort_new(request: MemberRequest, programme_id: int) -> HttpResponse:
    """The next cohort of a programme, as a copy of the last one, with its lessons beside the form."""
    found = _managed(request, programme_id)
    form = NewCohortForm(request.POST if request.method == "POST" else None, initial={"draft_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        cohort = services.create_cohort(programme=found, actor=request.user, **form.cleaned_data)
        messages.success(request, _("The cohort is there. Please check its phases and rules."))
        return redirect("office-phases", cohort_id=cohort.pk)
    last = found.cohorts.first()
    context = {"form": form, "programme": found, "last": last, "lessons": selectors.lessons_beside(found, last)}
    return render(request, "programmes/cohort_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
@login_required
def pilot_new(request: MemberRequest, programme_id: int) -> HttpResponse:
    """A small pilot in five settings; the page says what is preset, and what it goes without."""
    found = _managed(request, programme_id)
    initial = {"draft_key": uuid4(), "contact_email": found.contact_email or request.user.email}
    form = PilotForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            cohort = services.create_pilot(
                programme=found, actor=request.user, why=_("Set up as a small pilot"), **form.cleaned_data
            )
        except AddressRefusedError:
            form.add_error("stand_in", _("Nobody here has this address. Please check how it is written."))
        else:
            messages.success(request, _("The pilot is there. This list says what is missing before its call."))
            return redirect("office-overview", cohort_id=cohort.pk)
    context: dict[str, Any] = {
        "form": form,
        "programme": found,
        "on": [part.label for part in Part if part in PILOT["parts"]],
        "off": [(part.label, FALLS_AWAY[part]) for part in Part if part not in PILOT["parts"]],
    }
    return render(request, "programmes/pilot_new.html", context, status=422 if form.is_bound else 200)
