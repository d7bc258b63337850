"""The applicant's pages. They, and no page of the office, reach the silent list."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.applications import confidential, services
from augenhoehe.applications.enums import State, Step
from augenhoehe.applications.forms import STEP_FORMS, StartForm, StepForm
from augenhoehe.applications.holds import reason_to_stay
from augenhoehe.applications.models import Application
from augenhoehe.applications.rules import required_inputs, steps_of
from augenhoehe.applications.selectors.approval import approvals_of
from augenhoehe.applications.selectors.member import lacks_no_need_check, own_application, progress, step_is_open
from augenhoehe.applications.selectors.need import need_of
from augenhoehe.applications.selectors.office import detail
from augenhoehe.applications.selectors.units import all_units
from augenhoehe.common.models import StaleError
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.selectors import call_is_open


def _own(request: HttpRequest, pk: int) -> Application:
    mine = Application.objects.visible_to(request.user)  # type: ignore[arg-type]
    return get_object_or_404(mine.select_related("person", "cohort__programme"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def apply(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Choose a role and begin; whoever has begun goes on where they stopped."""
    cohort = get_object_or_404(Cohort.objects.public().select_related("programme"), pk=cohort_id)
    known = own_application(request.user, cohort)  # type: ignore[arg-type]
    form = StartForm(request.POST or None, initial={"draft_key": uuid4(), "side": request.GET.get("as")})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                application = services.start_application(
                    actor=request.user,  # type: ignore[arg-type]
                    cohort=cohort,
                    side=form.cleaned_data["side"],
                    draft_key=form.cleaned_data["draft_key"],
                    now=timezone.now(),
                )
                return redirect(_continue(application))
            except services.OtherRoleError as error:
                known, status = error.application, 409
            except services.CallClosedError:
                form.add_error(None, _("The call is not open today."))
    elif known and known.state != State.WITHDRAWN:
        return redirect(_continue(known))
    context = {
        "cohort": cohort,
        "form": form,
        "known": known if status == 409 else None,
        "open": call_is_open(cohort, timezone.localdate()),
        "inputs": {side: len(required_inputs(side, cohort)) for side in ("mentor", "mentee")},
    }
    return render(request, "applications/apply.html", context, status=status)


def _continue(application: Application) -> str:
    """A begun application goes on at its first gap, any other shows itself."""
    if application.state != State.DRAFT:
        return application.get_absolute_url()
    return application.step_url(progress(application, today=timezone.localdate()).first_gap)


@require_http_methods(["GET", "HEAD"])
@login_required
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own application: where it stands, what was answered, what can still be changed."""
    mine = _own(request, pk)
    context = {
        "application": mine,
        "progress": progress(mine, today=timezone.localdate()),
        "detail": detail(mine, all_units(), own=True),
        "approvals": approvals_of(mine),
        "need": need_of(mine),
        "hold": reason_to_stay(mine),
        "reopen": mine.state == State.WITHDRAWN and call_is_open(mine.cohort, timezone.localdate()),
    }
    return render(request, "applications/application.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def application_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step of the form, saved by itself; the last one checks everything and hands in."""
    mine = _own(request, pk)
    if step == Step.CHECK:
        return _check(request, mine)
    if step not in STEP_FORMS or not step_is_open(mine, step, today=timezone.localdate()):
        raise Http404
    if request.method != "POST":
        return _step_page(request, mine, _form(request, mine, step))
    form = _form(request, mine, step, request.POST)
    if not form.is_valid():
        return _step_page(request, mine, form, status=422)
    try:
        _save(request, mine, form)
    except StaleError:
        return _stale(request, pk, step, form)
    messages.success(request, _("Saved."))
    return redirect(_next(_own(request, pk), step))


def _form(request: HttpRequest, mine: Application, step: str, data: Any = None) -> StepForm:
    initial: dict[str, Any] = {}
    if step == Step.EXCLUSIONS:
        emails = confidential.own_exclusions(reader=request.user, application=mine)  # type: ignore[arg-type]
        initial = {"emails": "\n".join(emails)}
    return STEP_FORMS[step](data, application=mine, initial=initial)


