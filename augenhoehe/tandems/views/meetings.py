"""The first meeting: both partners plan, move and cancel it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.common.dates import moment
from augenhoehe.common.models import StaleError
from augenhoehe.events.selectors import is_prepared

from ..doors import own_tandem
from ..enums import MeetingState
from ..errors import MeetingPlannedError, TandemError
from ..forms import MeetingForm
from ..models import Meeting, Tandem
from ..services.invitations import calendar_object, where_of
from ..services.meetings import cancel_meeting, move_meeting, plan_meeting
from .member import planned_meeting
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
    """Fix the first meeting."""
    tandem = _formed_tandem(request, pk)
    now = timezone.now()
    if request.method != "POST":
        if known := planned_meeting(tandem):
            return redirect("meeting-edit", pk=pk, meeting_pk=known.pk)
        if not is_prepared(tandem.mentee):
            return redirect("tandem", pk=pk)
        return _form(request, tandem, MeetingForm(cohort=tandem.cohort, now=now))
    form = MeetingForm(request.POST, cohort=tandem.cohort, now=now)
    if not form.is_valid():
        return _form(request, tandem, form, status=422)
    try:
        _meeting, fresh = plan_meeting(
            tandem=tandem,
            actor=person_of(request),
            details=form.details(),
            draft_key=form.cleaned_data["draft_key"],
            now=now,
        )
    except (MeetingPlannedError, StaleError):
        known = planned_meeting(tandem)
        return _conflict(request, tandem, known) if known else _form(request, tandem, form, status=409)
    except TandemError as error:
        form.add_error(None, error.message())
        return _form(request, tandem, form, status=409)
    if fresh:
        messages.success(request, _("The date is fixed. The invitation is on its way to both of you."))
    return redirect("tandem", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Move the meeting, or meet elsewhere."""
    tandem = _formed_tandem(request, pk)
    meeting = _meeting_of(tandem, meeting_pk)
    now = timezone.now()
    if request.method != "POST":
        form = MeetingForm(initial=MeetingForm.initial_of(meeting), cohort=tandem.cohort, now=now)
        return _form(request, tandem, form, editing=meeting)
    form = MeetingForm(request.POST, cohort=tandem.cohort, now=now)
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


def _conflict(request: HttpRequest, tandem: Tandem, meeting: Meeting) -> HttpResponse:
    """Somebody was quicker: what was typed stands beside what is stored, and sending it again moves that meeting."""
    typed = {**request.POST.dict(), "version": meeting.version}
    form = MeetingForm(typed, cohort=tandem.cohort, now=timezone.now())
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
    context = {"tandem": tandem, "form": form, "editing": editing, "conflict": _stored(meeting)}
    return render(request, "tandems/meeting.html", context, status=status)


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
