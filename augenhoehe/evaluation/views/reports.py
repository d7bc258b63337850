"""The office: the reports of a cohort, one a language; making, reading and publishing them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.documents.pdf import pdf_response
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort

from .. import services
from ..doors import managed_report
from ..errors import NotAgreedError, NothingToTellError, PublishedError
from ..paper import report_pdf, title_of
from ..selectors.consents import agreement_of
from ..selectors.process import process_of
from ..selectors.reading import parts_of

PAGE = "office-evaluation-report-page"


@require_safe
@login_required
def listing(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Which reports there are, and in which language one can be made."""
    cohort = managed_cohort(request.user, cohort_id)
    made = {one.language: one for one in cohort.reports.defer("figures")}
    rows = [(code, name, made.get(code)) for code, name in settings.LANGUAGES]
    context = {"cohort": cohort, "rows": rows, "process": process_of(cohort)}
    return render(request, "evaluation/reports.html", context)


@require_POST
@login_required
def make(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """Make a report with the figures of today."""
    cohort = managed_cohort(request.user, cohort_id)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    try:
        services.make_report(cohort=cohort, language=language, actor=request.user, now=timezone.now())
    except NothingToTellError:
        messages.warning(request, _("There is no tandem yet that both have confirmed."))
        return redirect("office-evaluation-report", cohort_id=cohort_id)
    return redirect(PAGE, cohort_id=cohort_id, language=language)


@require_safe
@login_required
def report(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """The report as its readers see it, with what the office can do at each chapter."""
    found = managed_report(request.user, cohort_id, language)
    context = {
        "cohort": found.cohort,
        "report": found,
        "title": title_of(found),
        "parts": parts_of(found),
        "agreement": agreement_of(found) if found.joint else None,
    }
    return render(request, "evaluation/report.html", context)


@require_POST
@login_required
def renew(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """The figures of today in place of the kept ones."""
    found = managed_report(request.user, cohort_id, language)
    try:
        services.renew_figures(report=found, actor=request.user, now=timezone.now())
    except PublishedError:
        messages.warning(request, _("It can be read by everybody. Please withdraw it first, then renew its figures."))
    else:
        messages.success(request, _("The figures are those of today. Your texts have stayed as they were."))
    return redirect(PAGE, cohort_id=cohort_id, language=language)


@require_POST
@login_required
def publish(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """Put it on the programme's page."""
    found = managed_report(request.user, cohort_id, language)
    try:
        services.publish_report(report=found, actor=request.user, now=timezone.now())
    except NotAgreedError:
        messages.warning(request, _("Not everybody has agreed yet, so it stays unpublished."))
    else:
        messages.success(request, _("Published. It stands on the programme’s page now."))
    return redirect(PAGE, cohort_id=cohort_id, language=language)


@require_POST
@login_required
def withdraw(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """Take it off the programme's page."""
    found = managed_report(request.user, cohort_id, language)
    services.withdraw_report(report=found, actor=request.user)
    messages.success(request, _("Withdrawn. Nobody but the office can read it now."))
    return redirect(PAGE, cohort_id=cohort_id, language=language)


@require_POST
@login_required
def ask(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """Ask those who take part whether others may read it."""
    found = managed_report(request.user, cohort_id, language)
    if not found.joint:
        raise Http404
    number = services.ask_consent(report=found, actor=request.user, now=timezone.now())
    text = ngettext("%(n)d person is asked by mail.", "%(n)d people are asked by mail.", number) % {"n": number}
    messages.success(request, text if number else _("Everybody was asked about these words already."))
    return redirect(PAGE, cohort_id=cohort_id, language=language)


@require_safe
@login_required
def pdf(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """On paper, published or not."""
    found = managed_report(request.user, cohort_id, language)
    return pdf_response(report_pdf(found), f"report-{found.cohort.slug}-{language}")
