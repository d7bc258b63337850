"""What the two partners see and do, signed in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.common.dates import moment
from augenhoehe.events.selectors import is_prepared

from ..doors import FORMED, SHARED, frame, own_tandem, situation
from ..enums import Answer, MeetingState, TandemState
from ..errors import AlreadyAnsweredError
from ..forms import AnswerForm
from ..models import Meeting, Tandem
from ..panels import AFTER_AN_EARLY_END, FIRST_PAGE, panels_of
from ..selectors.meetings import meetings_at_hand
from ..selectors.profile import profile_of, reasons_of
from ..services.answers import answer_proposal
from ..services.confirmation import confirm_tandem
from ..services.invitations import where_of
from .reader import refusal_of


@require_safe
@login_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a proposal or a tandem, the same for both sides."""
    return _page(request, *own_tandem(request, pk))


def _page(request: HttpRequest, tandem: Tandem, side: Side, *, status: int = 200, refusal: str = "") -> HttpResponse:
    context: dict[str, Any] = {**frame(tandem, side), "refusal": refusal}
    past = tandem.state in (TandemState.NOT_FORMED, TandemState.ENDED)
    if not past:
        context |= _together(tandem, side)
    if past or tandem.state in SHARED:
        here = situation(request, tandem, side, now=timezone.now())
        context["panels"] = panels_of(here, AFTER_AN_EARLY_END if past else FIRST_PAGE)
    return render(request, "tandems/tandem.html", context, status=status)


def _together(tandem: Tandem, side: Side) -> dict[str, Any]:
    """What two people see who are asked, or are a tandem."""
    now = timezone.now()
    formed = tandem.state in FORMED
    meetings = meetings_at_hand(tandem) if formed else []
    meeting, ahead = _in_turn(meetings)
    asked = tandem.state == TandemState.PROPOSED and tandem.answer_of(side) == Answer.OPEN
    return {
        "partner": profile_of(tandem.partner_of(side)),
        "reasons": reasons_of(tandem, side),
        "formed": formed,
        "may_answer": asked and now <= tandem.answer_by,
        "too_late": asked and now > tandem.answer_by,
        "may_confirm": tandem.state == TandemState.ACCEPTED and tandem.confirms_of(side) == Answer.OPEN,
        "meeting": meeting,
        "prepared": bool(meetings) or tandem.state != TandemState.ACCEPTED or is_prepared(tandem.mentee),
        "when": moment(meeting.starts_at, meeting.minutes) if meeting else "",
        "where": where_of(meeting) if meeting else "",
        "ahead": ahead,
        "over": meeting is not None and meeting.ends_at <= now,
        "now": now,
        "talked": tandem.confirm_asked_at is not None or any(one.starts_at <= now for one in meetings),
    }


def _in_turn(meetings: list[Meeting]) -> tuple[Meeting | None, list[Meeting]]:
    """The meeting to speak of, a past one as long as nobody has said whether it took place, and those after it."""
    planned = [one for one in meetings if one.state == MeetingState.PLANNED]
    return (planned[0], planned[1:]) if planned else (None, [])


@require_POST
@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline."""
    tandem, side = own_tandem(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, tandem, side, status=422, refusal=refusal_of(form))
    try:
        answer_proposal(tandem=tandem, side=side, accept=form.yes, now=timezone.now())
    except AlreadyAnsweredError as error:
        tandem.refresh_from_db()
        return _page(request, tandem, side, status=409, refusal=error.message())
    messages.success(request, thanks())
    return redirect("tandem", pk=pk)


@require_POST
@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on after the first talk, or not."""
    tandem, side = own_tandem(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, tandem, side, status=422, refusal=refusal_of(form))
    try:
        confirm_tandem(tandem=tandem, side=side, go_on=form.yes, now=timezone.now())
    except AlreadyAnsweredError as error:
        tandem.refresh_from_db()
        return _page(request, tandem, side, status=409, refusal=error.message())
    messages.success(request, thanks())
    return redirect("tandem", pk=pk)


def thanks() -> str:
    """The same words for a yes and a no, so that nobody reads over a shoulder which it was."""
    return _("Thank you, your answer has arrived.")
