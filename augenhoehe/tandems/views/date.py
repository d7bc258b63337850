"""The page of one date for whoever arranges it: from a link in a mail, or for an executive as their assistant.

What it shows depends on where the meeting stands: move or cancel it before, say afterwards whether it took place, and
then fix the next one. A link says when, not where: the place is in the invitation, and behind the sign-in. Nothing that
the two write is known here.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from augenhoehe.applications.enums import Side
from augenhoehe.common.dates import moment
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.people.requests import speak

from ..doors import FORMED
from ..enums import MeetingState
from ..errors import MeetingPlannedError, TandemError
from ..forms import DateForm, MeetingForm, RecordForm, TimeForm
from ..models import Meeting
from ..selectors.meetings import assisted_meetings, next_meeting, topics_for
from ..selectors.suggested import times_for
from ..services.date_links import find_date_link
from ..services.invitations import where_of
from ..services.meetings import MeetingDetails, cancel_meeting, keep_date, move_meeting, plan_meeting
from ..services.numbering import next_number
from ..services.records import hold_meeting, miss_meeting
from .reader import person_of
from .series import answer_by_link


class _NotValidError(Exception):
    """What was sent is no answer; `forms` keep what was typed."""

    def __init__(self, **forms: Any) -> None:
        super().__init__()
        self.forms = forms


@dataclass(frozen=True)
class Desk:
    """Who arranges which date, and when. `whole`: one of the two, who also knows whether they met."""

    meeting: Meeting
    actor: Person
    now: dt.datetime
    whole: bool
    partner: str = ""

    @property
    def ahead(self) -> bool:
        """Whether the date can be moved; for an assistant until somebody says that it took place."""
        return self.meeting.state == MeetingState.PLANNED and (self.meeting.starts_at > self.now or not self.whole)

    @property
    def details(self) -> MeetingDetails:
        return MeetingDetails.of(self.meeting)

    def form(self, data: Any = None, **initial: Any) -> MeetingForm:
        """When alone on a page that a link opens, when and where for who is signed in."""
        kind = DateForm if self.whole else MeetingForm
        return kind(data, initial=initial, tandem=self.meeting.tandem, now=self.now)

    @property
    def asks(self) -> bool:
        return self.meeting.state == MeetingState.PLANNED and not self.ahead


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def date_link(request: HttpRequest, token: str) -> HttpResponse:
    """A date or a proposed series, without an account. 404 for a link nobody issued, 410 for one that is over."""
    link = find_date_link(token)
    if link is None:
        raise Http404
    tandem, side, now = link.tandem, Side(link.side), timezone.now()
    person = tandem.application_of(side).person
    speak(request, person.language)
    if not link.is_open(now) or not person.has_perm("tandems.plan_meeting", tandem):
        return render(request, "tandems/link_over.html", status=410)
    if link.series:
        return answer_by_link(request, link.series, person)
    assert link.meeting is not None  # noqa: S101 - the database holds it; for the type checker
    return _answer(request, Desk(link.meeting, person, now, True, str(tandem.partner_of(side).person)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def assisted(request: HttpRequest, meeting_pk: int) -> HttpResponse:
    """The same for the assistant of one of the two, who moves and cancels and is asked nothing else."""
    meeting = get_object_or_404(assisted_meetings(person_of(request)), pk=meeting_pk, state=MeetingState.PLANNED)
    return _answer(request, Desk(meeting, person_of(request), timezone.now(), False))


def _answer(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        return _page(request, desk)
    act = _ACTS.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise _NotValidError
        done = act(request, desk)
    except _NotValidError as error:
        refusal = "" if error.forms else _("Please press one of the buttons.")
        return _page(request, desk, status=422, refusal=refusal, **error.forms)
    except (StaleError, MeetingPlannedError):
        desk.meeting.refresh_from_db()
        return _page(request, desk, status=409, refusal=_("Your partner was quicker. This is how things stand now."))
    except TandemError as error:
        return _page(request, desk, status=409, refusal=error.message())
    messages.success(request, done)
    if desk.meeting.state == MeetingState.PLANNED or desk.whole:
        return redirect(request.path)
    return redirect("home")


def _move(request: HttpRequest, desk: Desk) -> str:
    form = desk.form(request.POST)
    if not form.is_valid():
        raise _NotValidError(form=form)
    details = form.instead_of(desk.details) if isinstance(form, DateForm) else form.details()
    return _arrange(desk, details, form.cleaned_data)


def _take(request: HttpRequest, desk: Desk) -> str:
    """One of the suggested times, with everything else as it was."""
    form = TimeForm(request.POST, tandem=desk.meeting.tandem, now=desk.now)
    if not form.is_valid():
        raise _NotValidError
    at, meeting = form.cleaned_data["at"], desk.meeting
    minutes = meeting.counter_minutes if at == meeting.counter_at and meeting.counter_minutes else meeting.minutes
    return _arrange(desk, replace(desk.details, starts_at=at, minutes=minutes), form.cleaned_data)


def _arrange(desk: Desk, details: MeetingDetails, sent: dict[str, Any]) -> str:
    """Move the meeting, or where it is over fix the next one."""
    if desk.ahead:
        version = sent["version"] or 0
        desk.meeting.refresh_from_db()
        moved = move_meeting(meeting=desk.meeting, actor=desk.actor, version=version, details=details, now=desk.now)
        desk.meeting.state = moved.state
        return _("The date is settled. Both of you get it by mail.")
    plan_meeting(
        tandem=desk.meeting.tandem, actor=desk.actor, details=details, draft_key=sent["draft_key"], now=desk.now,
        number=sent["number"] or 0,
    )  # fmt: skip
    return _("The date is fixed. The invitation is on its way to both of you.")


def _cancel(request: HttpRequest, desk: Desk) -> str:
    desk.meeting.state = cancel_meeting(meeting=desk.meeting, actor=desk.actor, now=desk.now).state
    return _("The meeting is cancelled. Both of you get a mail.")


def _keep(request: HttpRequest, desk: Desk) -> str:
    keep_date(meeting=desk.meeting, actor=desk.actor, now=desk.now)
    return _("The date stays as it is. Whoever proposed the other time is told.")


def _held(request: HttpRequest, desk: Desk) -> str:
    form = RecordForm(request.POST, meeting=desk.meeting, topics=topics_for(desk.meeting.tandem, desk.meeting))
    if not desk.whole or not form.is_valid():
        raise _NotValidError(record=form)
    hold_meeting(meeting=desk.meeting, actor=desk.actor, details=form.details(), now=desk.now)
    return _("Thank you, it is entered.")


def _missed(request: HttpRequest, desk: Desk) -> str:
    if not desk.whole:
        raise _NotValidError
    miss_meeting(meeting=desk.meeting, actor=desk.actor, now=desk.now)
    return _("It is entered that this meeting did not take place. A new date is quickly found.")


_ACTS: Final[dict[str, Callable[[HttpRequest, Desk], str]]] = {
    "move": _move,
    "take": _take,
    "cancel": _cancel,
    "keep": _keep,
    "held": _held,
    "missed": _missed,
}


def _page(
    request: HttpRequest,
    desk: Desk,
    *,
    status: int = 200,
    refusal: str = "",
    form: MeetingForm | None = None,
    record: RecordForm | None = None,
) -> HttpResponse:
    meeting, tandem, now = desk.meeting, desk.meeting.tandem, desk.now
    context: dict[str, Any] = {
        "desk": desk,
        "meeting": meeting,
        "refusal": refusal,
        "when": moment(meeting.starts_at, meeting.minutes),
        "where": "" if desk.whole else where_of(meeting),
        "open": tandem.state in FORMED,
    }
    if desk.asks:
        context["form"] = record or RecordForm(meeting=meeting, topics=topics_for(tandem, meeting))
    elif following := None if desk.ahead else next_meeting(tandem, now):
        context["next_when"] = moment(following.starts_at, following.minutes)
    else:
        context |= _times(desk, form)
    if desk.ahead and meeting.counter_at and meeting.counter_minutes:
        context["counter"] = moment(meeting.counter_at, meeting.counter_minutes)
    return render(request, "tandems/date.html", context, status=status)


def _times(desk: Desk, form: MeetingForm | None) -> dict[str, Any]:
    """The form for another date, or for the next one, and the times that suit both."""
    meeting, tandem = desk.meeting, desk.meeting.tandem
    initial = MeetingForm.initial_of(meeting)
    if not desk.ahead:
        initial |= {"number": next_number(tandem), "version": None, "day": None}
    hidden = {name: initial.get(name) for name in ("version", "number")}
    choice = times_for(tandem, desk.now, meeting=meeting if desk.ahead else None)
    return {
        "form": form or desk.form(**initial),
        "times": choice.times,
        "why_none": choice.why_none,
        "time_form": TimeForm(initial=hidden, tandem=tandem, now=desk.now),
    }
