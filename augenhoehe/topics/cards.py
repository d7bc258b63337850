"""What the office has to do for the topic workshop."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.programmes.cards import Check, register_checks
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .enums import WorkshopState
from .selectors import undecided


def workshop_checks(cohort: Cohort, today: dt.date) -> Iterator[Check]:
    """One line, before the call: is there a workshop, is it over, and is its result decided. Two queries."""
    if not cohort.uses(Part.WORKSHOP):
        return
    states = list(cohort.workshops.values_list("state", flat=True))
    over = bool(states) and all(state == WorkshopState.CLOSED for state in states)
    left = undecided(cohort) if over else 0
    if not states:
        state = _("not planned yet")
    elif not over:
        state = _("planned or under way")
    elif left:
        state = ngettext("%(n)s group to decide on", "%(n)s groups to decide on", left) % {"n": left}
    else:
        state = _("its results are in the pool")
    href = reverse("topic-workshops", args=[cohort.pk])
    yield Check("", _("Topic workshop"), state, over and not left, href)


register_checks("topics.workshop", workshop_checks)
