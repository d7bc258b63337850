"""What the two plan together, and how far they are."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.tandems.models import Tandem

from ..errors import UndertakingError
from ..forms import StepForm, UndertakingForm
from ..models import Step, Undertaking
from ..selectors.space import plan_of, publishing_of, undertaking_of
from ..services import undertaking as services
from .reader import framed, planning_space, writing_page

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The undertaking with its steps, and whether it is in the library."""
    tandem, side = planning_space(request, pk)
    context = framed(
        tandem, side, plan=plan_of(tandem), publishing=publishing_of(tandem, side), today=timezone.localdate()
    )
    return render(request, "undertakings/undertaking.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Begin the undertaking, or go on with it."""
    tandem, side = planning_space(request, pk, writing=True)
    return writing_page(
        request,
        (tandem, side),
        load=lambda: undertaking_of(tandem) or Undertaking(tandem=tandem),
        form=UndertakingForm,
        service=services.save_undertaking,
        template="undertakings/undertaking_edit.html",
        done="tandem-undertaking",
        tandem=tandem,
    )


def _begun(tandem: Tandem) -> Undertaking:
    return get_object_or_404(Undertaking.objects.select_related("tandem"), tandem=tandem)


def _step(tandem: Tandem, step_pk: int) -> Step:
    found = Step.objects.filter(undertaking__tandem=tandem).select_related("undertaking__tandem")
    return get_object_or_404(found, pk=step_pk)


@require_http_methods(FORM_METHODS)
@login_required
def step_new(request: MemberRequest, pk: int) -> HttpResponse:
    """One more step."""
    tandem, side = planning_space(request, pk, writing=True)
    undertaking = _begun(tandem)
    form = StepForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            services.add_step(
                undertaking=undertaking,
                actor=request.user,
                values=form.changes(),
                draft_key=form.cleaned_data["draft_key"],
            )
        except StaleError:
            form.add_error(None, _("This step is there already, with other words. Please look at the list."))
            status = 409
        except UndertakingError as error:
            form.add_error(None, error.message())
        else:
            return redirect("tandem-undertaking", pk=pk)
    return render(request, "undertakings/step.html", framed(tandem, side, form=form), status=status)


@require_http_methods(FORM_METHODS)
@login_required
def step_edit(request: MemberRequest, pk: int, step_pk: int) -> HttpResponse:
    """Word a step anew, or give it to somebody else."""
    tandem, side = planning_space(request, pk, writing=True)
    return writing_page(
        request,
        (tandem, side),
        load=lambda: _step(tandem, step_pk),
        form=StepForm,
        service=services.change_step,
        template="undertakings/step.html",
        done="tandem-undertaking",
        step=_step(tandem, step_pk),
    )


@require_POST
@login_required
def step_done(request: MemberRequest, pk: int, step_pk: int) -> HttpResponse:
    """Tick a step, or take the tick away."""
    tandem, _side = planning_space(request, pk, writing=True)
    step, done, now = _step(tandem, step_pk), request.POST.get("done") != "no", timezone.now()
    try:
        services.set_step_done(step=step, actor=request.user, done=done, now=now, today=timezone.localdate(now))
    except UndertakingError as error:
        messages.warning(request, error.message())
    return redirect("tandem-undertaking", pk=pk)


@require_POST
@login_required
def step_delete(request: MemberRequest, pk: int, step_pk: int) -> HttpResponse:
    """Leave a step out."""
    tandem, _side = planning_space(request, pk, writing=True)
    try:
        services.delete_step(step=_step(tandem, step_pk), actor=request.user)
    except UndertakingError as error:
        messages.warning(request, error.message())
    else:
        messages.success(request, _("The step is deleted."))
    return redirect("tandem-undertaking", pk=pk)
