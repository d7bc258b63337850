"""The frame that all pages of the two have in common here."""

from typing import Any

from django.http import Http404, HttpRequest

from augenhoehe.applications.enums import Side
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.doors import content_space, frame
from augenhoehe.tandems.models import Tandem


def planning_space(request: HttpRequest, pk: int, *, writing: bool = False) -> tuple[Tandem, Side]:
    """A tandem of the reader's own whose cohort has undertakings; 404 for every other."""
    tandem, side = content_space(request, pk, writing=writing)
    if not tandem.cohort.uses(Part.UNDERTAKING):
        raise Http404
    return tandem, side


def framed(tandem: Tandem, side: Side, **context: Any) -> dict[str, Any]:
    """What a page of the space shows, within its frame."""
    return {**frame(tandem, side), **context}
