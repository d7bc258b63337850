"""Who has a proposal or a tandem cannot withdraw the application behind it; the way out is with the tandem itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.holds import register
from augenhoehe.applications.models import Application

from .enums import TandemState
from .models import Tandem

_HELD = (TandemState.PROPOSED, TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED)


def in_a_tandem(applications: Sequence[Application]) -> Mapping[int, Any]:
    """A sentence for each person with an open proposal or a running tandem. One query."""
    asked = {one.pk for one in applications}
    theirs = Tandem.objects.filter(Q(mentor__in=asked) | Q(mentee__in=asked), state__in=_HELD)
    states: dict[int, set[str]] = {}
    for state, *both in theirs.values_list("state", "mentor_id", "mentee_id"):
        for pk in asked.intersection(both):
            states.setdefault(pk, set()).add(state)
    return {pk: _sentence(of) for pk, of in states.items()}


def _sentence(states: set[str]) -> Any:
    if states == {TandemState.PROPOSED}:
        return _("A tandem is proposed. Please accept or decline it first; you need not give a reason.")
    return _("There is a tandem with this application. Please turn to the programme office if you want to end it.")


register("tandems", in_a_tandem)
