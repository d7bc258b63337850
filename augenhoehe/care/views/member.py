"""“If something comes up”: break, more months, a call, the end. For either of the two, on one page.

Nothing that the two write stands here, so nobody needs more than to be signed in: whoever shares a mailbox must be able
to leave, too.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.tandems.doors import frame, own_tandem, shared_space
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.forms import AnswerForm
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.views.reader import refusal_of

from ..forms import BreakForm, MonthsForm
from ..rules import MOST_MONTHS
from ..selectors.member import months_left, standing_of
from ..services.breaks import pause_tandem, resume_tandem
from ..services.calls import ask_for_call
from ..services.extensions import answer_extension, ask_extension, take_back
from ..services.leaving import end_tandem, wish_partner
from ..services.quiet import say_all_is_well

Space = tuple[Tandem, Side]
Act = Callable[..., object]


@require_safe
@login_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What the two can do when things go other than planned."""
    return _page(request, *shared_space(request, pk))


def _page(
    request: HttpRequest,
    tandem: Tandem,
    side: Side,
    *,
    rest: BreakForm | None = None,
    months: MonthsForm | None = None,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    running = tandem.state in (TandemState.CONFIRMED, TandemState.PAUSED)
    left = months_left(tandem, MOST_MONTHS) if running else 0
    context: dict[str, Any] = {
        **frame(tandem, side),
        "standing": standing_of(tandem, side, timezone.now()),
        "running": running,
        "left": left,
        "rest": rest or BreakForm(now=timezone.now()),
        "months": months or MonthsForm(left=left),
        "refusal": refusal,
    }
    return render(request, "care/space.html", context, status=status)


def _do(request: HttpRequest, space: Space, act: Act, done: str, *, then: str = "tandem-care") -> HttpResponse:
    """One act, then the page again (or `then`); 409 with a sentence where it is not possible any more."""
    tandem, side = space
    try:
        act(now=timezone.now())
    except TandemError as error:
        tandem.refresh_from_db()
        return _page(request, tandem, side, status=409, refusal=error.message())
    if done:
        messages.success(request, done)
    return redirect(then, pk=tandem.pk)


@require_POST
@login_required
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a break."""
    tandem, side = shared_space(request, pk, writing=True)
    form = BreakForm(request.POST, now=timezone.now())
    if not form.is_valid():
        return _page(request, tandem, side, rest=form, status=422)
    until = form.cleaned_data["until"]
    done = _("You are on a break. Both of you get the same mail.")
    return _do(request, (tandem, side), partial(pause_tandem, tandem=tandem, until=until), done)


@require_POST
@login_required
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """End the break."""
    tandem, side = shared_space(request, pk, writing=True)
    done = _("You go on. The last day has moved by the days of the break.")
    return _do(request, (tandem, side), partial(resume_tandem, tandem=tandem), done)


@require_POST
@login_required
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for more months."""
    tandem, side = shared_space(request, pk, writing=True)
    form = MonthsForm(request.POST, left=months_left(tandem, MOST_MONTHS))
    if not form.is_valid():
        return _page(request, tandem, side, months=form, status=422)
    months = form.cleaned_data["months"]
    done = _("We ask your partner. It is settled when both of you want it.")
    return _do(request, (tandem, side), partial(ask_extension, tandem=tandem, side=side, months=months), done)


@require_POST
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Want the extension too, or not; whoever asked takes it back with a no."""
    tandem, side = shared_space(request, pk, writing=True)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, tandem, side, status=422, refusal=refusal_of(form))
    if standing_of(tandem, side, timezone.now()).mine and not form.yes:
        done = _("It is taken back.")
        return _do(request, (tandem, side), partial(take_back, tandem=tandem, side=side), done)
    done = _("Thank you, your answer has arrived.")
    return _do(request, (tandem, side), partial(answer_extension, tandem=tandem, side=side, wanted=form.yes), done)


@require_POST
@login_required
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the programme office for a call."""
    tandem, side = shared_space(request, pk, writing=True)
    done = _("The programme office will call you. Your partner does not hear of it.")
    return _do(request, (tandem, side), partial(ask_for_call, tandem=tandem, side=side), done)


@require_POST
@login_required
def well(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that nothing is the matter."""
    tandem, side = shared_space(request, pk, writing=True)
    done = _("Good to hear. We ask no further.")
    return _do(request, (tandem, side), partial(say_all_is_well, tandem=tandem), done)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The early end: what it means, and one button. No reason is asked, and nothing tells who pressed it."""
    tandem, side = shared_space(request, pk, writing=True)
    if request.method != "POST":
        return render(request, "care/end.html", frame(tandem, side))
    return _do(request, (tandem, side), partial(end_tandem, tandem=tandem), "", then="tandem")


@require_POST
@login_required
def wish(request: HttpRequest, pk: int) -> HttpResponse:
    """After an early end: a new partner, or not."""
    tandem, side = own_tandem(request, pk)
    form = AnswerForm(request.POST)
    if tandem.state != TandemState.ENDED or not form.is_valid():
        raise Http404
    done = _("Thank you, your answer has arrived.")
    return _do(
        request, (tandem, side), partial(wish_partner, tandem=tandem, side=side, wanted=form.yes), done, then="tandem"
    )
