"""The office's catalogue: fill it, change it, open it for wishes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.models import Cohort

from ..enums import RoundState
from ..errors import RecognitionError
from ..forms import BenefitForm, OpenForm
from ..models import Benefit, BenefitRound
from ..selectors import benefits as selectors
from ..services import benefits as services
from .doors import cohort_with_benefits

FORM_METHODS = ["GET", "HEAD", "POST"]
PAGE = 20


@require_safe
@login_required
def catalogue(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """What there is, how far the round is, and what to do next."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    round_ = selectors.current_round(cohort)
    today = timezone.localdate()
    rows = selectors.catalogue(round_) if round_ else Benefit.objects.none()
    context = {
        "cohort": cohort,
        "round": round_,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "awaits": bool(round_ and round_.awaits_allotment(today)),
        "counts": selectors.place_counts(round_) if round_ and round_.state == RoundState.PUBLISHED else None,
        "earlier": cohort.benefit_rounds.filter(state=RoundState.PUBLISHED).exclude(pk=round_.pk if round_ else 0)[
            :PAGE
        ],
    }
    return render(request, "recognition/office_benefits.html", context)


def _back(cohort: Cohort) -> str:
    return reverse("office-recognition-benefits", args=[cohort.pk])


@require_POST
@login_required
def fill(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Begin with the catalogue of the round before, or with the shipped one."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    try:
        number = services.fill_catalogue(cohort=cohort, actor=request.user)
    except RecognitionError as error:
        messages.warning(request, error.message())
    else:
        text = ngettext("%(n)d benefit was taken over.", "%(n)d benefits were taken over.", number)
        messages.success(request, text % {"n": number})
    return redirect(_back(cohort))


@require_http_methods(FORM_METHODS)
@login_required
def new(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """One benefit more."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    form = BenefitForm(request.POST if request.method == "POST" else None, instance=Benefit())
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            services.add_benefit(
                cohort=cohort, values=form.changes(), draft_key=form.cleaned_data["draft_key"], actor=request.user
            )
        except StaleError:
            status = 409
            form.add_error(None, _("This form has been sent already, with other words. Please look at the list."))
        except RecognitionError as error:
            form.add_error(None, error.message())
        else:
            messages.success(request, _("Added."))
            return redirect(_back(cohort))
    return render(request, "recognition/office_benefit.html", {"cohort": cohort, "form": form}, status=status)


def _benefit(cohort: Cohort, benefit_id: int) -> Benefit:
    return get_object_or_404(Benefit.objects.select_related("round"), round__cohort=cohort, pk=benefit_id)


@require_http_methods(FORM_METHODS)
@login_required
def edit(request: MemberRequest, cohort_id: int, benefit_id: int) -> HttpResponse:
    """Change it; once people wish, only words and days."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    stored = _benefit(cohort, benefit_id)
    fixed = stored.round.state != RoundState.PREPARING

    def act(form: BenefitForm) -> None:
        try:
            services.change_benefit(
                benefit=stored, version=form.cleaned_data["version"], changes=form.changes(), actor=request.user
            )
        except RecognitionError as error:
            form.add_error(None, error.message())

    return edit_page(
        request,
        load=lambda: _benefit(cohort, benefit_id),
        make_form=lambda data, instance: BenefitForm(data, instance=instance, fixed=fixed),
        act=act,
        done=_back(cohort),
        template="recognition/office_benefit.html",
        context={"cohort": cohort, "fixed": fixed},
    )


@require_POST
@login_required
def remove(request: MemberRequest, cohort_id: int, benefit_id: int) -> HttpResponse:
    """Take it out of the catalogue."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    benefit = _benefit(cohort, benefit_id)
    try:
        services.remove_benefit(benefit=benefit, actor=request.user)
        messages.success(request, _("Taken out."))
    except RecognitionError as error:
        messages.warning(request, error.message())
    return redirect(_back(cohort))


@require_http_methods(FORM_METHODS)
@login_required
def open_wishes(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Let people wish: what that means, until when, and to how many it goes."""
    cohort = cohort_with_benefits(request.user, cohort_id)
    round_ = selectors.current_round(cohort)
    today = timezone.localdate()
    if round_ is None or round_.state != RoundState.PREPARING or not round_.benefits.exists():
        return redirect(_back(cohort))
    initial = {"version": round_.version}
    form = OpenForm(request.POST if request.method == "POST" else None, today=today, initial=initial)
    if not form.is_bound or not form.is_valid():
        return _open_page(request, cohort, round_, form, status=422 if form.is_bound else 200)
    try:
        services.open_round(cohort=cohort, actor=request.user, now=timezone.now(), **form.cleaned_data)
    except (RecognitionError, StaleError):
        messages.warning(request, _("Something has changed in the meantime. Please look again."))
    else:
        messages.success(request, _("Open for wishes. Everybody who may wish gets a letter."))
    return redirect(_back(cohort))


def _open_page(request: MemberRequest, cohort: Cohort, round_: BenefitRound, form: Any, *, status: int) -> HttpResponse:
    context = {
        "cohort": cohort,
        "round": round_,
        "form": form,
        "number": selectors.wishers_of(round_).count(),
        "benefits": selectors.catalogue(round_),
    }
    return render(request, "recognition/office_benefits_open.html", context, status=status)
