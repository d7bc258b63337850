"""The supervisor's page: by a link in a mail without an account, or signed in. Opening it changes nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.applications.enums import ANSWERED, UNDECIDED
from augenhoehe.applications.forms.supervisor import ActForm, AgreeForm, DelegateForm, PostponeForm, QuestionForm
from augenhoehe.applications.models import Approval
from augenhoehe.applications.selectors.approval import is_over, period_of
from augenhoehe.applications.services import IllegalTransitionError
from augenhoehe.applications.services import approval as services
from augenhoehe.applications.services.approval.answers import may_decide
from augenhoehe.applications.sheets import note_paper
from augenhoehe.common.models import StaleError
from augenhoehe.documents.papers import SUPERVISOR_FAQ
from augenhoehe.documents.pdf import pdf_response, render_pdf
from augenhoehe.documents.selectors import public_address
from augenhoehe.people.requests import MemberRequest, speak
from augenhoehe.people.services import find_person
from augenhoehe.programmes.hours import budget, hours_of

FORMS: dict[str, type[ActForm]] = {form.act: form for form in (AgreeForm, PostponeForm, QuestionForm, DelegateForm)}
_RELATED = ("application__person", "application__cohort__programme")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def working_time(request: HttpRequest, token: str) -> HttpResponse:
    """Agree, ask back, postpone or hand on. 404 for a link nobody issued, 410 for one that is over."""
    approval = _by_link(request, token)
    return _over(request) if approval is None else _serve(request, approval)


@never_cache
@require_safe
def working_time_note(request: HttpRequest, token: str) -> HttpResponse:
    """What was decided, on a page to print."""
    approval = _by_link(request, token)
    return _over(request) if approval is None else _note(request, approval)


@never_cache
@require_safe
def working_time_note_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The note as accessible PDF."""
    approval = _by_link(request, token)
    return _over(request) if approval is None else _note_pdf(approval)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approval(request: MemberRequest, pk: int) -> HttpResponse:
    """The same for a supervisor who has signed in: their own staff, and nobody else's."""
    found = _own(request, pk)
    return _over(request) if is_over(found) else _serve(request, found)


@never_cache
@require_safe
@login_required
def approval_note(request: MemberRequest, pk: int) -> HttpResponse:
    """What was decided, on a page to print."""
    found = _own(request, pk)
    return _over(request) if is_over(found) else _note(request, found)


@never_cache
@require_safe
@login_required
def approval_note_pdf(request: MemberRequest, pk: int) -> HttpResponse:
    """The note as accessible PDF."""
    found = _own(request, pk)
    return _over(request) if is_over(found) else _note_pdf(found)


def _own(request: MemberRequest, pk: int) -> Approval:
    mine = Approval.objects.decided_by_supervisor(request.user).select_related(*_RELATED)
    return get_object_or_404(mine, pk=pk)


def _by_link(request: HttpRequest, token: str) -> Approval | None:
    """The approval behind a link; None when the link is over. In the supervisor's language, if that is known."""
    link = services.find_link(token)
    if link is None:
        raise Http404
    if known := find_person(link.approval.supervisor):
        speak(request, known.language)
    return link.approval if link.is_open(timezone.now()) and not is_over(link.approval) else None


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/approval_over.html", status=410)


def _serve(request: HttpRequest, found: Approval) -> HttpResponse:
    act = request.POST.get("act", "")
    if request.method != "POST":
        return _page(request, found)
    if act not in FORMS:
        return _page(request, found, status=422, notice="unclear")
    form = _form(act, found, request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        _acts()[act](found, form.cleaned_data)
    except services.ApprovalOverError:
        return _page(request, _again(found), status=409, notice="closed")
    except (StaleError, IllegalTransitionError):
        again = _again(found)
        if is_over(again):
            return _over(request)
        data = request.POST.copy()
        data["version"] = str(again.version)
        return _page(request, again, _form(act, again, data), status=409, notice="changed")
    if act == DelegateForm.act:
        context = {"person": found.application.person, "email": form.cleaned_data["email"]}
        return render(request, "applications/approval_delegated.html", context)
    return redirect(request.path)


def _acts() -> dict[str, Callable[[Approval, dict[str, Any]], object]]:
    """What each form does; `now` is the moment of the click."""
    now = timezone.now()
    return {
        "agree": lambda found, data: services.agree(approval=found, now=now, **data),
        "postpone": lambda found, data: services.postpone(approval=found, now=now, **data),
        "ask": lambda found, data: services.ask_back(approval=found, now=now, **data),
        "delegate": lambda found, data: services.delegate(approval=found, now=now, **data),
    }


def _form(act: str, found: Approval, data: Any = None) -> ActForm:
    more: dict[str, Any] = {"version": found.version}
    if act == DelegateForm.act:
        more["not_these"] = (found.supervisor, found.application.person.email)
    return FORMS[act](data, **more)


def _again(found: Approval) -> Approval:
    return Approval.objects.select_related(*_RELATED).get(pk=found.pk)


def _page(
    request: HttpRequest, found: Approval, bound: ActForm | None = None, *, status: int = 200, notice: str = ""
) -> HttpResponse:
    application = found.application
    forms = {act: bound if bound and bound.act == act else _form(act, found) for act in FORMS}
    context = {
        "approval": found,
        "application": application,
        "cohort": application.cohort,
        "period": period_of(application, found),
        "shares": budget(application.cohort, application.side, found.hours),
        "more": found.hours - hours_of(application.cohort, application.side) if found.until else 0,
        "forms": forms,
        "opened": bound.act if bound else "",
        "notice": notice,
        "may_decide": may_decide(found),
        "undecided": found.state in UNDECIDED,
        "decided": found.state in ANSWERED,
        "note": f"{request.path}note/",
        "faq": public_address(SUPERVISOR_FAQ, application.cohort),
    }
    return render(request, "applications/approval.html", context, status=status)


def _note(request: HttpRequest, found: Approval) -> HttpResponse:
    if found.state not in ANSWERED:
        raise Http404
    application = found.application
    context = {
        "approval": found,
        "application": application,
        "cohort": application.cohort,
        "period": period_of(application, found),
        "shares": budget(application.cohort, application.side, found.hours),
        "more": found.hours - hours_of(application.cohort, application.side) if found.until else 0,
        "back": request.path.removesuffix("note/"),
        "pdf": f"{request.path.removesuffix('/')}.pdf",
    }
    return render(request, "applications/approval_note.html", context)


def _note_pdf(found: Approval) -> HttpResponse:
    if found.state not in ANSWERED:
        raise Http404
    paper = note_paper(found, translation.get_language() or "de")
    return pdf_response(render_pdf(paper, now=timezone.now()), "working-time")
