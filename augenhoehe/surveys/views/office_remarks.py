"""The office reads what people wrote in their own words, and says what of it may be shown."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest

from ..doors import managed_wave
from ..enums import RemarkState, SurveyState
from ..forms import RemarkForm
from ..models import Remark, Survey
from ..selectors.office import remark_counts, remarks_of
from ..services import edit_remark
from .office import FORM_METHODS

PER_PAGE = 20


@require_safe
@login_required
def listing(request: MemberRequest, cohort_id: int, wave: str) -> HttpResponse:
    """Remarks in one state; at first those that nobody has read."""
    survey = managed_wave(request.user, cohort_id, wave, SurveyState.CLOSED)
    state = request.GET.get("state", "")
    state = state if state in RemarkState.values else RemarkState.NEW.value
    counts = remark_counts(survey)
    page = Paginator(remarks_of(survey, state), PER_PAGE).get_page(request.GET.get("page"))
    questions = _questions(survey)
    context = {
        "cohort": survey.cohort,
        "survey": survey,
        "state": state,
        "page": page,
        "rows": [(one, questions.get(one.item_key, "")) for one in page],
        "tabs": [(one.value, one.label, counts[one]) for one in RemarkState],
    }
    return render(request, "surveys/office_remarks.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def remark(request: MemberRequest, cohort_id: int, wave: str, pk: uuid.UUID) -> HttpResponse:
    """One of them: release it as it is to be read, or drop it."""
    survey = managed_wave(request.user, cohort_id, wave, SurveyState.CLOSED)
    stored = get_object_or_404(survey.remarks, pk=pk)
    if request.method != "POST":
        return _page(request, survey, stored, RemarkForm(remark=stored))
    form = RemarkForm(request.POST, remark=stored)
    if not form.is_valid():
        return _page(request, survey, stored, form, status=422)
    try:
        edit_remark(remark=stored, actor=request.user, **form.cleaned_data)
    except StaleError:
        return _stale(request, survey, pk)
    released = form.cleaned_data["state"] == RemarkState.RELEASED
    messages.success(request, _("Released.") if released else _("Dropped: nobody is shown it."))
    return redirect("office-evaluation-surveys-remarks", cohort_id=cohort_id, wave=wave)


def _stale(request: MemberRequest, survey: Survey, pk: uuid.UUID) -> HttpResponse:
    """Somebody else was quicker: what is stored, beside what was typed."""
    stored = get_object_or_404(survey.remarks, pk=pk)
    form = RemarkForm({**request.POST.dict(), "version": str(stored.version)}, remark=stored)
    conflict = [(_("As it is shown"), stored.shown or "–"), (_("State"), stored.get_state_display())]
    return _page(request, survey, stored, form, conflict=conflict, status=409)


def _page(
    request: MemberRequest,
    survey: Survey,
    stored: Remark,
    form: RemarkForm,
    *,
    conflict: object = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "cohort": survey.cohort,
        "survey": survey,
        "remark": stored,
        "question": _questions(survey).get(stored.item_key, ""),
        "form": form,
        "conflict": conflict,
    }
    return render(request, "surveys/office_remark.html", context, status=status)


def _questions(survey: Survey) -> dict[str, str]:
    """Key of an item → its wording."""
    items = survey.instrument.items.all() if survey.instrument else ()
    return {one.key: str(one.text) for one in items}
