"""The working-time approval for the applicant and for the office."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.applications.enums import ANSWERED, UNDECIDED, ApprovalState
from augenhoehe.applications.forms.supervisor import ActForm, AnswerQuestionForm, AskAnewForm, OutcomeForm
from augenhoehe.applications.models import Application, Approval
from augenhoehe.applications.models.approval import PURSUED
from augenhoehe.applications.selectors.approval import current_of, history_of, is_over
from augenhoehe.applications.selectors.office import UNREAD
from augenhoehe.applications.selectors.statement import Statement, statement_of
from augenhoehe.applications.services import IllegalTransitionError
from augenhoehe.applications.services import approval as services
from augenhoehe.applications.sheets import statement_paper
from augenhoehe.common.models import StaleError
from augenhoehe.documents.pdf import pdf_response, render_pdf
from augenhoehe.people.requests import MemberRequest, speak
from augenhoehe.programmes.hours import hours_of

FORM_METHODS = ["GET", "HEAD", "POST"]


def _mine(request: MemberRequest, pk: int) -> Application:
    mine = Application.objects.visible_to(request.user)
    return get_object_or_404(mine.select_related("person", "cohort__programme"), pk=pk)


@require_http_methods(FORM_METHODS)
@login_required
def question(request: MemberRequest, pk: int) -> HttpResponse:
    """Answer what the supervisor wants to know; 404 when nothing is asked."""
    mine = _mine(request, pk)
    found = current_of(mine) if mine.cohort.asks_supervisor_of(mine.side) else None
    if found is None or mine.state not in PURSUED or not found.question:
        raise Http404
    if found.state != ApprovalState.ASKED_BACK:
        return redirect(mine)
    if answered := _answer(request, found):
        return answered
    return redirect(mine)


@never_cache
@require_http_methods(FORM_METHODS)
def question_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same from the mail, without signing in. 404 for a link nobody issued, 410 once nobody waits any more."""
    link = services.find_question_link(token)
    if link is None:
        raise Http404
    found = link.approval
    speak(request, found.application.person.language)
    waits = found.state == ApprovalState.ASKED_BACK and not is_over(found)
    if not waits or not link.is_open(timezone.now()):
        return render(request, "applications/approval_over.html", status=410)
    return _answer(request, found) or render(request, "applications/question_answered.html")


def _answer(request: HttpRequest, approval: Approval) -> HttpResponse | None:
    """The form; None once it is sent, whether the answer counted or came too late, which a message says."""
    form = AnswerQuestionForm(request.POST if request.method == "POST" else None, version=approval.version)
    application = approval.application
    if not form.is_bound or not form.is_valid():
        context = {"application": application, "approval": approval, "form": form}
        return render(request, "applications/question.html", context, status=422 if form.is_bound else 200)
    try:
        services.answer_question(actor=application.person, approval=approval, now=timezone.now(), **form.cleaned_data)
    except (StaleError, IllegalTransitionError):
        messages.info(request, _("Somebody else has answered in the meantime, or your supervisor has decided."))
    else:
        messages.success(request, _("Your supervisor gets the answer by mail."))
    return None


@require_safe
@login_required
def hours(request: MemberRequest, pk: int) -> HttpResponse:
    """The statement of hours, to read and to print."""
    statement = _statement(request, pk)
    mine = statement.application
    context = {"application": mine, "statement": statement, "asks": mine.cohort.asks_supervisor_of(mine.side)}
    return render(request, "applications/hours.html", context)


@require_safe
@login_required
def hours_pdf(request: MemberRequest, pk: int) -> HttpResponse:
    """The same as accessible PDF, in the language of the page."""
    statement = _statement(request, pk)
    paper = statement_paper(statement, get_language() or "de")
    return pdf_response(render_pdf(paper, now=statement.at), f"hours-{statement.application.cohort.slug}")


def _statement(request: MemberRequest, pk: int) -> Statement:
    mine = _mine(request, pk)
    if mine.state not in PURSUED:
        raise Http404
    return statement_of(mine, now=timezone.now())


