"""A tandem's meetings, and the page of each: the guide at the left, at the right what the rooms have to say of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.applications.enums import Side
from augenhoehe.common.dates import moment
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person

from ..doors import FORMED, frame, shared_meeting, shared_space, situation
from ..enums import MeetingState, Reply
from ..errors import TandemError
from ..forms import RecordForm
from ..models import Meeting
from ..panels import BESIDE_A_MEETING, GUIDING_A_MEETING, panels_of
from ..selectors.meetings import meetings_of, topics_for
from ..services.invitations import where_of
from ..services.numbering import next_number
from ..services.records import change_record, hold_meeting, miss_meeting
from .reader import person_of

PER_PAGE = 25


@require_safe
@login_required
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """All dates of the two, past ones too."""
    tandem, side = shared_space(request, pk)
    page = Paginator(meetings_of(tandem), PER_PAGE).get_page(request.GET.get("page"))
    may_plan = request.user.has_perm("tandems.plan_meeting", tandem)
    left = next_number(tandem) <= tandem.cohort.meetings
    context = frame(tandem, side) | {"page": page, "now": timezone.now(), "may_plan": may_plan, "left": left}
    return render(request, "tandems/meetings.html", context)


@require_safe
@login_required
def show(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """One meeting: when and where, the guide, and what is kept of it."""
    meeting, side = shared_meeting(request, pk, meeting_pk)
    return _page(request, meeting, side)


def _page(
    request: HttpRequest,
    meeting: Meeting,
    side: Side,
    *,
    form: RecordForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    tandem, now = meeting.tandem, timezone.now()
    here = situation(request, tandem, side, now=now, meeting=meeting)
    context = {
        **frame(tandem, side),
        "meeting": meeting,
        "when": moment(meeting.starts_at, meeting.minutes),
        "where": where_of(meeting),
        "record": getattr(meeting, "record", None),
        "reply": _reply_of_partner(meeting, side),
        "counter": _counter(meeting),
        "guides": panels_of(here, GUIDING_A_MEETING),
        "panels": panels_of(here, BESIDE_A_MEETING),
        "may_plan": request.user.has_perm("tandems.plan_meeting", tandem) and meeting.state == MeetingState.PLANNED,
        **more,
    }
    if meeting.starts_at <= now and tandem.state in FORMED:
        context["form"] = form or RecordForm(meeting=meeting, topics=topics_for(tandem, meeting))
    return render(request, "tandems/meeting_page.html", context, status=status)


def _reply_of_partner(meeting: Meeting, side: Side) -> str:
    """What the partner's calendar has answered, in words; nothing while it has not, or once the date is over."""
    other = Reply(meeting.reply_of(Side.MENTEE if side == Side.MENTOR else Side.MENTOR))
    return "" if meeting.state != MeetingState.PLANNED or other == Reply.OPEN else str(other.label)


def _counter(meeting: Meeting) -> str:
    """Another time that a calendar proposes, in words."""
    if meeting.state != MeetingState.PLANNED or not meeting.counter_at or not meeting.counter_minutes:
        return ""
    return moment(meeting.counter_at, meeting.counter_minutes)


@require_POST
@login_required
def record(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """It took place; or what is kept of it is changed."""
    meeting, side = shared_meeting(request, pk, meeting_pk, writing=True)
    form = RecordForm(request.POST, meeting=meeting, topics=topics_for(meeting.tandem, meeting))
    if not form.is_valid():
        return _page(request, meeting, side, form=form, status=422)
    try:
        _keep(meeting, person_of(request), form)
    except (StaleError, TandemError):
        return _conflict(request, meeting, side)
    messages.success(request, _("Thank you, it is entered."))
    return redirect("meeting", pk=pk, meeting_pk=meeting_pk)


def _keep(meeting: Meeting, actor: Person, form: RecordForm) -> None:
    kept, details, now = getattr(meeting, "record", None), form.details(), timezone.now()
    if kept is None:
        hold_meeting(meeting=meeting, actor=actor, details=details, now=now)
    else:
        version = form.cleaned_data["version"] or 0
        change_record(kept=kept, actor=actor, version=version, details=details, now=now)


def _conflict(request: HttpRequest, meeting: Meeting, side: Side) -> HttpResponse:
    """Somebody was quicker: what was typed stands beside what is stored, and sending it again replaces that."""
    meeting, side = shared_meeting(request, meeting.tandem_id, meeting.pk)
    kept = getattr(meeting, "record", None)
    typed = request.POST.copy()
    typed["version"] = str(kept.version) if kept else ""
    form = RecordForm(typed, meeting=meeting, topics=topics_for(meeting.tandem, meeting))
    form.is_valid()
    stored = [(_("State"), meeting.get_state_display())]
    if kept:
        stored += [(_("Minutes"), kept.minutes), (_("What was it about?"), ", ".join(kept.aspect_labels))]
    return _page(request, meeting, side, form=form, status=409, conflict=stored)


@require_POST
@login_required
def missed(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """It did not take place; pressing twice is once."""
    meeting, _side = shared_meeting(request, pk, meeting_pk, writing=True)
    try:
        if meeting.state != MeetingState.MISSED:
            miss_meeting(meeting=meeting, actor=person_of(request), now=timezone.now())
    except TandemError as error:
        messages.warning(request, error.message())
    else:
        messages.success(request, _("It is entered that this meeting did not take place. A new date is quickly found."))
    return redirect("meeting", pk=pk, meeting_pk=meeting_pk)
