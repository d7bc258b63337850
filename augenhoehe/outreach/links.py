"""What rooms above have published about a programme, as links on its page.

A room that has something to show brings a `public_links.py` that registers a function here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

from augenhoehe.common.discovery import discover
from augenhoehe.programmes.models import Programme


@dataclass(frozen=True)
class PublicLink:
    """`language`: what is behind it, and its title, are written in."""

    title: str
    href: str
    language: str

    @property
    def foreign(self) -> str:
        """The language where it is not the reader's."""
        return "" if (get_language() or "de").startswith(self.language) else self.language


Links = Callable[[Programme], Iterable[PublicLink]]
_links: Final[dict[str, Links]] = {}


def register_links(name: str, links: Links) -> None:
    """Show these on the page of each programme. Idempotent by name ("room.subject"); constant queries."""
    _links[name] = links


def links_of(programme: Programme) -> list[PublicLink]:
    """Everything there is to read, room by room; none of a programme that is not public."""
    discover("public_links")
    return [link for name in sorted(_links) for link in _links[name](programme)]