def _managed(request: HttpRequest, cohort_id: int, pk: int) -> Application:
    managed = Application.objects.managed_by(request.user).exclude(state__in=UNREAD)  # type: ignore[arg-type]
    one = get_object_or_404(managed.select_related("person", "cohort__programme"), pk=pk, cohort_id=cohort_id)
    if not one.cohort.asks_supervisor_of(one.side):
        raise Http404
    return one


@require_http_methods(FORM_METHODS)
@login_required
def office(request: HttpRequest, cohort_id: int, pk: int) -> HttpResponse:
    """Where one approval stands, and what the office can do: answer, record a talk, ask somebody else."""
    one = _managed(request, cohort_id, pk)
    current = current_of(one)
    if request.method != "POST":
        return _page(request, one, current)
    form = _forms(one, current, request.POST).get(request.POST.get("act", ""))
    if form is None:
        return _page(request, one, current, status=422)
    if not form.is_valid():
        return _page(request, one, current, form, status=422)
    try:
        _acts(request, one, current)[form.act](form.cleaned_data)
    except (StaleError, IllegalTransitionError, services.ApprovalOverError):
        again = current_of(one)
        data = request.POST.copy()
        data["version"] = str(again.version if again else 1)
        typed = _forms(one, again, data).get(form.act)
        return _page(request, one, again, typed, status=409, changed=True)
    except services.AlreadyAskedError:
        form.add_error("email", _("This address is asked already, about these hours."))
        return _page(request, one, current, form, status=422)
    messages.success(request, _("Done. Whoever it concerns gets a mail."))
    return redirect("office-approval", cohort_id, pk)


def _forms(one: Application, current: Approval | None, data: Any = None) -> dict[str, ActForm]:
    """What can be done now; with `data` the one that was sent is bound to it."""
    act = data.get("act") if data is not None else ""
    version = current.version if current else 1

    def of(form: type[ActForm], **more: Any) -> ActForm:
        return form(data if act == form.act else None, version=version, **more)

    found: dict[str, ActForm] = {"anew": of(AskAnewForm, not_this=one.person.email)}
    if data is None:
        email, hours = (current.supervisor, current.hours) if current else ("", hours_of(one.cohort, one.side))
        found["anew"].initial.update(email=email, hours=hours)
    if current and current.state == ApprovalState.ASKED_BACK:
        found["answer"] = of(AnswerQuestionForm)
    if current and current.state in (*UNDECIDED, *ANSWERED, ApprovalState.WITHOUT):
        found["outcome"] = of(OutcomeForm, may_go_on=not one.cohort.approval_needed)
    return found


def _acts(
    request: HttpRequest, one: Application, current: Approval | None
) -> dict[str, Callable[[dict[str, Any]], object]]:
    common: dict[str, Any] = {"actor": request.user, "now": timezone.now()}
    return {
        "answer": lambda data: services.answer_question(approval=_there(current), **common, **data),
        "outcome": lambda data: services.record_outcome(approval=_there(current), **common, **_outcome(data)),
        "anew": lambda data: services.ask_anew(application=one, **common, **data),
    }


def _there(current: Approval | None) -> Approval:
    if current is None:
        raise services.ApprovalOverError
    return current


def _outcome(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "to": ApprovalState(data["to"])}


def _page(
    request: HttpRequest,
    one: Application,
    current: Approval | None,
    bound: ActForm | None = None,
    *,
    status: int = 200,
    changed: bool = False,
) -> HttpResponse:
    forms = _forms(one, current)
    if bound:
        forms[bound.act] = bound
    context = {
        "cohort": one.cohort,
        "application": one,
        "approval": current,
        "history": [row for row in history_of(one) if not row.current],
        "forms": forms,
        "opened": bound.act if bound else "",
        "changed": changed,
    }
    return render(request, "applications/office_approval.html", context, status=status)
