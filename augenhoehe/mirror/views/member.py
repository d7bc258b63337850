"""The mirror of the two: answering step by step, sending, and what they see once both have sent."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import StaleError
from augenhoehe.people.requests import MemberRequest
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.doors import content_space, frame
from augenhoehe.tandems.models import Tandem

from ..errors import MirrorError
from ..forms import AnswerForm, RoundForm
from ..selectors.space import Line, Look, Mirror, mirror_of
from ..services import answering


def _space(request: HttpRequest, pk: int, *, writing: bool = False) -> tuple[Tandem, Side]:
    """A tandem of the reader's own whose cohort has the mirror; 404 for every other."""
    tandem, side = content_space(request, pk, writing=writing)
    if not tandem.cohort.uses(Part.MIRROR):
        raise Http404
    return tandem, side


@require_safe
@login_required
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """What there is to answer, to send and to see."""
    tandem, side = _space(request, pk)
    mirror = mirror_of(tandem, side, timezone.localdate())
    return render(request, "mirror/space.html", {**frame(tandem, side), "mirror": mirror})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: MemberRequest, pk: int, page: int) -> HttpResponse:
    """Some statements of the round that is open; kept with every step. 404 when there is nothing to answer."""
    tandem, side = _space(request, pk, writing=True)
    step = _step(tandem, side, page)
    if request.method != "POST":
        return _form(request, tandem, side, step, step.form(None))
    form = step.form(request.POST)
    if not form.is_valid():
        return _form(request, tandem, side, step, form, status=422)
    try:
        answering.save_answers(
            tandem=tandem, actor=request.user, which=step.look.round, version=form.cleaned_data["version"],
            edition=form.cleaned_data["edition"], answers=form.answers(), now=timezone.now(),
        )  # fmt: skip
    except StaleError:
        fresh = _step(tandem, side, page)
        if form.answers() != {line.statement.key: line.mine for line in fresh.lines}:
            return _form(request, tandem, side, fresh, fresh.form(request.POST, **fresh.marks), status=409)
    except MirrorError as error:
        messages.warning(request, error.message())
        return redirect("tandem-mirror", pk=pk)
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on at any time; nobody learns that you have begun."))
    elif page < step.last:
        return redirect("tandem-mirror-answer", pk=pk, page=page + 1)
    return redirect("tandem-mirror", pk=pk)


@dataclass(frozen=True)
class _Step:
    """A page of the form, with everything around it."""

    mirror: Mirror
    look: Look
    page: int
    lines: list[Line]
    partner: str

    @property
    def last(self) -> int:
        return self.look.lines[-1].page

    @property
    def marks(self) -> dict[str, Any]:
        """What the form was filled in with: who saves after somebody else is told."""
        return {"version": self.look.version, "edition": self.mirror.edition.print}

    @property
    def pages(self) -> list[tuple[int, str]]:
        """Every page with its state, as the line of steps shows it."""
        numbers = range(1, self.last + 1)
        return [(number, "current" if number == self.page else self._state(number)) for number in numbers]

    def _state(self, number: int) -> str:
        return "done" if all(one.mine.complete for one in self.look.lines if one.page == number) else "open"

    def form(self, data: QueryDict | None, **marks: Any) -> AnswerForm:
        if data is not None and marks:
            data = data.copy()
            for name, mark in marks.items():
                data[name] = str(mark)
        later = data is not None and "later" in data
        return AnswerForm(data, lines=self.lines, partner=self.partner, later=later, initial=self.marks)


def _step(tandem: Tandem, side: Side, page: int) -> _Step:
    mirror = mirror_of(tandem, side, timezone.localdate())
    look = mirror.turn
    lines = [line for line in look.lines if line.page == page] if look else []
    if look is None or not lines:
        raise Http404
    return _Step(mirror, look, page, lines, tandem.partner_of(side).person.get_full_name())


def _form(
    request: HttpRequest, tandem: Tandem, side: Side, step: _Step, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    context = {**frame(tandem, side), "step": step, "form": form, "stale": status == 409}
    return render(request, "mirror/answer.html", context, status=status)


@require_POST
@login_required
def send(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the round that is open. Afterwards nothing of it can be changed."""
    tandem, _side = _space(request, pk, writing=True)
    form = RoundForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        both = answering.send_answers(
            tandem=tandem, actor=request.user, which=form.cleaned_data["round"], now=timezone.now()
        )
    except MirrorError as error:
        messages.warning(request, error.message())
    else:
        both_sent = _("Thank you. Both of you have sent: here is your mirror.")
        messages.success(request, both_sent if both else _("Thank you, your answers are sent."))
    return redirect("tandem-mirror", pk=pk)


@require_POST
@login_required
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete one's own answers of a round."""
    tandem, _side = _space(request, pk)
    form = RoundForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        answering.take_back(tandem=tandem, actor=request.user, which=form.cleaned_data["round"], now=timezone.now())
    except MirrorError as error:
        messages.warning(request, error.message())
    else:
        messages.success(request, _("Your answers of this round are deleted."))
    return redirect("tandem-mirror", pk=pk)
