"""Dates, signed in: both partners plan, move and cancel them."""

import datetime as dt
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.calendars.models import NeutralPlace
from augenhoehe.common.dates import moment
from augenhoehe.common.models import StaleError
from augenhoehe.events.selectors import is_prepared

from ..doors import own_tandem
from ..enums import MeetingState, TandemState
from ..errors import MeetingPlannedError, TandemError
from ..forms import MeetingForm
from ..models import FIRST, Meeting, Tandem
from ..selectors.held import chosen_date, chosen_place, held_for, meeting_at, suggested_places
from ..selectors.meetings import planned_meeting
from ..selectors.suggested import times_for
from ..services.invitations import calendar_object, where_of
from ..services.meetings import cancel_meeting, keep_date, move_meeting, plan_meeting
from ..services.numbering import next_number
from .reader import person_of


def _formed_tandem(request: HttpRequest, pk: int) -> Tandem:
    tandem, _side = own_tandem(request, pk)
    if not request.user.has_perm("tandems.plan_meeting", tandem):
        raise Http404
    return tandem


def _meeting_of(tandem: Tandem, meeting_pk: int) -> Meeting:
    return get_object_or_404(Meeting, tandem=tandem, pk=meeting_pk, state=MeetingState.PLANNED)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Fix the next date. Before the confirmation there is one: its page is what is shown then."""
    tandem = _formed_tandem(request, pk)
    now = timezone.now()
    if request.method != "POST":
        known = planned_meeting(tandem) if tandem.state == TandemState.ACCEPTED else None
        if known and "next" not in request.GET:
            return redirect("meeting-edit", pk=pk, meeting_pk=known.pk)
        if not known and not is_prepared(tandem.mentee):
            return redirect("tandem", pk=pk)
        return _form(request, tandem, MeetingForm(initial=_initial(request, tandem), tandem=tandem, now=now))
    form = MeetingForm(request.POST, tandem=tandem, now=now)
    if not form.is_valid():
        return _form(request, tandem, form, status=422)
    number = form.cleaned_data["number"] or FIRST
    try:
        _meeting, fresh = plan_meeting(
            tandem=tandem,
            actor=person_of(request),
            details=form.details(),
            draft_key=form.cleaned_data["draft_key"],
            now=now,
            number=number,
        )
    except (MeetingPlannedError, StaleError):
        known = tandem.meetings.filter(state=MeetingState.PLANNED, number=number).first()
        return _conflict(request, tandem, known) if known else _form(request, tandem, form, status=409)
    except TandemError as error:
        form.add_error(None, error.message())
        return _form(request, tandem, form, status=409)
    if fresh:
        messages.success(request, _("The date is fixed. The invitation is on its way to both of you."))
    return redirect("tandem", pk=pk)


def _initial(request: HttpRequest, tandem: Tandem) -> dict[str, Any]:
    """As the two met last, at the time that was chosen from the suggested ones."""
    last = tandem.meetings.order_by("starts_at").last()
    usual = MeetingForm.initial_of(last) if last else {"minutes": tandem.cohort.meeting_minutes}
    fresh = {"number": next_number(tandem), "version": None, "day": None, "time": None}
    return usual | fresh | _chosen(request, tandem)


def _chosen(request: HttpRequest, tandem: Tandem) -> dict[str, Any]:
    """What was followed to this form: a suggested time, a neutral place (?place=…), or a time held there (?held=…)."""
    now, place = timezone.now(), _place(request, tandem)
    there = meeting_at(place) if place else {}
    return chosen_time(request.GET) | there | chosen_date(tandem, request.GET.get("held", ""), now)


def _place(request: HttpRequest, tandem: Tandem) -> NeutralPlace | None:
    return chosen_place(tandem, request.GET.get("place", ""), timezone.now())


def chosen_time(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Day and time of a suggestion that was followed (?at=…) or pressed."""
    try:
        at = dt.datetime.fromisoformat(sent.get("at", ""))
        local = timezone.localtime(at)
    except (ValueError, OverflowError):
        return {}
    return {"at": at, "day": local.date(), "time": local.time()}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Move the meeting, or meet elsewhere."""
    tandem = _formed_tandem(request, pk)
    meeting = _meeting_of(tandem, meeting_pk)
    now = timezone.now()
    if request.method != "POST":
        form = MeetingForm(initial=MeetingForm.initial_of(meeting) | _chosen(request, tandem), tandem=tandem, now=now)
        return _form(request, tandem, form, editing=meeting)
    form = MeetingForm(_sent(request, meeting), tandem=tandem, now=now)
    if not form.is_valid() or form.cleaned_data["version"] is None:
        return _form(request, tandem, form, editing=meeting, status=422)
    try:
        move_meeting(
            meeting=meeting,
            actor=person_of(request),
            version=form.cleaned_data["version"],
            details=form.details(),
            now=now,
        )
    except StaleError:
        meeting.refresh_from_db()
        return _conflict(request, tandem, meeting)
    except TandemError as error:
        form.add_error(None, error.message())
        return _form(request, tandem, form, editing=meeting, status=409)
    messages.success(request, _("The date is settled. Both of you get it by mail."))
    return redirect("tandem", pk=pk)


def _sent(request: HttpRequest, meeting: Meeting) -> Mapping[str, Any]:
    """The form as it was sent; or a suggested time by the button that was pressed, with everything else as it was."""
    if "at" not in request.POST:
        return request.POST.dict()
    chosen = chosen_time(request.POST)
    if chosen and chosen["at"] == meeting.counter_at:
        chosen["minutes"] = meeting.counter_minutes
    stored = MeetingForm.initial_of(meeting) | {"day": None, "time": None, "draft_key": uuid.uuid4()}
    return stored | chosen | {"version": request.POST.get("version")}


def _conflict(request: HttpRequest, tandem: Tandem, meeting: Meeting) -> HttpResponse:
    """Somebody was quicker: what was typed stands beside what is stored, and sending it again moves that meeting."""
    typed = {**_sent(request, meeting), "version": meeting.version}
    form = MeetingForm(typed, tandem=tandem, now=timezone.now())
    form.is_valid()
    return _form(request, tandem, form, editing=meeting, meeting=meeting, status=409)


def _form(
    request: HttpRequest,
    tandem: Tandem,
    form: MeetingForm,
    *,
    editing: Meeting | None = None,
    meeting: Meeting | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form; `meeting` is what is stored where somebody else was quicker."""
    context = {
        "tandem": tandem,
        "form": form,
        "editing": editing,
        "conflict": _stored(meeting),
        "version": editing.version if editing else None,
        "is_next": editing is None and form["number"].value() not in (FIRST, None),
    }
    if status == HTTPStatus.OK:
        number = editing.number if editing else form["number"].value()
        context |= _offers(tandem, editing, number, _place(request, tandem))
    return render(request, "tandems/meeting.html", context, status=status)


