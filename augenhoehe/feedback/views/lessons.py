"""What a talk or a theme teaches: a lesson that waits where the next cohort is prepared."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.forms import NewLessonForm
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.views.office import FORM_METHODS

from ..models import Theme
from ..services import notes as services
from .door import cohort_of, talk_of


@require_http_methods(FORM_METHODS)
@login_required
def of_talk(request: MemberRequest, cohort_id: int, feedback_id: int) -> HttpResponse:
    """A lesson from one talk; it does not say from which."""
    cohort = cohort_of(request.user, cohort_id)
    talk_of(cohort, feedback_id)
    return _lesson(request, cohort, None)


@require_http_methods(FORM_METHODS)
@login_required
def of_theme(request: MemberRequest, cohort_id: int, theme_id: int) -> HttpResponse:
    """A lesson from a theme that came up."""
    cohort = cohort_of(request.user, cohort_id)
    return _lesson(request, cohort, get_object_or_404(Theme, pk=theme_id, programme=cohort.programme_id))


def _lesson(request: MemberRequest, cohort: Cohort, theme: Theme | None) -> HttpResponse:
    form = NewLessonForm(request.POST if request.method == "POST" else None, initial={"draft_key": uuid4()})
    if form.is_bound and form.is_valid():
        services.teach(cohort=cohort, theme=theme, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Written down. It is shown when the next cohort is planned."))
        return redirect("office-lessons", cohort_id=cohort.pk)
    context = {"cohort": cohort, "form": form, "theme": theme}
    return render(request, "feedback/lesson_form.html", context, status=422 if form.is_bound else 200)
