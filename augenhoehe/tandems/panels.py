"""What other rooms show in the space that the two of a tandem share.

A room that has something to show brings a `panels.py` that registers here: tabs of the space, panels of its first page,
and panels beside a meeting. A panel takes a constant number of queries, at best one: the first page has twelve for all.
The same file registers what the office finds on its page of what needs attention.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.discovery import discover
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .models import Meeting, Tandem


@dataclass(frozen=True)
class Situation:
    """Who looks at which tandem, or at which of its meetings, and when; made by `doors.situation`."""

    tandem: Tandem
    side: Side
    person: Person
    now: dt.datetime
    meeting: Meeting | None = None
    content: bool = False
    """Whether what the two write may be shown in this session (see `doors.content_door`)."""


@dataclass(frozen=True)
class Panel:
    """A template, and what it knows as `panel`."""

    template: str
    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class Tab:
    """A page of the space beside the first one; its address takes the tandem's id."""

    label: Any
    url_name: str
    part: Part | None = None
    """The part of a cohort that it belongs to; without the part there is no such page."""
    aside: bool = False
    """Needed now and then: a link at the end of the first page, so that the row above stays short."""
    open_only: bool = False
    """Something to do about the tandem: gone once it is closed."""


MakePanel = Callable[[Situation], Panel | None]
MakeConcern = Callable[[Cohort, dt.datetime], Panel | None]


@dataclass(frozen=True)
class _Registered:
    make: MakePanel
    content: bool


FIRST_PAGE: Final = "first page"
GUIDING_A_MEETING: Final = "guiding a meeting"
BESIDE_A_MEETING: Final = "beside a meeting"
AT_THE_CLOSING: Final = "at the closing"
AFTER_AN_EARLY_END: Final = "after an early end"
"""Of a tandem that did not come about, too."""

MakeFact = Callable[[int], tuple[Any, Any]]

_facts: dict[str, MakeFact] = {}
_panels: dict[tuple[str, int, str], _Registered] = {}
_concerns: dict[tuple[int, str], MakeConcern] = {}
_tabs: dict[tuple[int, str], Tab] = {}


def register_panel(name: str, make: MakePanel, *, where: str, order: int, content: bool = True) -> None:
    """Show this panel in its place, by its order. Idempotent by name ("room.subject").

    content: it tells something that the two wrote, or where they stand in it. False is for dates and what to do.
    """
    _panels[(where, order, name)] = _Registered(make, content)


def register_concern(name: str, make: MakeConcern, *, order: int) -> None:
    """Show this panel to the office on the page of what needs attention; it tells no more than the office may read.

    Its values hold `number`, how many of them there are. Idempotent by name ("room.subject").
    """
    _concerns[(order, name)] = make


def concerns_of(cohort: Cohort, now: dt.datetime) -> list[Panel]:
    """What needs the office's attention in this cohort, in order; what says nothing is left out."""
    discover("panels")
    made = (_concerns[key](cohort, now) for key in sorted(_concerns))
    return [panel for panel in made if panel is not None]


def register_tab(name: str, tab: Tab, *, order: int) -> None:
    """Add a page to the space. Idempotent by name ("room.subject")."""
    _tabs[(order, name)] = tab


def register_office_fact(name: str, make: MakeFact) -> None:
    """Add a line to what the office reads of a tandem. Idempotent by name ("room.subject"), read in its order.

    `make` gets the tandem's id and gives a label and a few words, in one query: that something is there, never what the
    two wrote.
    """
    _facts[name] = make


def office_facts(tandem_id: int) -> list[tuple[Any, Any]]:
    """What the rooms above tell the office of one tandem."""
    discover("panels")
    return [_facts[name](tandem_id) for name in sorted(_facts)]


def panels_of(situation: Situation, where: str) -> list[Panel]:
    """Everything to show there, in order; what says nothing is left out."""
    discover("panels")
    shown = (_panels[key] for key in sorted(_panels) if key[0] == where)
    made = (one.make(situation) for one in shown if situation.content or not one.content)
    return [panel for panel in made if panel is not None]


def tabs(cohort: Cohort, *, is_open: bool = True) -> list[Tab]:
    """The pages of the space beside the first one, in order; of a closed tandem those that can be read."""
    discover("panels")
    found = (_tabs[key] for key in sorted(_tabs))
    wanted = (tab for tab in found if tab.part is None or cohort.uses(tab.part))
    return [tab for tab in wanted if is_open or not tab.open_only]


register_tab("tandems.meetings", Tab(_("Meetings"), "meetings"), order=10)
