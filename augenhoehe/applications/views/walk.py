"""The pages of the form, whichever way somebody comes to them: signed in, or by a link in a mail.

The silent list is not among them: `member` alone reaches it.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Self

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from augenhoehe.applications import services
from augenhoehe.applications.enums import State, Step
from augenhoehe.applications.forms import STEP_FORMS, StepForm
from augenhoehe.applications.models import Application
from augenhoehe.applications.selectors.approval import approvals_of
from augenhoehe.applications.selectors.member import Progress, progress, step_is_open
from augenhoehe.applications.selectors.need import need_of
from augenhoehe.applications.selectors.office import detail
from augenhoehe.applications.selectors.units import all_units
from augenhoehe.common.models import StaleError


class Walk(ABC):
    """Somebody on the way through the steps of an application, with the addresses of the way they came."""

    by_link = False

    def __init__(self, application: Application, steps: Sequence[Step]) -> None:
        self.application = application
        self.steps = steps

    @abstractmethod
    def url(self, step: Step) -> str:
        """Where this step is filled in."""

    @property
    @abstractmethod
    def need_url(self) -> str:
        """Where the result of the need check stands."""

    @property
    @abstractmethod
    def end_url(self) -> str:
        """Where somebody gets who is done."""

    @abstractmethod
    def again(self) -> Self:
        """The same walk over what is stored now."""

    def form(self, step: Step, data: Any = None) -> StepForm:
        return STEP_FORMS[step](data, application=self.application)

    def save(self, form: StepForm) -> None:
        """Raises StaleError and NotChangeableError."""
        mine, version, answers = self.application, form.cleaned_data["version"], form.answers()
        common: dict[str, Any] = {"actor": mine.person, "application": mine, "now": timezone.now()}
        if form.step == Step.ABOUT:
            services.save_about(person_version=version, changes=answers, **common)
        elif form.step == Step.SUPERVISOR:
            services.name_supervisor(version=version, **answers, **common)
        elif form.step == Step.NEED:
            services.save_need(version=version, **answers, **common)
        else:
            services.save_step(step=form.step, version=version, **answers, **common)

    def is_open(self, step: Step) -> bool:
        return step in self.steps and step_is_open(self.application, step, today=timezone.localdate())

    def after(self, step: Step) -> str:
        """After the need check comes its result."""
        return self.need_url if step == Step.NEED else self.beyond(step)

    def beyond(self, step: Step) -> str:
        """The step after this one; "" where none follows."""
        place = self.steps.index(step) + 1
        return self.url(self.steps[place]) if place < len(self.steps) else ""

    def before(self, step: Step) -> str:
        place = self.steps.index(step)
        return self.url(self.steps[place - 1]) if place else ""

    def progress(self, current: str = "") -> Progress:
        addresses = {step: self.url(step) for step in self.steps}
        return progress(self.application, today=timezone.localdate(), current=current, addresses=addresses)

    def preline(self, step: Step) -> str:
        return _("%(name)s, application as %(role)s: step %(number)s of %(total)s") % {
            "name": self.application.cohort.programme.name,
            "role": self.application.get_side_display(),
            "number": self.steps.index(step) + 1,
            "total": len(self.steps),
        }


def step_page(request: HttpRequest, walk: Walk, step: Step) -> HttpResponse:
    """One step of the form, saved by itself. Raises NotChangeableError."""
    if request.method != "POST":
        return _page(request, walk, walk.form(step))
    form = walk.form(step, request.POST)
    if not form.is_valid():
        return _page(request, walk, form, status=422)
    try:
        walk.save(form)
    except StaleError:
        return _stale(request, walk.again(), form)
    messages.success(request, _("Saved."))
    return redirect(walk.again().after(step))


def _stale(request: HttpRequest, walk: Walk, typed: StepForm) -> HttpResponse:
    """The row changed meanwhile: a double click goes on, anything else shows both versions."""
    version = walk.form(typed.step).initial["version"]
    form = walk.form(typed.step, {**typed.typed(), "version": version})
    if differences := form.differences():
        return _page(request, walk, form, status=409, conflict=differences)
    return redirect(walk.after(typed.step))


def _page(
    request: HttpRequest,
    walk: Walk,
    form: StepForm,
    *,
    status: int = 200,
    conflict: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "application": walk.application,
        "form": form,
        "step": form.step,
        "progress": walk.progress(current=form.step),
        "preline": walk.preline(form.step),
        "before": walk.before(form.step),
        "by_link": walk.by_link,
        "conflict": conflict,
    }
    return render(request, f"applications/step_{form.step}.html", context, status=status)


def check_page(request: HttpRequest, walk: Walk) -> HttpResponse:
    """The last step: show everything once more; hand in."""
    mine, status = walk.application, 200
    if request.method == "POST":
        try:
            services.submit_application(actor=mine.person, application=mine, now=timezone.now())
        except services.IncompleteError:
            status = 422
        except services.CallClosedError:
            status = 409
        else:
            messages.success(request, _("Your application has arrived. Thank you!"))
            return redirect(walk.end_url)
    elif mine.state != State.DRAFT:
        return redirect(walk.end_url)
    context = {
        "application": mine,
        "progress": walk.progress(current=Step.CHECK),
        "detail": detail(mine, all_units(), own=True),
        "approvals": approvals_of(mine),
        "need": need_of(mine),
        "need_url": walk.need_url,
        "preline": walk.preline(Step.CHECK),
        "refused": status == 422,
        "before": walk.before(Step.CHECK),
        "by_link": walk.by_link,
    }
    return render(request, "applications/step_check.html", context, status=status)


def need_page(request: HttpRequest, walk: Walk) -> HttpResponse:
    """What the need check says: where a tandem helps, where something else is better, and why."""
    need = need_of(walk.application)
    if need is None or not need.done:
        raise Http404
    context = {
        "application": walk.application,
        "need": need,
        "following": walk.beyond(Step.NEED) if walk.application.state == State.DRAFT else "",
        "by_link": walk.by_link,
    }
    if walk.is_open(Step.NEED):
        context["change"] = {"topics": walk.url(Step.TOPICS), "need": walk.url(Step.NEED)}
    return render(request, "applications/need.html", context)
