"""What this room shows in the space of the two, and to the office among what needs attention."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.panels import (
    AFTER_AN_EARLY_END,
    FIRST_PAGE,
    Panel,
    Situation,
    Tab,
    register_concern,
    register_panel,
    register_tab,
)

from .selectors.member import standing_of
from .selectors.office import open_calls, quiet_classes


def standing(situation: Situation) -> Panel | None:
    """A break, a wish for more months, or a question that waits. One query, none for a tandem that is closed."""
    if situation.tandem.state == TandemState.CLOSED:
        return None
    found = standing_of(situation.tandem, situation.side, situation.now)
    return None if found.silent else Panel("care/fragments/standing.html", {"standing": found})


def wish(situation: Situation) -> Panel | None:
    """After an early end: does this side want a new partner? One query, none where the two never were a tandem."""
    if situation.tandem.state != TandemState.ENDED:
        return None
    found = standing_of(situation.tandem, situation.side, situation.now)
    return Panel("care/fragments/wish.html", {"wanted": found.wanted})


def calls(cohort: Cohort, now: dt.datetime) -> Panel | None:
    """Who wants to be called. One query."""
    found = [(one, one.tandem.application_of(Side(one.side))) for one in open_calls(cohort)]
    return Panel("care/fragments/calls.html", {"calls": found, "number": len(found)}) if found else None


def quiet(cohort: Cohort, now: dt.datetime) -> Panel | None:
    """Tandems that were asked a week ago and more, by the class of the reason. One query."""
    found = quiet_classes(cohort, now)
    number = sum(len(one.tandems) for one in found)
    return Panel("care/fragments/quiet.html", {"classes": found, "number": number}) if found else None


_CARE = Tab(_("If something comes up: a break, more time, the end"), "tandem-care", aside=True, open_only=True)
register_tab("care.care", _CARE, order=200)
register_panel("care.standing", standing, where=FIRST_PAGE, order=5, content=False)
register_panel("care.wish", wish, where=AFTER_AN_EARLY_END, order=10, content=False)
register_concern("care.calls", calls, order=10)
register_concern("care.quiet", quiet, order=20)
