"""The office: what a wave asks, item by item, and how it looks to whoever is asked."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.common.editing import edit_page
from augenhoehe.people.requests import MemberRequest

from ..doors import managed_questionnaire
from ..enums import Wave
from ..forms import QuestionnaireForm, TitleForm
from ..models import Instrument
from ..rules import KEPT_MONTHS, MOST_ITEMS
from ..selectors.member import items_for
from ..services import rename_instrument
from .office import FORM_METHODS

PAGE = "office-evaluation-surveys-questionnaire"


@require_safe
@login_required
def questionnaire(request: MemberRequest, cohort_id: int, wave: str) -> HttpResponse:
    """The items of the newest edition, with what can be done to each."""
    survey, found = managed_questionnaire(request.user, cohort_id, wave)
    context = {"cohort": survey.cohort, "survey": survey, "found": found, "most": MOST_ITEMS}
    return render(request, "surveys/office_questionnaire.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def title(request: MemberRequest, cohort_id: int, wave: str) -> HttpResponse:
    """What it is called."""
    survey, found = managed_questionnaire(request.user, cohort_id, wave)

    def load() -> Instrument:
        return managed_questionnaire(request.user, cohort_id, wave)[1].instrument

    def act(form: TitleForm) -> None:
        version = form.cleaned_data["version"]
        rename_instrument(instrument=load(), version=version, titles=form.changes(), actor=request.user)

    return edit_page(
        request,
        load=load,
        make_form=lambda data, instance: TitleForm(data, instance=instance),
        act=act,
        done=reverse(PAGE, args=[cohort_id, wave]),
        template="surveys/office_title.html",
        context={"cohort": survey.cohort, "survey": survey, "found": found},
    )


@require_safe
@login_required
def preview(request: MemberRequest, cohort_id: int, wave: str, side: str) -> HttpResponse:
    """What somebody of this side sees; nothing can be sent."""
    survey, found = managed_questionnaire(request.user, cohort_id, wave)
    if side not in Side.values:
        raise Http404
    survey.instrument = survey.instrument or found.instrument
    form = QuestionnaireForm(items=items_for(survey, side), may_call=wave == Wave.MIDTERM)
    context = {"cohort": survey.cohort, "survey": survey, "form": form, "side": side, "months": KEPT_MONTHS}
    return render(request, "surveys/office_preview.html", context)
