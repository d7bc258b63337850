"""What the projector shows: the way in, and the board as it grows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..models import Workshop
from ..qr import address_of, svg, typed_address
from ..selectors import board_of
from .door import at_the_door
from .live import edition_of, if_changed


@never_cache
@require_safe
@at_the_door
def wall(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The page for the projector."""
    context = {
        **_standing(workshop),
        "edition": edition_of(workshop),
        "address": address_of(workshop),
        "typed": typed_address(),
    }
    return render(request, "topics/guest/wall.html", context)


@never_cache
@require_safe
@at_the_door
def board(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The projector's board, when it has changed."""
    return if_changed(request, edition_of(workshop), "topics/guest/wall_board.html", lambda: _standing(workshop))


@require_safe
@at_the_door
def code_image(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The QR code of the phone's page: an address of its own, so that it can be put on a slide, too."""
    return HttpResponse(svg(workshop), content_type="image/svg+xml")


def _standing(workshop: Workshop) -> dict[str, Any]:
    return {"workshop": workshop, "board": board_of(workshop)}
