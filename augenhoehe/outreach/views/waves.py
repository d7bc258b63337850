"""The announcement of a cohort's call, and the interest list's part in it, for the office."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.outreach.forms.waves import TestForm, WaveForm
from augenhoehe.outreach.models import Wave
from augenhoehe.outreach.selectors import waves as selectors
from augenhoehe.outreach.services import waves as services
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.programmes.selectors import call_is_open
from augenhoehe.programmes.views.office import FORM_METHODS

PAGE = 50


def _cohort(request: MemberRequest, cohort_id: int) -> Cohort:
    """A cohort of one's office that announces its call; 404 for every other."""
    cohort = managed_cohort(request.user, cohort_id)
    if not cohort.uses(Part.ANNOUNCEMENT):
        raise Http404
    return cohort


def _wave(cohort: Cohort, wave_id: int) -> Wave:
    found = Wave.objects.select_related("cohort__programme", "cohort__gate").prefetch_related("cohort__phases")
    return get_object_or_404(found, pk=wave_id, cohort=cohort)


@require_safe
@login_required
def announcement(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The waves of a call with their figures, and whom they do not reach."""
    cohort = _cohort(request, cohort_id)
    now = timezone.now()
    page = Paginator(selectors.cohort_waves(cohort), PAGE).get_page(request.GET.get("page"))
    figures = selectors.wave_figures(list(page))
    everybody = selectors.audience([])
    context = {
        "cohort": cohort,
        "page": page,
        "rows": [(wave, figures[wave.pk], wave.is_missed(now)) for wave in page],
        "proposal": [(kind.label, time) for kind, time in selectors.proposal(cohort, now)],
        "lists": len(everybody.reached),
        "without": everybody.without,
        "call_open": call_is_open(cohort, timezone.localdate()),
        "to_stop": any(True for _wave in selectors.open_waves(cohort)),
    }
    return render(request, "outreach/announcement.html", context)


@require_POST
@login_required
def propose(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Plan the three waves that follow from the dates of the call."""
    cohort = _cohort(request, cohort_id)
    made = services.plan_proposed(cohort=cohort, actor=request.user, now=timezone.now())
    if made:
        text = ngettext("%(n)s wave is planned.", "%(n)s waves are planned.", len(made)) % {"n": len(made)}
        messages.success(request, text)
    else:
        messages.info(request, _("There is nothing to plan: waves are there already, or the call has no days ahead."))
    return redirect("office-announcement", cohort_id=cohort.pk)


@require_POST
@login_required
def stop_all(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Stop all waves that are planned or on their way."""
    cohort = _cohort(request, cohort_id)
    number = services.stop_waves(cohort=cohort, actor=request.user, now=timezone.now())
    text = ngettext("%(n)s wave was stopped.", "%(n)s waves were stopped.", number) % {"n": number}
    messages.success(request, text)
    return redirect("office-announcement", cohort_id=cohort.pk)


@require_http_methods(FORM_METHODS)
@login_required
def wave_new(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Plan one more wave."""
    cohort = _cohort(request, cohort_id)
    form = WaveForm(request.POST if request.method == "POST" else None, instance=Wave(cohort=cohort))
    if form.is_bound and form.is_valid():
        values = {"to_people": False, **form.changes()}
        key = form.cleaned_data["draft_key"]
        wave = services.plan_wave(cohort=cohort, actor=request.user, draft_key=key, **values)
        messages.success(request, _("The wave is planned. Look at it and send yourself a test."))
        return redirect("office-wave", cohort_id=cohort.pk, wave_id=wave.pk)
    context = {"cohort": cohort, "form": form, "wave": None}
    return render(request, "outreach/wave_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
@login_required
def wave_edit(request: MemberRequest, cohort_id: int, wave_id: int) -> HttpResponse:
    """Change a wave that has not begun."""
    cohort = _cohort(request, cohort_id)
    stored = _wave(cohort, wave_id)

    def act(form: Any) -> None:
        try:
            services.change_wave(
                wave=_wave(cohort, stored.pk),
                version=form.cleaned_data["version"],
                changes=form.changes(),
                actor=request.user,
            )
        except services.NotPlannedError:
            form.add_error(None, _("This wave has begun or was stopped; it cannot be changed any more."))

    return edit_page(
        request,
        load=lambda: _wave(cohort, stored.pk),
        make_form=lambda data, instance: WaveForm(data, instance=instance),
        act=act,
        done=reverse("office-wave", args=[cohort.pk, stored.pk]),
        template="outreach/wave_form.html",
        context={"cohort": cohort, "wave": stored},
    )


@require_safe
@login_required
def wave(request: MemberRequest, cohort_id: int, wave_id: int) -> HttpResponse:
    """One wave: what it says in both languages, whom it reaches, what became of its mails."""
    cohort = _cohort(request, cohort_id)
    found = _wave(cohort, wave_id)
    planned = found.state == "planned"
    reach = selectors.reach_of(found) if planned else selectors.Audience()
    rows = found.deliveries.select_related("unit")
    failed = request.GET.get("state") == "failed"
    page = Paginator(selectors.failed_first(rows, only=failed), PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "wave": found,
        "planned": planned,
        "missed": found.is_missed(timezone.now()),
        "may_go_out": selectors.may_go_out(found, timezone.localdate()),
        "units": [label for pk, label in selectors.unit_choices() if pk in found.units],
        "reach": reach,
        "figures": selectors.wave_figures([found])[found.pk],
        "previews": selectors.wave_previews(found, reach),
        "draft_key": uuid4(),
        "page": page,
        "rows": selectors.delivery_rows(list(page)),
    }
    return render(request, "outreach/wave.html", context)


@require_POST
@login_required
def wave_stop(request: MemberRequest, cohort_id: int, wave_id: int) -> HttpResponse:
    """Stop one wave."""
    cohort = _cohort(request, cohort_id)
    if services.stop_wave(wave=_wave(cohort, wave_id), actor=request.user, now=timezone.now()):
        messages.success(request, _("The wave was stopped."))
    else:
        messages.info(request, _("There is nothing to stop: its mails have gone out, or it was stopped before."))
    return redirect("office-wave", cohort_id=cohort.pk, wave_id=wave_id)


@require_POST
@login_required
def wave_test(request: MemberRequest, cohort_id: int, wave_id: int) -> HttpResponse:
    """Send the wave's mail to oneself."""
    cohort = _cohort(request, cohort_id)
    found, form = _wave(cohort, wave_id), TestForm(request.POST)
    key = form.cleaned_data["draft_key"] if form.is_valid() else uuid4()
    services.send_test(wave=found, actor=request.user, draft_key=key)
    messages.success(request, _("The mail is on its way to you, in German and in English."))
    return redirect("office-wave", cohort_id=cohort.pk, wave_id=wave_id)
