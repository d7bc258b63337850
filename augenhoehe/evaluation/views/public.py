"""A published report, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from augenhoehe.common.public import public_page
from augenhoehe.documents.pdf import pdf_response
from augenhoehe.outreach.views.head import head_of

from ..doors import public_report
from ..paper import report_pdf, title_of
from ..selectors.reading import read


@require_safe
@public_page
def report(request: HttpRequest, slug: str, cohort_slug: str, language: str) -> HttpResponse:
    """As a page, in the language it was written in."""
    found = public_report(slug, cohort_slug, language)
    context = {"report": found, "cohort": found.cohort, "programme": found.cohort.programme, "title": title_of(found)}
    with translation.override(language):
        # The frame too: a page half in one language and half in another is hard to follow by ear.
        request.LANGUAGE_CODE = language
        return render(request, "evaluation/public_report.html", {**context, "parts": read(found), **head_of(request)})


@require_safe
@public_page
def pdf(request: HttpRequest, slug: str, cohort_slug: str, language: str) -> HttpResponse:
    """On paper."""
    found = public_report(slug, cohort_slug, language)
    return pdf_response(report_pdf(found), f"report-{cohort_slug}-{language}")
