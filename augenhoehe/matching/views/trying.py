"""What the office may ask of a run without changing anything: why not these two, other weights, the next best plans."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.matching import adapter, presentation, selectors
from augenhoehe.matching.enums import DecisionKind
from augenhoehe.matching.forms import WeightsForm, WhyNotForm

from .frame import LONG_ROWS_PER_PAGE, application_for, computed_run_for, desk_of, desk_page, person_of


@require_safe
@login_required
def why_not(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """Why two people are no tandem of this run: the rule, or what it would cost and who would have to move."""
    run = computed_run_for(request, cohort_id, number)
    people = selectors.people_of(run.cohort, adapter.people_of(run))
    asked = "mentor" in request.GET and "mentee" in request.GET
    form = WhyNotForm(request.GET if asked else None, people=people, initial=dict(request.GET.items()))
    context = {"run": run, "form": form, "pair": None}
    if asked and form.is_valid():
        mentor, mentee = (application_for(run.cohort, form.cleaned_data[side], side) for side in ("mentor", "mentee"))
        context["pair"] = presentation.pair(run, mentor, mentee, DecisionKind.LOCK)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "matching/fragments/why_not.html", context | {"cohort": run.cohort})
    status = 422 if asked and not form.is_valid() else 200
    return desk_page(
        request, "matching/why_not.html", desk_of(request, run.cohort), "proposals", status=status, **context
    )


@require_safe
@login_required
def weights(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """Other weights on sliders, and what would change against the run as it is kept."""
    run = computed_run_for(request, cohort_id, number)
    now = adapter.weights_of(run)
    asked = any(name in request.GET for name in now)
    form = WeightsForm(request.GET if asked else None, weights=now)
    context = {"run": run, "form": form, "cohort": run.cohort}
    if asked and form.is_valid():
        try:
            tried = form.weights()
            trial = presentation.trial(run, tried)
        except adapter.Impossible as error:
            context["failure"] = presentation.failure_of(run.cohort, error.failure)
        else:
            page = Paginator(trial.changes, LONG_ROWS_PER_PAGE).get_page(request.GET.get("page"))
            may_manage = person_of(request).has_perm("programmes.manage", run.cohort)
            context |= {"trial": trial, "page": page, "may_manage": may_manage, "query": urlencode(tried)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "matching/fragments/trial.html", context)
    status = 422 if asked and not form.is_valid() else 200
    return desk_page(
        request, "matching/weights.html", desk_of(request, run.cohort), "proposals", status=status, **context
    )


@require_safe
@login_required
def plans(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """The next best plans: what each loses, and who has another partner in it."""
    run = computed_run_for(request, cohort_id, number)
    found = presentation.next_best_plans(run)
    return desk_page(request, "matching/plans.html", desk_of(request, run.cohort), "proposals", run=run, plans=found)
