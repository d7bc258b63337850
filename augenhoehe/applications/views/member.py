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
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.applications import confidential, services
from augenhoehe.applications.enums import State, Step
from augenhoehe.applications.forms import STEP_FORMS, StartForm, StepForm
from augenhoehe.applications.holds import reason_to_stay
from augenhoehe.applications.models import Application
from augenhoehe.applications.rules import required_inputs, steps_of
from augenhoehe.applications.selectors.approval import approvals_of
from augenhoehe.applications.selectors.member import lacks_no_need_check, own_application, progress
from augenhoehe.applications.selectors.need import need_of
from augenhoehe.applications.selectors.office import detail
from augenhoehe.applications.selectors.units import all_units
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.selectors import call_is_open

from .walk import Walk, check_page, need_page, step_page


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
    return progress(application, today=timezone.localdate()).next_url


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
        "need_url": reverse("application-need", args=[mine.pk]),
        "hold": reason_to_stay(mine),
        "reopen": mine.state == State.WITHDRAWN and call_is_open(mine.cohort, timezone.localdate()),
    }
    return render(request, "applications/application.html", context)


class OwnWalk(Walk):
    """Signed in: the whole form, the silent list with it."""

    def __init__(self, request: HttpRequest, application: Application) -> None:
        super().__init__(application, steps_of(application.side, application.cohort))
        self.request = request

    def url(self, step: Step) -> str:
        return self.application.step_url(step)

    @property
    def need_url(self) -> str:
        return reverse("application-need", args=[self.application.pk])

    @property
    def end_url(self) -> str:
        return self.application.get_absolute_url()

    def again(self) -> "OwnWalk":
        return OwnWalk(self.request, _own(self.request, self.application.pk))

    def form(self, step: Step, data: Any = None) -> StepForm:
        if step != Step.EXCLUSIONS:
            return super().form(step, data)
        emails = confidential.own_exclusions(reader=self.request.user, application=self.application)  # type: ignore[arg-type]
        return STEP_FORMS[step](data, application=self.application, initial={"emails": "\n".join(emails)})

    def save(self, form: StepForm) -> None:
        if form.step == Step.EXCLUSIONS:
            mine, version, now = self.application, form.cleaned_data["version"], timezone.now()
            services.save_exclusions(actor=mine.person, application=mine, version=version, now=now, **form.answers())
        else:
            super().save(form)

    def after(self, step: Step) -> str:
        """A submitted application goes on with a need check that is missing, and is done else."""
        if step == Step.NEED or self.application.state == State.DRAFT:
            return super().after(step)
        asked = step == Step.TOPICS and not lacks_no_need_check(self.application)
        return self.url(Step.NEED) if asked else self.end_url

    def before(self, step: Step) -> str:
        return super().before(step) if self.application.state == State.DRAFT else ""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def application_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step of the form, saved by itself; the last one checks everything and hands in."""
    walk = OwnWalk(request, _own(request, pk))
    if step == Step.CHECK:
        return check_page(request, walk)
    if step not in STEP_FORMS or not walk.is_open(Step(step)):
        raise Http404
    return step_page(request, walk, Step(step))


@require_safe
@login_required
def application_need(request: HttpRequest, pk: int) -> HttpResponse:
    """What the need check says, to the person."""
    return need_page(request, OwnWalk(request, _own(request, pk)))


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
