"""What this room shows in the space of the two: how far the agreement is, and the guide beside each meeting."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from augenhoehe.tandems.doors import FORMED
from augenhoehe.tandems.panels import (
    BESIDE_A_MEETING,
    FIRST_PAGE,
    Panel,
    Situation,
    Tab,
    register_panel,
    register_tab,
)

from .selectors.agreements import standing_of
from .selectors.guides import guide_of


def _agreement(here: Situation) -> Panel | None:
    """One query."""
    standing = standing_of(here.tandem)
    if here.tandem.state not in FORMED and not standing.latest:
        return None
    return Panel("agreements/panel_agreement.html", {"standing": standing, "my_turn": standing.waits_for(here.side)})


def _guide(here: Situation) -> Panel | None:
    """The meeting's guide; with the mentor's goal where the meeting is reserved for it and may be read here."""
    if here.meeting is None:
        return None
    holds = standing_of(here.tandem).holds if here.content else None
    number, cohort = here.meeting.number, here.tandem.cohort
    guide = guide_of(number, cohort, get_language() or "de", goal_meeting=holds.goal_meeting if holds else None)
    goal = holds.mentor_goal if holds and holds.goal_meeting == number else ""
    return Panel("agreements/panel_guide.html", {"guide": guide, "side": here.side, "goal": goal})


register_tab("agreements.agreement", Tab(_("Agreement"), "agreement"), order=20)
register_tab("agreements.guides", Tab(_("Guides"), "guides"), order=30)
register_panel("agreements.agreement", _agreement, where=FIRST_PAGE, order=20)
register_panel("agreements.guide", _guide, where=BESIDE_A_MEETING, order=10, content=False)