def _save(request: HttpRequest, mine: Application, form: StepForm) -> None:
    common: dict[str, Any] = {"actor": request.user, "application": mine, "now": timezone.now()}
    version, answers = form.cleaned_data["version"], form.answers()
    if form.step == Step.ABOUT:
        services.save_about(person_version=version, changes=answers, **common)
    elif form.step == Step.SUPERVISOR:
        services.name_supervisor(version=version, **answers, **common)
    elif form.step == Step.NEED:
        services.save_need(version=version, **answers, **common)
    elif form.step == Step.EXCLUSIONS:
        services.save_exclusions(version=version, emails=answers["emails"], **common)
    else:
        services.save_step(step=form.step, version=version, **answers, **common)


def _stale(request: HttpRequest, pk: int, step: str, typed: StepForm) -> HttpResponse:
    """The row changed meanwhile: a double click goes on, anything else shows both versions."""
    mine = _own(request, pk)
    version = _form(request, mine, step).initial["version"]
    form = _form(request, mine, step, {**typed.typed(), "version": version})
    differences = form.differences()
    if not differences:
        return redirect(_next(mine, step))
    return _step_page(request, mine, form, status=409, conflict=differences)


def _next(mine: Application, step: str) -> str:
    """After the need check comes its result; a submitted application goes on with a need check that is missing."""
    if step == Step.NEED:
        return reverse("application-need", args=[mine.pk])
    if mine.state != State.DRAFT:
        asked = step == Step.TOPICS and not lacks_no_need_check(mine)
        return mine.step_url(Step.NEED) if asked else mine.get_absolute_url()
    order = steps_of(mine.side, mine.cohort)
    return mine.step_url(order[order.index(Step(step)) + 1])


def _step_page(
    request: HttpRequest,
    mine: Application,
    form: StepForm,
    *,
    status: int = 200,
    conflict: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    order = steps_of(mine.side, mine.cohort)
    place = order.index(form.step)
    context = {
        "application": mine,
        "form": form,
        "step": form.step,
        "progress": progress(mine, today=timezone.localdate(), current=form.step),
        "preline": _preline(mine, place + 1),
        "before": mine.step_url(order[place - 1]) if place and mine.state == State.DRAFT else "",
        "conflict": conflict,
    }
    return render(request, f"applications/step_{form.step}.html", context, status=status)


def _preline(mine: Application, number: int) -> str:
    return _("%(name)s, application as %(role)s: step %(number)s of %(total)s") % {
        "name": mine.cohort.programme.name,
        "role": mine.get_side_display(),
        "number": number,
        "total": len(steps_of(mine.side, mine.cohort)),
    }


def _check(request: HttpRequest, mine: Application) -> HttpResponse:
    """Show everything once more; hand in."""
    today = timezone.localdate()
    status = 200
    if request.method == "POST":
        try:
            services.submit_application(
                actor=request.user,  # type: ignore[arg-type]
                application=mine,
                now=timezone.now(),
            )
        except services.IncompleteError:
            status = 422
        except services.CallClosedError:
            status = 409
        else:
            messages.success(request, _("Your application has arrived. Thank you!"))
            return redirect(mine)
    elif mine.state != State.DRAFT:
        return redirect(mine)
    order = steps_of(mine.side, mine.cohort)
    context = {
        "application": mine,
        "progress": progress(mine, today=today, current=Step.CHECK),
        "detail": detail(mine, all_units(), own=True),
        "approvals": approvals_of(mine),
        "need": need_of(mine),
        "preline": _preline(mine, len(order)),
        "refused": status == 422,
        "before": mine.step_url(order[-2]),
    }
    return render(request, "applications/step_check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def application_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then delete the answers at once."""
    mine = _own(request, pk)
    hold = reason_to_stay(mine)
    status = 200
    if request.method == "POST":
        try:
            services.withdraw_application(
                actor=request.user,  # type: ignore[arg-type]
                application=mine,
                now=timezone.now(),
            )
        except services.HeldError as error:
            hold, status = error.reason, 409
        else:
            messages.success(request, _("Your application is withdrawn and your answers are deleted."))
            return redirect(mine)
    elif mine.state == State.WITHDRAWN:
        return redirect(mine)
    context = {"application": mine, "hold": hold}
    return render(request, "applications/withdraw.html", context, status=status)
