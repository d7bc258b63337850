from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.matching import presentation, selectors, services, words
from augenhoehe.matching.enums import RunState
from augenhoehe.matching.forms import ReturnForm, SubmitForm, VersionForm
from augenhoehe.matching.models import Run

from .frame import computed_run_for, desk_of, desk_page, person_of


@require_safe
@login_required
def check(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """Everything to look at before publishing, and the next step."""
    return _page(request, computed_run_for(request, cohort_id, number))


def _page(
    request: HttpRequest,
    run: Run,
    *,
    status: int = 200,
    submit_form: SubmitForm | None = None,
    return_form: ReturnForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    found = selectors.findings_of(run, today=timezone.localdate())
    initial = {"version": run.version}
    return desk_page(
        request,
        "matching/check.html",
        desk_of(request, run.cohort),
        "proposals",
        status=status,
        run=run,
        check=presentation.check(run, found),
        mails=presentation.mail_previews(run.cohort),
        submitted=run.state == RunState.SUBMITTED,
        ready=run.state == RunState.READY,
        may_approve=run.submitted_by_id != person_of(request).pk,
        submit_form=submit_form or SubmitForm(initial=initial, warnings=bool(found.warnings)),
        return_form=return_form or ReturnForm(initial=initial),
        withdraw_form=VersionForm(initial=initial),
        refusal=refusal,
    )


@require_POST
@login_required
def submit(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """Give the run to the second person."""
    run = computed_run_for(request, cohort_id, number, write=True)
    found = selectors.findings_of(run, today=timezone.localdate())
    form = SubmitForm(request.POST, warnings=bool(found.warnings))
    if not form.is_valid():
        return _page(request, run, submit_form=form, status=422)
    return _act(
        request,
        run,
        services.submit_for_approval,
        {"submit_form": form},
        version=form.cleaned_data["version"],
        acknowledged=form.cleaned_data.get("acknowledged", False),
    )


@require_POST
@login_required
def send_back(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """The second person asks for changes; whoever may approve may do that."""
    run = computed_run_for(request, cohort_id, number)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, run, return_form=form, status=422)
    return _act(request, run, services.return_run, {"return_form": form}, **form.cleaned_data)


@require_POST
@login_required
def withdraw(request: HttpRequest, cohort_id: int, number: int) -> HttpResponse:
    """The office takes its submission back."""
    run = computed_run_for(request, cohort_id, number, write=True)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _page(request, run, refusal=words.refusal_sentence("transition", {}), status=422)
    return _act(request, run, services.withdraw_submission, {}, **form.cleaned_data)


def _act(request: HttpRequest, run: Run, service: Any, forms: dict[str, Any], **values: Any) -> HttpResponse:
    try:
        service(run=run, actor=person_of(request), now=timezone.now(), **values)
    except (StaleError, services.NotPossible) as error:
        code = "transition" if isinstance(error, StaleError) else error.code
        facts = {} if isinstance(error, StaleError) else error.facts
        run.refresh_from_db(fields=("state", "version", "submitted_by", "submitted_at", "returned_note"))
        status = 409 if code == "transition" else 422
        return _page(request, run, status=status, refusal=words.refusal_sentence(code, facts), **forms)
    return redirect("run-check", cohort_id=run.cohort_id, number=run.number)
