"""The office: the reports of a cohort, one a language; making, reading and publishing them."""

from collections.abc import Callable

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
from augenhoehe.people.models import Person
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.doors import managed_cohort

from .. import services
from ..doors import managed_report
from ..errors import NothingToTellError, ReportError
from ..models import Report
from ..paper import report_pdf, title_of
from ..selectors.consents import agreement_of
from ..selectors.figures import number_begun
from ..selectors.process import kept_of, process_of
from ..selectors.reading import parts_of

LIST = "office-evaluation-report"
PAGE = "office-evaluation-report-page"


@require_safe
@login_required
def listing(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Which reports there are, and in which language one can be made."""
    cohort = managed_cohort(request.user, cohort_id)
    made = {one.language: one for one in cohort.reports.defer("figures")}
    rows = [(code, name, made.get(code)) for code, name in settings.LANGUAGES]
    context = {
        "cohort": cohort,
        "rows": rows,
        "none": not made,
        "begun": number_begun(cohort, process_of(cohort, kept_of(cohort))),
    }
    return render(request, "evaluation/reports.html", context)


@require_POST
@login_required
def make_all(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Make what is missing in each language, with the same figures."""
    return _make(request, cohort_id, list(dict(settings.LANGUAGES))) or redirect(LIST, cohort_id=cohort_id)


@require_POST
@login_required
def make(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """Make a report with the figures of today."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    made = redirect(PAGE, cohort_id=cohort_id, language=language)
    return _make(request, cohort_id, [language]) or made


def _make(request: MemberRequest, cohort_id: int, languages: list[str]) -> HttpResponse | None:
    """The answer where nothing can be made."""
    cohort = managed_cohort(request.user, cohort_id)
    try:
        services.make_reports(cohort=cohort, languages=languages, actor=request.user, now=timezone.now())
    except NothingToTellError:
        messages.warning(request, _("There is no tandem yet that both have confirmed."))
        return redirect(LIST, cohort_id=cohort_id)
    return None


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


Act = Callable[[Report, Person], object]


def _act(request: MemberRequest, cohort_id: int, language: str, act: Act, done: str, refused: str = "") -> HttpResponse:
    """Do something with a report and go back to it: `done` says so, `refused` why it cannot be."""
    try:
        act(managed_report(request.user, cohort_id, language), request.user)
    except ReportError:
        messages.warning(request, refused)
    else:
        messages.success(request, done)
    return redirect(PAGE, cohort_id=cohort_id, language=language)


@require_POST
@login_required
def renew(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """Take the figures that were counted last."""

    def act(report: Report, actor: Person) -> object:
        return services.renew_figures(report=report, actor=actor, now=timezone.now())

    done = _("The figures are those that were counted last. Your texts have stayed as they were.")
    refused = _("It can be read by everybody. Please withdraw it first, then renew its figures.")
    return _act(request, cohort_id, language, act, done, refused)


@require_POST
@login_required
def publish(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """Let everybody read it on the programme's page."""

    def act(report: Report, actor: Person) -> object:
        return services.publish_report(report=report, actor=actor, now=timezone.now())

    done = _("Published. It stands on the programme’s page now.")
    refused = _("Not everybody has agreed yet, so it stays unpublished.")
    return _act(request, cohort_id, language, act, done, refused)


@require_POST
@login_required
def withdraw(request: MemberRequest, cohort_id: int, language: str) -> HttpResponse:
    """Take it back from the programme's page."""

    def act(report: Report, actor: Person) -> object:
        return services.withdraw_report(report=report, actor=actor)

    return _act(request, cohort_id, language, act, _("Withdrawn. Nobody but the office can read it now."))


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
