"""Lessons of a cohort, and what the next one makes of them."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.common.editing import edit_page
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes import selectors, services
from augenhoehe.programmes.forms import LessonForm, NewLessonForm
from augenhoehe.programmes.models import Lesson

from ..doors import managed_cohort
from .office import FORM_METHODS

PAGE = 20


@require_http_methods(FORM_METHODS)
@login_required
def lessons(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """What waits for a decision, what this cohort has taught so far, and a form for more."""
    cohort = managed_cohort(request.user, cohort_id)
    form = NewLessonForm(request.POST if request.method == "POST" else None, initial={"draft_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        services.write_lesson(cohort=cohort, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Written down. It is shown when the next cohort is planned."))
        return redirect("office-lessons", cohort_id=cohort.pk)
    context = {
        "cohort": cohort,
        "form": form,
        "carried": selectors.carried_lessons(cohort),
        "page": Paginator(cohort.lessons.all(), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "programmes/lessons.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
@login_required
def lesson(request: MemberRequest, cohort_id: int, lesson_id: int) -> HttpResponse:
    """One lesson of the programme: its words, and the decision about it."""
    cohort = managed_cohort(request.user, cohort_id)
    mine = Lesson.objects.managed_by(request.user).filter(cohort__programme=cohort.programme_id)
    stored = get_object_or_404(mine.select_related("cohort"), pk=lesson_id)

    def act(form: Any) -> None:
        services.change_lesson(
            lesson=Lesson.objects.get(pk=stored.pk),
            version=form.cleaned_data["version"],
            actor=request.user,
            now=timezone.now(),
            **form.changes(),
        )

    return edit_page(
        request,
        load=lambda: Lesson.objects.get(pk=stored.pk),
        make_form=lambda data, instance: LessonForm(data, instance=instance),
        act=act,
        done=reverse("office-lessons", args=[cohort.pk]),
        template="programmes/lesson.html",
        context={"cohort": cohort, "lesson": stored},
    )
