"""What comes from the top: the office agrees and notes it, the sponsor reads what is to come."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.programmes.views.office import FORM_METHODS

from .. import selectors, services
from ..enums import APPEARANCES
from ..forms import BackingForm
from ..services.mails import calendar_object
from .reader import any_cohort


def backed(request: MemberRequest, cohort_id: int) -> Cohort:
    """A cohort of the office's own that uses the part; 404 otherwise."""
    cohort = managed_cohort(request.user, cohort_id)
    if not cohort.uses(Part.BACKING):
        raise Http404
    return cohort


def seen(request: MemberRequest, cohort_id: int) -> Cohort:
    """A cohort whose appearances this person may read of; 404 otherwise."""
    cohort = any_cohort(cohort_id)
    if not cohort.uses(Part.BACKING) or not request.user.has_perm("documents.see_backing", cohort):
        raise Http404
    return cohort


def planned_or_404(cohort: Cohort, kind: str) -> selectors.Planned:
    found = next((one for one in selectors.backing_of(cohort) if one.kind == kind), None)
    if found is None:
        raise Http404
    return found


@require_safe
@login_required
def appearances(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The sponsor's part: what is agreed, with the prepared texts."""
    cohort = seen(request, cohort_id)
    found = [one for one in selectors.backing_of(cohort) if one.kind in APPEARANCES]
    return render(request, "documents/appearances.html", {"cohort": cohort, "appearances": found})


@require_safe
@login_required
def download(request: MemberRequest, cohort_id: int, kind: str) -> HttpResponse:
    """A date as a file: for calendars that do not read mail, and to pass on to whoever keeps the sponsor's."""
    cohort = seen(request, cohort_id)
    planned = planned_or_404(cohort, kind)
    if planned.task is None or not planned.in_calendar:
        raise Http404
    text = calendar_object(planned.task, cohort, request.user, method="REQUEST", now=planned.task.updated_at)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8; method=REQUEST")
    response["Content-Disposition"] = 'attachment; filename="invitation.ics"'
    return response


@require_safe
@login_required
def backing(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Everything that comes from the top in this cohort."""
    cohort = backed(request, cohort_id)
    context = {
        "cohort": cohort,
        "tasks": selectors.backing_of(cohort),
        "sponsors": selectors.sponsors_of(cohort),
        "today": timezone.localdate(),
    }
    return render(request, "documents/backing.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def agree(request: MemberRequest, cohort_id: int, kind: str) -> HttpResponse:
    """Day, time, place and what is agreed."""
    cohort = backed(request, cohort_id)
    planned = planned_or_404(cohort, kind)
    form = BackingForm(request.POST if request.method == "POST" else None, planned=planned)
    context = {"cohort": cohort, "planned": planned, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            services.agree_task(
                actor=request.user,
                cohort=cohort,
                kind=planned.kind,
                version=form.cleaned_data["version"],
                appointment=form.appointment(),
                now=timezone.now(),
            )
        except StaleError:
            return _conflict(request, cohort, form, kind)
        messages.success(request, _("Saved."))
        return redirect("office-backing", cohort_id=cohort.pk)
    return render(request, "documents/backing_task.html", context, status=422 if form.is_bound else 200)


def _conflict(request: MemberRequest, cohort: Cohort, form: BackingForm, kind: str) -> HttpResponse:
    fresh = planned_or_404(cohort, kind)
    data = request.POST.copy()
    data["version"] = str(fresh.task.version if fresh.task else 0)
    context = {
        "cohort": cohort,
        "planned": fresh,
        "form": BackingForm(data, planned=fresh),
        "conflict": form.conflict_with(fresh.task) if fresh.task else [],
    }
    return render(request, "documents/backing_task.html", context, status=409)


@require_POST
@login_required
def done(request: MemberRequest, cohort_id: int, kind: str) -> HttpResponse:
    """Note that it is done, or (undo) that it is not."""
    cohort = backed(request, cohort_id)
    planned = planned_or_404(cohort, kind)
    day = None if "undo" in request.POST else timezone.localdate()
    services.finish_task(actor=request.user, cohort=cohort, kind=planned.kind, done_on=day)
    messages.success(request, _("Noted as done.") if day else _("Noted as not done yet."))
    return redirect("office-backing", cohort_id=cohort.pk)


@require_POST
@login_required
def invite(request: MemberRequest, cohort_id: int, kind: str) -> HttpResponse:
    """Send the sponsor an invitation for the calendar."""
    cohort = backed(request, cohort_id)
    planned = planned_or_404(cohort, kind)
    if planned.task is None:
        raise Http404
    try:
        services.invite_sponsors(actor=request.user, task=planned.task, now=timezone.now())
    except services.BackingError:
        messages.error(request, _("An invitation needs a day, a time, and somebody who has the role of the sponsor."))
    else:
        messages.success(request, _("The invitation is on its way; later changes of day, time or place follow it."))
    return redirect("office-backing", cohort_id=cohort.pk)
