"""The office's questions: who has which in hand, and the answers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.outreach.enums import OPEN_QUESTIONS
from augenhoehe.outreach.errors import IllegalTransitionError
from augenhoehe.outreach.forms import FaqForm
from augenhoehe.outreach.forms.questions import AnswerForm, OwnerForm, QuestionFilterForm, VersionForm
from augenhoehe.outreach.models import Question
from augenhoehe.outreach.selectors import questions as selectors
from augenhoehe.outreach.services import questions as services
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.programmes.selectors import current_cohort
from augenhoehe.programmes.views.office import FORM_METHODS

PAGE = 25


@require_safe
@login_required
def questions(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """All questions to the cohort's programme: filters, pages."""
    cohort = managed_cohort(request.user, cohort_id)
    form = QuestionFilterForm(request.GET)
    filters = form.filters(request.user)
    found = selectors.office_questions(cohort.programme_id, **filters)
    waiting, unclaimed = selectors.open_counts(cohort.programme_id)
    context = {
        "cohort": cohort,
        "filter": form,
        "filtered": bool(filters),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "waiting": waiting,
        "unclaimed": unclaimed,
    }
    return render(request, "outreach/questions.html", context)


@require_safe
@login_required
def entry(request: MemberRequest, question_id: int) -> HttpResponse:
    """From a mail to the question, within the cohort that the programme's pages show today."""
    question = get_object_or_404(Question.objects.managed_by(request.user), pk=question_id)
    cohort = _cohort_of(question.programme_id)
    if cohort is None:
        return _no_cohort(request, question.programme_id)
    return redirect("office-question", cohort_id=cohort.pk, question_id=question.pk)


@require_safe
@login_required
def of_programme(request: MemberRequest, programme_id: int) -> HttpResponse:
    """From a programme to its questions, with the filters of the address."""
    programme = get_object_or_404(Programme.objects.managed_by(request.user), pk=programme_id)
    cohort = _cohort_of(programme.pk)
    if cohort is None:
        return _no_cohort(request, programme.pk)
    return redirect(f"{reverse('office-questions', args=[cohort.pk])}?{request.GET.urlencode()}")


def _cohort_of(programme_id: int) -> Cohort | None:
    """The office's pages stand within a cohort: the one that people ask about today, and that can be written to."""
    cohorts = Cohort.objects.under_way().select_related("gate").prefetch_related("phases")
    programme = Programme.objects.prefetch_related(Prefetch("cohorts", cohorts)).get(pk=programme_id)
    return current_cohort(programme, timezone.localdate())


def _no_cohort(request: MemberRequest, programme_id: int) -> HttpResponse:
    messages.info(request, _("Questions are answered within a cohort, and none is under way. Please set one up first."))
    return redirect("cohort-new", programme_id=programme_id)


def _question(cohort: Cohort, question_id: int) -> Question:
    found = Question.objects.select_related("programme", "owner", "answered_by")
    return get_object_or_404(found, pk=question_id, programme=cohort.programme_id)


@require_safe
@login_required
def question(request: MemberRequest, cohort_id: int, question_id: int) -> HttpResponse:
    """One question: who asked what, in whose hand it is, and what was answered."""
    cohort = managed_cohort(request.user, cohort_id)
    return _page(request, cohort, _question(cohort, question_id))


def _page(
    request: MemberRequest, cohort: Cohort, question: Question, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "cohort": cohort,
        "question": question,
        "waits": question.state in OPEN_QUESTIONS,
        "owner_form": OwnerForm(instance=question, office=selectors.office_people(cohort.programme_id)),
        "answer_form": AnswerForm(instance=question),
        **more,
    }
    return render(request, "outreach/question.html", context, status=status)


