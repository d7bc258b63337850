"""The office: who gets a certificate, by which rule, and the issue for all who are ready."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from augenhoehe.applications.models import Application
from augenhoehe.common.editing import edit_page
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.models import Cohort

from ..enums import READY, Standing
from ..errors import RecognitionError, UnderWayError
from ..forms import FilterForm, InclusionForm, IssueForm, RuleForm
from ..models import Issue
from ..selectors import standing as selectors
from ..selectors.keys import signing_key
from ..services import issuing
from ..services import rule as services
from .doors import cohort_with_certificates

PAGE = 50


@require_safe
@login_required
def listing(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Everybody who took part, where they stand, and why somebody gets none yet."""
    cohort = cohort_with_certificates(request.user, cohort_id)
    rule, form = selectors.rule_of(cohort), FilterForm(request.GET)
    filters = form.filters()
    numbers = selectors.counts(cohort, rule)
    context = {
        "cohort": cohort,
        "rule": rule,
        "filter": form,
        "filtered": bool(filters),
        "page": Paginator(selectors.listed(cohort, rule, filters), PAGE).get_page(request.GET.get("page")),
        "counts": numbers,
        "ready": sum(numbers[standing] for standing in READY),
        "issue": cohort.issues.first(),
        "badges": signing_key() is not None,
        "standings": Standing,
    }
    return render(request, "recognition/office_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rule(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """When somebody gets a certificate, and who stands for it."""
    cohort = cohort_with_certificates(request.user, cohort_id)
    return edit_page(
        request,
        load=lambda: selectors.rule_of(cohort),
        make_form=lambda data, instance: RuleForm(data, instance=instance),
        act=lambda form: services.save_rule(
            cohort=cohort, actor=request.user, version=form.cleaned_data["version"], changes=form.changes()
        ),
        done=reverse("office-recognition", args=[cohort.pk]),
        template="recognition/office_rule.html",
        context={"cohort": cohort},
    )


def _someone(cohort: Cohort, application_id: int, *standings: str) -> Any:
    rows = selectors.standings(cohort, selectors.rule_of(cohort))
    return get_object_or_404(rows.filter(standing__in=standings), pk=application_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def include(request: MemberRequest, cohort_id: int, application_id: int) -> HttpResponse:
    """Include somebody whom the dates alone would leave out."""
    cohort = cohort_with_certificates(request.user, cohort_id)
    someone = _someone(cohort, application_id, Standing.MISSING, Standing.INCLUDED)
    form = InclusionForm(request.POST if request.method == "POST" else None, initial={"note": someone.note or ""})
    if form.is_bound and form.is_valid():
        application = Application.objects.select_related("cohort").get(pk=someone.pk)
        services.include_person(application=application, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Included. The certificate comes with the next issue."))
        return redirect("office-recognition", cohort_id=cohort.pk)
    context = {"cohort": cohort, "someone": someone, "form": form, "rule": selectors.rule_of(cohort)}
    return render(request, "recognition/office_include.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def exclude(request: MemberRequest, cohort_id: int, application_id: int) -> HttpResponse:
    """Take an inclusion back."""
    cohort = cohort_with_certificates(request.user, cohort_id)
    application = get_object_or_404(cohort.applications, pk=application_id)
    services.take_back_inclusion(application=application, actor=request.user)
    messages.success(request, _("Taken back. The dates alone count again."))
    return redirect("office-recognition", cohort_id=cohort.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def issue(request: MemberRequest, cohort_id: int) -> HttpResponse:
    """Who would get a certificate now; with POST they get it."""
    cohort = cohort_with_certificates(request.user, cohort_id)
    if request.method != "POST":
        return _preview(request, cohort)
    form = IssueForm(request.POST)
    if not form.is_valid():
        return _preview(request, cohort, status=422)
    try:
        made = issuing.start_issue(cohort=cohort, actor=request.user, basis=form.cleaned_data["basis"])
    except UnderWayError:
        return redirect("office-recognition-progress", cohort_id=cohort.pk, issue_id=cohort.issues.latest("pk").pk)
    except RecognitionError as error:
        return _preview(request, cohort, refusal=error.message(), status=409)
    return redirect("office-recognition-progress", cohort_id=cohort.pk, issue_id=made.pk)


def _preview(request: MemberRequest, cohort: Cohort, *, refusal: str = "", status: int = 200) -> HttpResponse:
    rule_now = selectors.rule_of(cohort)
    people = selectors.ready(cohort, rule_now)
    number, basis = selectors.basis_of(people)
    context = {
        "cohort": cohort,
        "rule": rule_now,
        "number": number,
        "basis": basis,
        "page": Paginator(people, PAGE).get_page(request.GET.get("page")),
        "refusal": refusal,
        "badges": signing_key() is not None,
    }
    return render(request, "recognition/office_issue.html", context, status=status)


@require_safe
@login_required
def progress(request: MemberRequest, cohort_id: int, issue_id: int) -> HttpResponse:
    """How far an issue is."""
    cohort = cohort_with_certificates(request.user, cohort_id)
    found = get_object_or_404(Issue, cohort=cohort, pk=issue_id)
    if request.htmx and found.under_way:  # type: ignore[attr-defined]
        return render(request, "recognition/fragments/progress.html", {"cohort": cohort, "issue": found})
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(request.path)
    return render(request, "recognition/office_progress.html", {"cohort": cohort, "issue": found})
