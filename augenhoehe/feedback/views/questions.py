"""The office words the questions of the talks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.common.editing import edit_page
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.views.office import FORM_METHODS

from ..forms import QuestionForm
from ..models import Question
from ..services import questions as services
from .door import cohort_of

PAGE = 30


@require_safe
@login_required
def questions(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """All questions, those out of use at the end."""
    cohort = cohort_of(request.user, cohort_id)
    found = cohort.programme.talk_questions.order_by("-active", "position", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "feedback/questions.html", {"cohort": cohort, "page": page})


@require_http_methods(FORM_METHODS)
@login_required
def new(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """One more question."""
    cohort = cohort_of(request.user, cohort_id)
    blank = Question(programme=cohort.programme)
    form = QuestionForm(request.POST if request.method == "POST" else None, instance=blank)
    if form.is_bound and form.is_valid():
        services.add_question(
            programme=cohort.programme, values=form.changes(), draft_key=form.cleaned_data["draft_key"],
            actor=request.user,
        )  # fmt: skip
        messages.success(request, _("Added."))
        return redirect("office-evaluation-talk-questions", cohort_id=cohort.pk)
    context = {"cohort": cohort, "form": form}
    return render(request, "feedback/question_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
@login_required
def change(request: MemberRequest, cohort_id: int, talk_question_id: int) -> HttpResponse:
    """Word it anew, or take it out of use."""
    cohort = cohort_of(request.user, cohort_id)
    stored = get_object_or_404(Question, pk=talk_question_id, programme=cohort.programme_id)

    def act(form: Any) -> None:
        services.change_question(
            question=Question.objects.get(pk=stored.pk), version=form.cleaned_data["version"],
            changes=form.changes(), actor=request.user,
        )  # fmt: skip

    return edit_page(
        request,
        load=lambda: Question.objects.get(pk=stored.pk),
        make_form=lambda data, instance: QuestionForm(data, instance=instance),
        act=act,
        done=reverse("office-evaluation-talk-questions", args=[cohort.pk]),
        template="feedback/question_form.html",
        context={"cohort": cohort},
    )
