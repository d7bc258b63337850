"""The doors through which every room's pages reach a tandem of the reader's own."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from augenhoehe.applications.enums import Side
from augenhoehe.people import mailboxes

from .enums import MeetingState, TandemState
from .models import Meeting, Tandem
from .panels import Situation, tabs
from .views.reader import person_of

FORMED = (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED)
"""The two are a tandem, and may change what they share."""

SHARED = (*FORMED, TandemState.CLOSED)
"""The two share a space; once closed it can be read and no more."""


def own_tandem(request: HttpRequest, pk: int) -> tuple[Tandem, Side]:
    """The tandem and the reader's side; 404 for everybody but the two."""
    tandems = Tandem.objects.visible_to(person_of(request)).select_related(
        "cohort__programme", "mentor__person__unit", "mentee__person__unit"
    )
    tandem = get_object_or_404(tandems, pk=pk)
    side = tandem.side_of(person_of(request))
    if side is None:
        raise Http404
    tandem.mentor.cohort = tandem.mentee.cohort = tandem.cohort
    return tandem, side


def shared_space(request: HttpRequest, pk: int, *, writing: bool = False) -> tuple[Tandem, Side]:
    """The same for pages of the space: 404 before both have accepted, and for changes once it is closed."""
    tandem, side = own_tandem(request, pk)
    if tandem.state not in (FORMED if writing else SHARED):
        raise Http404
    return tandem, side


def opens_content(request: HttpRequest) -> bool:
    """Whether this session may read what the two write. One query, none where the sign-in was personal."""
    return mailboxes.came_in_person(request) or not mailboxes.is_shared(person_of(request))


def content_door(request: HttpRequest) -> None:
    """Before anything that the two write: whoever shares a mailbox has to have come in person.

    Everybody else passes. For those who do not, the view ends here, with a page that says how they get in.
    """
    if not opens_content(request):
        mailboxes.require_in_person(request)


def content_space(request: HttpRequest, pk: int, *, writing: bool = False) -> tuple[Tandem, Side]:
    """`shared_space` and `content_door` in one: for the pages that show or change what the two write."""
    tandem, side = shared_space(request, pk, writing=writing)
    content_door(request)
    return tandem, side


def situation(
    request: HttpRequest, tandem: Tandem, side: Side, *, now: dt.datetime, meeting: Meeting | None = None
) -> Situation:
    """Who looks at what, for the panels; those that show what the two write are left out where the door is closed."""
    return Situation(tandem, side, person_of(request), now, meeting, content=opens_content(request))


def shared_meeting(request: HttpRequest, pk: int, meeting_pk: int, *, writing: bool = False) -> tuple[Meeting, Side]:
    """A meeting of the reader's own tandem, with its tandem; 404 as above. A cancelled one is no meeting."""
    tandem, side = shared_space(request, pk, writing=writing)
    found = tandem.meetings.exclude(state=MeetingState.CANCELLED).select_related("record")
    meeting = get_object_or_404(found, pk=meeting_pk)
    meeting.tandem = tandem
    return meeting, side


def frame(tandem: Tandem, side: Side) -> dict[str, Any]:
    """What `tandems/space.html`, the frame of these pages, needs to know."""
    is_open = tandem.state in FORMED
    pages = tabs(tandem.cohort, is_open=is_open) if tandem.state in SHARED else []
    return {
        "tandem": tandem,
        "side": side,
        "cohort": tandem.cohort,
        "partner_name": str(tandem.partner_of(side).person),
        "open": is_open,
        "tabs": [page for page in pages if not page.aside],
        "asides": [page for page in pages if page.aside],
    }