def _offers(tandem: Tandem, editing: Meeting | None, number: int, place: NeutralPlace | None) -> dict[str, Any]:
    """What there is to choose from: times that suit both, neutral places and times that are held there."""
    now = timezone.now()
    choice, kept = times_for(tandem, now, meeting=editing, place=place), {"place": place.pk} if place else {}
    return {
        "times": [(one, urlencode({"at": one.starts_at.isoformat(), **kept})) for one in choice.times],
        "why_none": choice.why_none,
        "place": place,
        "places": [] if place else suggested_places(tandem, number, now, where=editing.place if editing else ""),
        "held": held_for(tandem, now),
    }


def _stored(meeting: Meeting | None) -> list[tuple[str, Any]]:
    if meeting is None:
        return []
    return [(_("When"), moment(meeting.starts_at, meeting.minutes)), (_("Where"), where_of(meeting))]


@require_POST
@login_required
def cancel(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Cancel the meeting; pressing twice is one cancellation."""
    tandem = _formed_tandem(request, pk)
    meeting = get_object_or_404(Meeting, tandem=tandem, pk=meeting_pk)
    try:
        cancel_meeting(meeting=meeting, actor=person_of(request), now=timezone.now())
    except TandemError as error:
        messages.warning(request, error.message())
    else:
        messages.success(request, _("The meeting is cancelled. Both of you get a mail."))
    return redirect("tandem", pk=pk)


@require_POST
@login_required
def keep(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """The date stays, whatever other time a calendar proposes; pressing twice is once."""
    tandem = _formed_tandem(request, pk)
    keep_date(meeting=_meeting_of(tandem, meeting_pk), actor=person_of(request), now=timezone.now())
    messages.success(request, _("The date stays as it is. Whoever proposed the other time is told."))
    return redirect("meeting", pk=pk, meeting_pk=meeting_pk)


@require_safe
@login_required
def download(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """The invitation as a file, for calendars that do not read mail."""
    tandem = _formed_tandem(request, pk)
    meeting = _meeting_of(tandem, meeting_pk)
    text = calendar_object(meeting, tandem, method="REQUEST", language=get_language() or "de", now=meeting.updated_at)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8; method=REQUEST")
    response["Content-Disposition"] = 'attachment; filename="invitation.ics"'
    return response
