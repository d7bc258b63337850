"""What the need check says, and the need check itself by the link in the office's mail, without signing in."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.applications import services
from augenhoehe.applications.enums import State, Step
from augenhoehe.applications.forms import STEP_FORMS, StepForm
from augenhoehe.applications.models import Application
from augenhoehe.applications.rules import steps_of
from augenhoehe.applications.selectors.member import step_is_open
from augenhoehe.applications.selectors.need import Need, is_asked_of, need_of
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest, speak

STEPS: Final = {Step.TOPICS: "need-link", Step.NEED: "need-link-statements"}
"""The two pages of a need check, in order, and the names of their addresses."""
RESULT: Final = "need-link-result"


@require_safe
@login_required
def application_need(request: MemberRequest, pk: int) -> HttpResponse:
    """What the need check says: where a tandem helps, where something else is better, and why."""
    own = Application.objects.visible_to(request.user)
    mine = get_object_or_404(own.select_related("person", "cohort__programme"), pk=pk)
    order = steps_of(mine.side, mine.cohort)
    need = _done(mine)
    context = {
        "application": mine,
        "need": need,
        "following": mine.step_url(order[order.index(Step.NEED) + 1]) if mine.state == State.DRAFT else "",
    }
    if step_is_open(mine, Step.NEED, today=timezone.localdate()):
        context |= {"change": {"topics": mine.step_url(Step.TOPICS), "need": mine.step_url(Step.NEED)}}
    return render(request, "applications/need.html", context)


def _done(application: Application) -> Need:
    need = need_of(application)
    if need is None or not need.done:
        raise Http404
    return need


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str, step: Step) -> HttpResponse:
    """One of the two steps, saved by itself. 404 for a link nobody issued, 410 once nothing is asked any more."""
    application = _application_of(request, token)
    if application is None:
        return _over(request)
    if request.method != "POST":
        return _page(request, token, STEP_FORMS[step](application=application))
    form = STEP_FORMS[step](request.POST, application=application)
    if not form.is_valid():
        return _page(request, token, form, status=422)
    try:
        _save(application, form)
    except StaleError:
        return _stale(request, token, form)
    except services.NotChangeableError:
        return _over(request)
    messages.success(request, _("Saved."))
    return redirect(_following(step), token)


@never_cache
@require_safe
def result_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same explanation as signed in, with the way back to both steps and to nothing else."""
    application = _application_of(request, token)
    if application is None:
        return _over(request)
    change = {step.value: reverse(name, args=[token]) for step, name in STEPS.items()}
    context = {"application": application, "need": _done(application), "change": change, "by_link": True}
    return render(request, "applications/need.html", context)


def _application_of(request: HttpRequest, token: str) -> Application | None:
    """Whose need check the link is for; None once it is over. From here on in the language of the mail."""
    link = services.find_need_link(token)
    if link is None:
        raise Http404
    speak(request, link.application.person.language)
    return link.application if link.is_open(timezone.now()) and is_asked_of(link.application) else None


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/need_over.html", status=410)


def _save(application: Application, form: StepForm) -> None:
    common: dict[str, Any] = {"actor": application.person, "application": application, "now": timezone.now()}
    common |= {"version": form.cleaned_data["version"], **form.answers()}
    if form.step == Step.NEED:
        services.save_need(**common)
    else:
        services.save_step(step=form.step, **common)


def _stale(request: HttpRequest, token: str, typed: StepForm) -> HttpResponse:
    """The row changed meanwhile: a double click goes on, anything else shows both versions."""
    now = Application.objects.select_related("person", "cohort__programme").get(pk=typed.application.pk)
    form = STEP_FORMS[typed.step]({**typed.typed(), "version": now.version}, application=now)
    if differences := form.differences():
        return _page(request, token, form, status=409, conflict=differences)
    return redirect(_following(typed.step), token)


def _following(step: Step) -> str:
    return RESULT if step == Step.NEED else STEPS[Step.NEED]


def _page(
    request: HttpRequest,
    token: str,
    form: StepForm,
    *,
    status: int = 200,
    conflict: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    words = {"name": form.application.cohort.programme.name, "total": len(STEPS)}
    context = {
        "application": form.application,
        "form": form,
        "by_link": True,
        "preline": _("%(name)s, need check: step %(number)s of %(total)s")
        % {**words, "number": list(STEPS).index(form.step) + 1},
        "before": reverse(STEPS[Step.TOPICS], args=[token]) if form.step == Step.NEED else "",
        "conflict": conflict,
    }
    return render(request, f"applications/step_{form.step}.html", context, status=status)
