"""Where an author's words are shown: on the programme's page, and wherever a room above shows them.

Such a room brings a `showing.py` that registers here, so that whoever takes their words back sees what that means.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.common.discovery import discover

from .enums import PublicState
from .models import Voice


@dataclass(frozen=True)
class Place:
    """A page that shows a voice."""

    label: str
    href: str


FindPlaces = Callable[[Voice], Iterable[Place]]
_places: dict[str, FindPlaces] = {}


def register_places(name: str, find: FindPlaces) -> None:
    """Add pages that show voices. Idempotent by name ("room.subject"), read in its order."""
    _places[name] = find


def places_of(voice: Voice) -> list[Place]:
    """Where everybody reads it at this moment. Uses `voice.programme`."""
    discover("showing")
    return [place for name in sorted(_places) for place in _places[name](voice)]


def _programme_page(voice: Voice) -> Iterable[Place]:
    if voice.state == PublicState.PUBLISHED and voice.programme.public:
        yield Place(_("the programme’s page"), reverse("programme", args=[voice.programme.slug]))


register_places("outreach.programme", _programme_page)
