"""The one door through which every room's pages reach a tandem of the reader's own."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from augenhoehe.applications.enums import Side

from .enums import TandemState
from .models import Tandem
from .panels import tabs
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
    return tandem, side


def shared_space(request: HttpRequest, pk: int, *, writing: bool = False) -> tuple[Tandem, Side]:
    """The same for pages of the space: 404 before both have accepted, and for changes once it is closed."""
    tandem, side = own_tandem(request, pk)
    if tandem.state not in (FORMED if writing else SHARED):
        raise Http404
    return tandem, side


def frame(tandem: Tandem, side: Side) -> dict[str, Any]:
    """What `tandems/space.html`, the frame of these pages, needs to know."""
    return {
        "tandem": tandem,
        "side": side,
        "cohort": tandem.cohort,
        "partner_name": str(tandem.partner_of(side).person),
        "open": tandem.state in FORMED,
        "tabs": tabs() if tandem.state in SHARED else [],
    }
