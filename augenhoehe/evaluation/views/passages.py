"""The office: what stands between the tables of a report, and what an hour costs."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.common.editing import edit_page
from augenhoehe.people.requests import MemberRequest

from .. import services
from ..doors import managed_passage, managed_report
from ..enums import Chapter
from ..errors import PublishedError
from ..forms import PassageForm, RateForm
from ..models import Passage, Report
from .reports import PAGE

FORM_METHODS = ("GET", "HEAD", "POST")


@require_http_methods(FORM_METHODS)
@login_required
def passage(request: MemberRequest, cohort_id: int, language: str, chapter: str) -> HttpResponse:
    """The office's words in one chapter."""
    stored = managed_passage(request.user, cohort_id, language, chapter)

    def act(form: Any) -> None:
        fresh = Passage.objects.get(pk=stored.pk)
        version, text = form.cleaned_data["version"], form.cleaned_data["text"]
        try:
            services.write_passage(passage=fresh, version=version, text=text, actor=request.user)
        except PublishedError:
            form.add_error(None, _("All have agreed to these words, and others read them. Please withdraw it first."))

    return edit_page(
        request,
        load=lambda: Passage.objects.get(pk=stored.pk),
        make_form=lambda data, instance: PassageForm(data, instance=instance),
        act=act,
        done=f"{reverse(PAGE, args=[cohort_id, language])}#{chapter}",
        template="evaluation/passage.html",
        context={"cohort": stored.report.cohort, "report": stored.report, "chapter": Chapter(chapter)},
    )


@require_http_methods(FORM_METHODS)
@login_required
def rate(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """What an hour of working time costs, where the office wants to say."""
    stored = managed_report(request.user, cohort_id, language)

    def act(form: Any) -> None:
        fresh = Report.objects.get(pk=stored.pk)
        services.set_rate(report=fresh, actor=request.user, **form.cleaned_data)

    return edit_page(
        request,
        load=lambda: Report.objects.get(pk=stored.pk),
        make_form=lambda data, instance: RateForm(data, instance=instance),
        act=act,
        done=f"{reverse(PAGE, args=[cohort_id, language])}#{Chapter.COST.value}",
        template="evaluation/rate.html",
        context={"cohort": stored.cohort, "report": stored},
    )
