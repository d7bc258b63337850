from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import Application
from augenhoehe.common.models import StaleError
from augenhoehe.matching import adapter, presentation, services, words
from augenhoehe.matching.enums import DecisionKind
from augenhoehe.matching.forms import DecisionForm, NoteForm
from augenhoehe.matching.models import PairDecision, Run

from .desk import to_place_page
from .frame import application_for, cohort_for, computed_run_for, desk_of, desk_page, person_of


@require_safe
@login_required
def partners(request: HttpRequest, cohort_id: int, number: int, application_id: int) -> HttpResponse:
    """Other possible partners of one person, with what the cohort gains or loses by each."""
    run = computed_run_for(request, cohort_id, number)
    person = application_for(run.cohort, application_id)
    found = presentation.partners(run, person, wide=request.GET.get("all") == "1")
    if found is None:
        raise Http404
    return desk_page(
        request, "matching/partners.html", desk_of(request, run.cohort), "proposals", run=run, person=person, **found
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pair(request: HttpRequest, cohort_id: int, number: int, mentor_id: int, mentee_id: int) -> HttpResponse:
    """One pair: its fit, and what setting it would change; POST sets it."""
    return _decide(request, cohort_id, number, mentor_id, mentee_id, DecisionKind.LOCK)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ban(request: HttpRequest, cohort_id: int, number: int, mentor_id: int, mentee_id: int) -> HttpResponse:
    """What forbidding a pair would change; POST forbids it."""
    return _decide(request, cohort_id, number, mentor_id, mentee_id, DecisionKind.BAN)


def _decide(
    request: HttpRequest, cohort_id: int, number: int, mentor_id: int, mentee_id: int, kind: DecisionKind
) -> HttpResponse:
    run = computed_run_for(request, cohort_id, number, write=request.method == "POST")
    mentor = application_for(run.cohort, mentor_id, Side.MENTOR)
    mentee = application_for(run.cohort, mentee_id, Side.MENTEE)
    shown = presentation.pair(run, mentor, mentee, kind)
    if shown is None:
        raise Http404
    if request.method != "POST":
        form = DecisionForm(initial={"kind": kind, "note": request.GET.get("note", "")}, note_needed=shown.note_needed)
        return _pair_page(request, run, shown, form)
    form = DecisionForm({**request.POST.dict(), "kind": kind}, note_needed=shown.note_needed)
    if not form.is_valid():
        return _pair_page(request, run, shown, form, status=422)
    return _save(request, run, shown, form, mentor, mentee)


def _save(
    request: HttpRequest,
    run: Run,
    shown: presentation.PairView,
    form: DecisionForm,
    mentor: Application,
    mentee: Application,
) -> HttpResponse:
    try:
        decided = services.decide_pair(
            basis=run,
            actor=person_of(request),
            mentor=mentor,
            mentee=mentee,
            kind=DecisionKind(form.cleaned_data["kind"]),
            note=form.cleaned_data["note"],
            draft_key=form.cleaned_data["draft_key"],
            now=timezone.now(),
        )
    except StaleError:
        return _pair_page(request, run, shown, form, status=409, stale=True)
    except services.NotPossible as error:
        refusal = words.refusal_sentence(error.code, error.facts)
        status = 409 if error.code == "draft_reused" else 422
        return _pair_page(request, run, shown, form, status=status, refusal=refusal)
    except adapter.Impossible as error:
        refusal = " ".join(presentation.failure_of(run.cohort, error.failure))
        return _pair_page(request, run, shown, form, status=422, refusal=refusal)
    return redirect("run", cohort_id=run.cohort_id, number=decided.run.number)


def _pair_page(
    request: HttpRequest,
    run: Run,
    shown: presentation.PairView,
    form: DecisionForm,
    *,
    status: int = 200,
    stale: bool = False,
    refusal: str = "",
) -> HttpResponse:
    desk = desk_of(request, run.cohort)
    return desk_page(
        request,
        "matching/pair.html",
        desk,
        "proposals",
        status=status,
        run=run,
        pair=shown,
        form=form,
        stale=stale,
        refusal=refusal,
        open=desk.may_change(run),
    )


@require_POST
@login_required
def take_back(request: HttpRequest, cohort_id: int, decision_id: int) -> HttpResponse:
    """Lift a lock or a ban."""
    cohort = cohort_for(request, cohort_id, write=True)
    form = NoteForm(request.POST)
    key = form.cleaned_data["draft_key"] if form.is_valid() else None
    if known := services.known_draft(cohort, person_of(request), key):  # the second click of two
        return redirect("run", cohort_id=cohort.pk, number=known.number)
    decision = get_object_or_404(PairDecision.objects.select_related("cohort"), cohort=cohort, pk=decision_id)
    try:
        run = services.take_decision_back(
            decision=decision, actor=person_of(request), draft_key=key, now=timezone.now()
        )
    except services.NotPossible as error:
        refusal = words.refusal_sentence(error.code, error.facts)
        return to_place_page(request, cohort_id, refusal=refusal, status=422)
    if run is None:
        return redirect("matching-desk", cohort_id=cohort.pk)
    return redirect("run", cohort_id=cohort.pk, number=run.number)
