"""The office: the five waves of a cohort, their days and their end, and what they tell."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.models import StaleError
from augenhoehe.disclosure import THRESHOLDS, Kind
from augenhoehe.intake.writing import XLSX, write_csv, write_xlsx
from augenhoehe.people.requests import MemberRequest

from ..doors import cohort_with_surveys, managed_wave
from ..enums import SurveyState, Wave
from ..errors import NotOpenError
from ..forms import DaysForm
from ..models import Survey
from ..rules import REMIND_AFTER
from ..selectors.due import waits_until
from ..selectors.office import reading_of, remark_counts, wave_of, wave_rows
from ..selectors.results import results_of
from ..services import close_survey, note_reading, set_days
from ..tables import rows_of

FORM_METHODS: Final = ("GET", "HEAD", "POST")


@require_safe
@login_required
def listing(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The waves: when, in which state, how many were asked."""
    cohort = cohort_with_surveys(request.user, cohort_id)
    context = {
        "cohort": cohort,
        "rows": wave_rows(cohort),
        "remind_after": REMIND_AFTER,
        "unread": reading_of(cohort).is_due,
    }
    return render(request, "surveys/office_list.html", context)


@require_POST
@login_required
def read(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """The office has read the questionnaires: a line less on its checklist."""
    cohort = cohort_with_surveys(request.user, cohort_id)
    note_reading(cohort=cohort, actor=request.user, now=timezone.now())
    messages.success(request, _("Noted."))
    return redirect("office-evaluation-surveys", cohort_id=cohort_id)


@require_http_methods(FORM_METHODS)
@login_required
def days(request: MemberRequest, cohort_id: int, wave: str) -> HttpResponse:
    """When a wave takes place."""
    survey = managed_wave(request.user, cohort_id, wave, SurveyState.PLANNED, SurveyState.OPEN)
    if request.method != "POST":
        return _days_page(request, survey, _days_form(survey))
    form = _days_form(survey, request.POST)
    if not form.is_valid():
        return _days_page(request, survey, form, status=422)
    try:
        set_days(cohort=survey.cohort, wave=Wave(wave), actor=request.user, **form.cleaned_data)
    except (StaleError, NotOpenError):
        return _stale_days(request, survey)
    messages.success(request, _("Saved."))
    return redirect("office-evaluation-surveys", cohort_id=cohort_id)


def _days_form(survey: Survey, data: Any = None) -> DaysForm:
    return DaysForm(data, survey=survey, today=timezone.localdate(), waits=waits_until(survey))


def _stale_days(request: MemberRequest, survey: Survey) -> HttpResponse:
    """Somebody else was quicker: what is stored, beside what was typed."""
    stored = wave_of(survey.cohort, survey.wave)
    if stored is None or stored.state == SurveyState.CLOSED:
        raise Http404
    data = {**request.POST.dict(), "version": str(stored.version)}
    form = _days_form(stored, data)
    form.is_valid()
    names = [name for name in ("opens_on", "closes_on") if form.cleaned_data.get(name) != getattr(stored, name)]
    conflict = [(form.fields[name].label, getattr(stored, name)) for name in names]
    return _days_page(request, stored, form, conflict=conflict, status=409)


def _days_page(
    request: MemberRequest, survey: Survey, form: DaysForm, *, conflict: object = None, status: int = 200
) -> HttpResponse:
    context = {"cohort": survey.cohort, "survey": survey, "form": form, "conflict": conflict}
    return render(request, "surveys/office_days.html", context, status=status)


@require_http_methods(FORM_METHODS)
@login_required
def close(request: MemberRequest, cohort_id: int, wave: str) -> HttpResponse:
    """End a wave now; the page says what that means. Pressed twice is once."""
    survey = managed_wave(request.user, cohort_id, wave, SurveyState.OPEN, SurveyState.CLOSED)
    if survey.state == SurveyState.CLOSED:
        return redirect("office-evaluation-surveys-results", cohort_id=cohort_id, wave=wave)
    if request.method != "POST":
        context = {"cohort": survey.cohort, "survey": survey, "waits": waits_until(survey)}
        return render(request, "surveys/office_close.html", context)
    close_survey(survey=survey, actor=request.user, now=timezone.now())
    text = ngettext("Closed. %(n)d answer.", "Closed. %(n)d answers.", survey.answered) % {"n": survey.answered}
    messages.success(request, text if survey.figures and survey.figures["told"] else _("Closed."))
    return redirect("office-evaluation-surveys-results", cohort_id=cohort_id, wave=wave)


@require_safe
@login_required
def results(request: MemberRequest, cohort_id: int, wave: str) -> HttpResponse:
    """What a closed wave tells, and what is withheld and why."""
    survey = managed_wave(request.user, cohort_id, wave, SurveyState.CLOSED)
    remarks = remark_counts(survey)
    context = {
        "cohort": survey.cohort,
        "survey": survey,
        "results": results_of(survey),
        "remarks": remarks,
        "written": any(remarks.values()),
        "thresholds": {kind.value: THRESHOLDS[kind] for kind in Kind},
    }
    return render(request, "surveys/office_results.html", context)


@require_safe
@login_required
def download(request: MemberRequest, cohort_id: int, wave: str, form: str) -> HttpResponse:
    """The same figures as a file."""
    survey = managed_wave(request.user, cohort_id, wave, SurveyState.CLOSED)
    rows = rows_of(results_of(survey))
    if form == "xlsx":
        content, kind = write_xlsx({str(Wave(wave).label): rows}), XLSX
    elif form == "csv":
        content, kind = write_csv(rows), "text/csv; charset=utf-8"
    else:
        raise Http404
    name = f"{survey.cohort.slug}-{wave.replace('_', '-')}.{form}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
