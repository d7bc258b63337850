"""The form by a link in a mail, without signing in: all of a begun application, or the need check of one that waits.

The silent list is not here: it is its writer's alone, and a mail may be read by others.
"""

from collections.abc import Callable
from typing import Final, Self

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.applications import services
from augenhoehe.applications.enums import State, Step
from augenhoehe.applications.forms import STEP_FORMS
from augenhoehe.applications.models import Application, ApplicationLink
from augenhoehe.applications.rules import steps_of
from augenhoehe.applications.selectors.member import is_begun
from augenhoehe.applications.selectors.need import is_asked_of
from augenhoehe.people.requests import speak

from .walk import Walk, check_page, need_page, step_page


class LinkWalk(Walk):
    """By a link to the form."""

    by_link = True

    def __init__(self, token: str, application: Application) -> None:
        steps = [step for step in steps_of(application.side, application.cohort) if step != Step.EXCLUSIONS]
        super().__init__(application, steps)
        self.token = token

    def url(self, step: Step) -> str:
        return reverse("form-link-step", args=[self.token, step])

    @property
    def need_url(self) -> str:
        return reverse("form-link-need", args=[self.token])

    @property
    def end_url(self) -> str:
        return reverse("form-link", args=[self.token])

    def again(self) -> Self:
        now = Application.objects.select_related("person", "cohort__programme").get(pk=self.application.pk)
        return type(self)(self.token, now)


class NeedWalk(LinkWalk):
    """By a link to the need check: two steps and the result."""

    names: Final = {Step.TOPICS: "need-link", Step.NEED: "need-link-statements"}

    def __init__(self, token: str, application: Application) -> None:
        super().__init__(token, application)
        self.steps = list(self.names)

    def url(self, step: Step) -> str:
        return reverse(self.names[step], args=[self.token])

    @property
    def need_url(self) -> str:
        return reverse("need-link-result", args=[self.token])

    def preline(self, step: Step) -> str:
        return _("%(name)s, need check: step %(number)s of %(total)s") % {
            "name": self.application.cohort.programme.name,
            "number": self.steps.index(step) + 1,
            "total": len(self.steps),
        }


def _link(request: HttpRequest, token: str, find: Callable[[str], ApplicationLink | None]) -> ApplicationLink:
    """404 for a link nobody issued. From here on in the language of the mail."""
    link = find(token)
    if link is None:
        raise Http404
    speak(request, link.application.person.language)
    return link


@never_cache
@require_safe
def form(request: HttpRequest, token: str) -> HttpResponse:
    """To the first gap; once it is handed in, that it has arrived. 410 when nothing is open any more."""
    link = _link(request, token, services.find_form_link)
    if link.is_open(timezone.now()) and link.application.state == State.SUBMITTED:
        return render(request, "applications/arrived.html", {"application": link.application})
    walk = _form_walk(link, token)
    return redirect(walk.progress().next_url) if walk else _form_over(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form_step(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """One step of the form, saved by itself; the last one checks everything and hands in."""
    link = _link(request, token, services.find_form_link)
    walk = _form_walk(link, token)
    if step == Step.CHECK and link.application.state == State.SUBMITTED:  # the button, pressed twice
        return redirect("form-link", token)
    if walk is None:
        return _form_over(request)
    if step == Step.CHECK:
        return check_page(request, walk)
    if step not in STEP_FORMS or not walk.is_open(Step(step)):
        raise Http404
    try:
        return step_page(request, walk, Step(step))
    except services.NotChangeableError:
        return _form_over(request)


@never_cache
@require_safe
def form_need(request: HttpRequest, token: str) -> HttpResponse:
    """What the need check says."""
    walk = _form_walk(_link(request, token, services.find_form_link), token)
    return need_page(request, walk) if walk else _form_over(request)


def _form_walk(link: ApplicationLink, token: str) -> LinkWalk | None:
    """None once the link is over or there is nothing to fill in."""
    stands = link.is_open(timezone.now()) and is_begun(link.application, today=timezone.localdate())
    return LinkWalk(token, link.application) if stands else None


def _form_over(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/form_over.html", status=410)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def need_step(request: HttpRequest, token: str, step: Step) -> HttpResponse:
    """One of the two steps, saved by itself. 410 once nothing is asked any more."""
    walk = _need_walk(_link(request, token, services.find_need_link), token)
    if walk is None:
        return _need_over(request)
    try:
        return step_page(request, walk, step)
    except services.NotChangeableError:
        return _need_over(request)


@never_cache
@require_safe
def need_result(request: HttpRequest, token: str) -> HttpResponse:
    """The same explanation as signed in, with the way back to both steps and to nothing else."""
    walk = _need_walk(_link(request, token, services.find_need_link), token)
    return need_page(request, walk) if walk else _need_over(request)


def _need_walk(link: ApplicationLink, token: str) -> NeedWalk | None:
    stands = link.is_open(timezone.now()) and is_asked_of(link.application)
    return NeedWalk(token, link.application) if stands else None


def _need_over(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/need_over.html", status=410)
