"""What this room shows in the space of the two: how far the agreement is, and the guide beside each meeting."""

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.tandems.enums import MeetingState, TandemState
from augenhoehe.tandems.panels import (
    AT_THE_CLOSING,
    BESIDE_A_MEETING,
    FIRST_PAGE,
    GUIDING_A_MEETING,
    Panel,
    Situation,
    Tab,
    register_office_fact,
    register_panel,
    register_tab,
)
from augenhoehe.tandems.selectors.held import suggested_places
from augenhoehe.tandems.selectors.meetings import RUNNING

from . import words
from .models import Agreement
from .selectors.agreements import standing_at_hand
from .selectors.aspects import wheel_of
from .selectors.guides import guide_of

THIRD = 3


def _agreement(here: Situation) -> Panel | None:
    """How far the agreement is. One query."""
    standing = standing_at_hand(here.tandem)
    if here.tandem.state == TandemState.CLOSED and standing.latest is None:
        return None
    return Panel("agreements/panel_agreement.html", {"standing": standing, "my_turn": standing.waits_for(here.side)})


def _aspects(here: Situation) -> Panel:
    """What the talks bring, and what the mentor takes along. No query: agreement and meetings are there already."""
    holds = standing_at_hand(here.tandem).holds
    values = {"wheel": wheel_of(here.tandem, holds), "takes_along": words.takes_along(holds.terms) if holds else []}
    return Panel("agreements/panel_aspects.html", values)


def _hopes(here: Situation) -> Panel | None:
    """What the two set out to do, when they look back. One query."""
    holds = standing_at_hand(here.tandem).holds
    return Panel("agreements/panel_hopes.html", {"hopes": words.hopes(holds.terms)}) if holds else None


def _guide(here: Situation) -> Panel | None:
    """The meeting's guide; with the mentor's goal where the meeting is reserved for it and may be read here."""
    if here.meeting is None:
        return None
    holds = standing_at_hand(here.tandem).holds if here.content else None
    number, cohort = here.meeting.number, here.tandem.cohort
    guide = guide_of(number, cohort, get_language() or "de", goal_meeting=holds.goal_meeting if holds else None)
    goal = holds.mentor_goal if holds and holds.goal_meeting == number else ""
    return Panel("agreements/panel_guide.html", {"guide": guide, "side": here.side, "goal": goal})


def _for_the_office(tandem_id: int) -> tuple[str, str]:
    """That an agreement holds, and no more."""
    there = Agreement.objects.filter(tandem=tandem_id).in_force().exists()
    return gettext("Tandem agreement"), gettext("there is one") if there else gettext("none yet")


def _hint(here: Situation) -> Panel | None:
    """Before the third meeting and those that follow, what no talk has touched. Two queries."""
    if not _lies_ahead(here, from_number=THIRD):
        return None
    wheel = wheel_of(here.tandem, standing_at_hand(here.tandem).holds)
    return Panel("agreements/panel_hint.html", {"wheel": wheel}) if wheel.hint else None


def _places(here: Situation) -> Panel | None:
    """A few neutral places for the third meeting, while the two can move it there. Two queries."""
    meeting = here.meeting
    if meeting is None or not _lies_ahead(here, from_number=THIRD) or here.tandem.state not in RUNNING:
        return None
    places = suggested_places(here.tandem, meeting.number, here.now, where=meeting.place)
    return Panel("agreements/panel_places.html", {"places": places}) if places else None


def _lies_ahead(here: Situation, *, from_number: int) -> bool:
    meeting = here.meeting
    return meeting is not None and meeting.state == MeetingState.PLANNED and meeting.number >= from_number


register_office_fact("agreements.agreement", _for_the_office)
register_tab("agreements.agreement", Tab(_("Agreement"), "agreement"), order=20)
register_tab("agreements.guides", Tab(_("Guides for every meeting"), "guides", aside=True), order=30)
register_panel("agreements.agreement", _agreement, where=FIRST_PAGE, order=20)
register_panel("agreements.aspects", _aspects, where=FIRST_PAGE, order=60)
register_panel("agreements.hopes", _hopes, where=AT_THE_CLOSING, order=10)
register_panel("agreements.guide", _guide, where=GUIDING_A_MEETING, order=10, content=False)
register_panel("agreements.hint", _hint, where=BESIDE_A_MEETING, order=60)
register_panel("agreements.places", _places, where=BESIDE_A_MEETING, order=70, content=False)