@require_POST
@login_required
def assign(request: MemberRequest, cohort_id: int, question_id: int) -> HttpResponse:
    """Put the question into somebody's hand."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = _question(cohort, question_id)
    form = OwnerForm(
        request.POST, instance=_question(cohort, question_id), office=selectors.office_people(cohort.programme_id)
    )
    if not form.is_valid():
        return _page(request, cohort, stored, status=422, owner_form=form)

    def act() -> None:
        services.assign_question(
            question=stored,
            version=form.cleaned_data["version"],
            owner=form.cleaned_data["owner"],
            actor=request.user,
        )

    return _after(request, cohort, stored, act, _("Saved."))


@require_POST
@login_required
def answer(request: MemberRequest, cohort_id: int, question_id: int) -> HttpResponse:
    """Send the answer. Somebody was quicker: theirs is shown, and what was typed stays."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = _question(cohort, question_id)
    form = AnswerForm(request.POST, instance=_question(cohort, question_id))
    if not form.is_valid():
        return _page(request, cohort, stored, status=422, answer_form=form)

    def act() -> None:
        services.answer_question(
            question=stored,
            version=form.cleaned_data["version"],
            answer=form.cleaned_data["answer"],
            actor=request.user,
            now=timezone.now(),
        )

    return _after(request, cohort, stored, act, _("The answer is on its way."), typed=form.cleaned_data["answer"])


@require_POST
@login_required
def close(request: MemberRequest, cohort_id: int, question_id: int) -> HttpResponse:
    """Lay the question aside."""
    cohort = managed_cohort(request.user, cohort_id)
    return _press(request, cohort, question_id, services.close_question, _("The question is closed."))


@require_POST
@login_required
def reopen(request: MemberRequest, cohort_id: int, question_id: int) -> HttpResponse:
    """Take the question in hand again."""
    cohort = managed_cohort(request.user, cohort_id)
    return _press(request, cohort, question_id, services.reopen_question, _("The question is in hand again."))


def _press(request: MemberRequest, cohort: Cohort, question_id: int, service: Any, notice: str) -> HttpResponse:
    stored = _question(cohort, question_id)
    form = VersionForm(request.POST, instance=_question(cohort, question_id))
    if not form.is_valid():
        return _page(request, cohort, stored, status=422)

    def act() -> None:
        service(question=stored, version=form.cleaned_data["version"], actor=request.user)

    return _after(request, cohort, stored, act, notice)


def _after(
    request: MemberRequest, cohort: Cohort, stored: Question, act: Any, notice: str, *, typed: str = ""
) -> HttpResponse:
    """Do it and go back to the question; where somebody was quicker, a 409 with what holds now and what was typed."""
    try:
        act()
    except (StaleError, IllegalTransitionError):
        fresh = _question(cohort, stored.pk)
        if not typed:
            return _page(request, cohort, fresh, status=409, quicker=True)
        owner = fresh.owner.get_full_name() if fresh.owner else _("nobody’s yet")
        conflict = [(_("State"), fresh.get_state_display()), (_("In whose hand"), owner), (_("Answer"), fresh.answer)]
        form = AnswerForm({"answer": typed, "version": fresh.version}, instance=_question(cohort, stored.pk))
        return _page(request, cohort, fresh, status=409, conflict=conflict, answer_form=form, waits=True)
    messages.success(request, notice)
    return redirect("office-question", cohort_id=cohort.pk, question_id=stored.pk)


@require_http_methods(FORM_METHODS)
@login_required
def publish(request: MemberRequest, cohort_id: int, question_id: int) -> HttpResponse:
    """Put question and answer, reworded and without a name, among the frequent questions."""
    cohort = managed_cohort(request.user, cohort_id)
    stored = _question(cohort, question_id)
    if not stored.answer:
        raise Http404
    proposal = {f"question_{stored.language}": stored.text[:200], f"answer_{stored.language}": stored.answer[:4000]}
    form = FaqForm(request.POST if request.method == "POST" else None, initial={**proposal, "shown": True})
    if form.is_bound and form.is_valid():
        services.publish_question(
            question=stored, values=form.changes(), draft_key=form.cleaned_data["draft_key"], actor=request.user,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Question and answer stand among the frequent questions."))
        return redirect("office-question", cohort_id=cohort.pk, question_id=stored.pk)
    context = {"cohort": cohort, "question": stored, "form": form}
    return render(request, "outreach/question_publish.html", context, status=422 if form.is_bound else 200)
