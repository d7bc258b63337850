from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from augenhoehe.common.models import StaleError
from augenhoehe.matching import presentation, services, words
from augenhoehe.matching.enums import ACTIVE, RunState
from augenhoehe.matching.forms import StartForm, VersionForm
from augenhoehe.matching.models import Run

from .desk import to_place_page
from .frame import cohort_for, desk_of, desk_page, person_of, run_for

CONFLICTS = ("draft_reused", "transition")


@require_POST
@login_required
def start(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Queue a run and show its progress."""
    cohort = cohort_for(request, cohort_id, write=True)
    form = StartForm(request.POST)
    if not form.is_valid():
        return to_place_page(request, cohort_id, form=form, status=422)
    try:
        run, _created = services.start_run(cohort=cohort, actor=person_of(request), **form.cleaned_data)
    except services.NotPossible as error:
        refusal = words.refusal_sentence(error.code, error.facts)
        status = 409 if error.code in CONFLICTS else 422
        return to_place_page(request, cohort_id, form=form, refusal=refusal, status=status)
    return redirect("run", cohort_id=cohort.pk, number=run.number)


@require_safe
@login_required
def show(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """A run under way with its progress, or why it failed; a computed one goes on to its proposals."""
    run = run_for(request, cohort_id, number)
    if request.htmx and run.state in ACTIVE:  # type: ignore[attr-defined]
        return render(request, "matching/fragments/progress.html", {"run": run, **presentation.progress(run)})
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(request.path)
    if run.figures:
        return redirect(f"{presentation.proposals_url(run)}")
    return run_page(request, run)


def run_page(request: HttpRequest, run: Run, *, refusal: str = "", status: int = 200) -> HttpResponse:
    return desk_page(
        request,
        "matching/run.html",
        desk_of(request, run.cohort),
        "past",
        run=run,
        refusal=refusal,
        under_way=run.state in ACTIVE,
        failed=run.state == RunState.FAILED,
        failure=presentation.failure(run),
        status=status,
        **presentation.progress(run),
    )


@require_POST
@login_required
def discard(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """Put a run aside."""
    run = run_for(request, cohort_id, number, write=True)
    return _act(request, run, services.discard_run)


@require_POST
@login_required
def retry(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """Compute a failed run once more."""
    run = run_for(request, cohort_id, number, write=True)
    return _act(request, run, services.try_again)


def _act(request: HttpRequest, run: Run, service: services.RunAct) -> HttpResponse:
    form = VersionForm(request.POST)
    if not form.is_valid():
        return run_page(request, run, refusal=words.refusal_sentence("transition", {}), status=422)
    try:
        done = service(run=run, actor=person_of(request), version=form.cleaned_data["version"], now=timezone.now())
    except (StaleError, services.NotPossible) as error:
        code = "transition" if isinstance(error, StaleError) else error.code
        run.refresh_from_db(fields=("state", "version"))
        return run_page(request, run, refusal=words.refusal_sentence(code, {}), status=409)
    if done.state == RunState.DISCARDED:
        return redirect("matching-past", cohort_id=run.cohort_id)
    return redirect("run", cohort_id=run.cohort_id, number=run.number)
