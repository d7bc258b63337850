import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from augenhoehe.matching import presentation, selectors
from augenhoehe.matching.forms import CompareForm, ProposalFilter, SideFilter, StartForm
from augenhoehe.matching.models import Run

from .frame import LONG_ROWS_PER_PAGE, cohort_for, desk_of, desk_page, page_of, shown_run


@require_safe
@login_required
def to_place(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Who waits for a partner, what the office has decided, and the start of a run."""
    return to_place_page(request, cohort_id)


def to_place_page(
    request: HttpRequest,
    cohort_id: int,
    *,
    form: StartForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    cohort = cohort_for(request, cohort_id)
    filter_form = SideFilter(request.GET)
    page = page_of(request, selectors.to_place(cohort, side=filter_form.chosen()))
    return desk_page(
        request,
        "matching/to_place.html",
        desk_of(request, cohort),
        "to_place",
        status=status,
        page=page,
        waiting=selectors.waiting_since_before(cohort, page),
        filter=filter_form,
        decisions=[(decision, uuid.uuid4()) for decision in selectors.decisions_of(cohort)],
        form=form or StartForm(),
        refusal=refusal,
    )


@require_safe
@login_required
def notices(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Warnings before a run; a fragment for htmx, else a page of its own."""
    cohort = cohort_for(request, cohort_id)
    context = presentation.notices(cohort, today=timezone.localdate())
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "matching/fragments/notices.html", context)
    return desk_page(request, "matching/notices.html", desk_of(request, cohort), "to_place", **context)


@require_safe
@login_required
def proposals(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The pairs of a run, each with its parts and reasons."""
    cohort = cohort_for(request, cohort_id)
    desk = desk_of(request, cohort)
    run = shown_run(request, cohort, desk.latest)
    if run is None:
        return desk_page(request, "matching/none_yet.html", desk, "proposals")
    filter_form = ProposalFilter(request.GET)
    query, only_set = filter_form.chosen()
    page = page_of(request, selectors.proposals_of(run, query=query, only_set=only_set), LONG_ROWS_PER_PAGE)
    lexicon = selectors.lexicon_of(cohort, people=presentation.pinning(run))
    return desk_page(
        request,
        "matching/proposals.html",
        desk,
        "proposals",
        run=run,
        page=page,
        rows=presentation.proposal_rows(page, run, lexicon),
        summary=presentation.summary(run, lexicon),
        filter=filter_form,
        filtered=bool(query or only_set),
        gone=selectors.withdrawn_since(run),
        open=desk.may_change(run),
    )


@require_safe
@login_required
def left_over(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Who has no partner in a run: the cause, and what would help."""
    cohort = cohort_for(request, cohort_id)
    desk = desk_of(request, cohort)
    run = shown_run(request, cohort, desk.latest)
    if run is None:
        return desk_page(request, "matching/none_yet.html", desk, "left_over")
    filter_form = SideFilter(request.GET)
    page = page_of(request, selectors.left_over_of(run, side=filter_form.chosen()), LONG_ROWS_PER_PAGE)
    return desk_page(
        request,
        "matching/left_over.html",
        desk,
        "left_over",
        run=run,
        page=page,
        rows=presentation.left_over_rows(page, cohort),
        filter=filter_form,
    )


@require_safe
@login_required
def published(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The pairs that were published."""
    cohort = cohort_for(request, cohort_id)
    return desk_page(
        request,
        "matching/published.html",
        desk_of(request, cohort),
        "published",
        page=page_of(request, selectors.published_proposals(cohort)),
    )


@require_safe
@login_required
def past(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """All runs, and the choice of two to compare."""
    cohort = cohort_for(request, cohort_id)
    runs = Run.objects.light().filter(cohort=cohort).select_related("started_by", "approved_by")
    page = page_of(request, runs)
    return desk_page(
        request,
        "matching/past.html",
        desk_of(request, cohort),
        "past",
        page=page,
        rows=[(run, presentation.figures(run)) for run in page],
        form=CompareForm(cohort=cohort, initial=presentation.last_two(cohort)),
    )


@require_safe
@login_required
def compare(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Two runs side by side."""
    cohort = cohort_for(request, cohort_id)
    form = CompareForm(request.GET or None, cohort=cohort, initial=presentation.last_two(cohort))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return desk_page(request, "matching/compare.html", desk_of(request, cohort), "past", form=form, status=status)
    comparison = presentation.comparison(form.cleaned_data["a"], form.cleaned_data["b"])
    return desk_page(
        request, "matching/compare.html", desk_of(request, cohort), "past", form=form, comparison=comparison
    )
