"""What this room shows in the space of the two."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from augenhoehe.tandems.panels import (
    AFTER_AN_EARLY_END,
    BESIDE_A_MEETING,
    FIRST_PAGE,
    Panel,
    Situation,
    Tab,
    register_panel,
    register_tab,
)

from . import selectors

FIRST: Final = 40


def _next_step(situation: Situation) -> Panel | None:
    """What the two meant to do next. One query."""
    kept = selectors.latest_kept(situation.tandem, reader=situation.person)
    return Panel("notebook/panels/next_step.html", {"kept": kept}) if kept and kept.next_step else None


def _beside(situation: Situation) -> Panel | None:
    """Keywords and next step beside the guide. At most one query."""
    if situation.meeting is None:
        return None
    (kept,) = selectors.kept_of([situation.meeting], situation.tandem, reader=situation.person)
    return Panel("notebook/panels/keywords.html", {"kept": kept})


def _protection(situation: Situation) -> Panel:
    """Who sees what, and whom one can turn to. No query, and nothing that the two wrote."""
    return Panel("notebook/panels/protection.html", {})


def _afterwards(situation: Situation) -> Panel:
    """What is still open when a tandem is over early: one's own notes, and the confidant.

    No query: whether there are notes is nothing for an assistant at the same screen.
    """
    return Panel("notebook/panels/afterwards.html", {})


register_tab("notebook.notes", Tab(_("Notes"), "tandem-notes"), order=FIRST)
register_tab("notebook.messages", Tab(_("Messages"), "tandem-messages"), order=FIRST + 1)
register_panel("notebook.next_step", _next_step, where=FIRST_PAGE, order=FIRST)
register_panel("notebook.protection", _protection, where=FIRST_PAGE, order=90, content=False)
register_panel("notebook.afterwards", _afterwards, where=AFTER_AN_EARLY_END, order=FIRST, content=False)
register_panel("notebook.keywords", _beside, where=BESIDE_A_MEETING, order=FIRST)
