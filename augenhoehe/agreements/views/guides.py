"""The guides of all meetings, to read and to print."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from augenhoehe.tandems.doors import frame, opens_content, shared_space
from augenhoehe.tandems.models import Tandem

from ..selectors.agreements import standing_of
from ..selectors.guides import guide_of, kind_of

FURTHEST = 20
"""Nobody meets more often in nine months, and the address may hold any number."""


def _goal_meeting(request: HttpRequest, tandem: Tandem) -> int | None:
    """The meeting that the two have reserved, for whoever may read what they agreed on."""
    return standing_of(tandem).goal_meeting if opens_content(request) else None


@require_safe
@login_required
def guides(request: HttpRequest, pk: int) -> HttpResponse:
    """Which guide goes with which meeting."""
    tandem, side = shared_space(request, pk)
    meetings, goal = tandem.cohort.meetings, _goal_meeting(request, tandem)
    found = [
        (number, kind_of(number, meetings=meetings, goal_meeting=goal), number == goal)
        for number in range(1, meetings + 2)
    ]
    return render(request, "agreements/guides.html", {**frame(tandem, side), "guides": found, "meetings": meetings})


@require_safe
@login_required
def guide(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The guide of one meeting: both cards, then the steps."""
    tandem, side = shared_space(request, pk)
    if not 1 <= number <= FURTHEST:
        raise Http404
    goal = _goal_meeting(request, tandem)
    found = guide_of(number, tandem.cohort, get_language() or "de", goal_meeting=goal)
    return render(request, "agreements/guide.html", {**frame(tandem, side), "guide": found, "number": number})
