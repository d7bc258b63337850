"""Who has a proposal or a tandem cannot withdraw the application behind it; the way out is with the tandem itself."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.holds import register
from augenhoehe.applications.models import Application

from .enums import TandemState
from .models import Tandem

_HELD = (TandemState.PROPOSED, TandemState.ACCEPTED, TandemState.CONFIRMED)


def in_a_tandem(application: Application) -> Any:
    """A sentence for the person while a proposal is open or a tandem runs, else None."""
    mine = Tandem.objects.filter(Q(mentor=application) | Q(mentee=application))
    states = set(mine.filter(state__in=_HELD).values_list("state", flat=True))
    if not states:
        return None
    if states == {TandemState.PROPOSED}:
        return _("A tandem is proposed. Please accept or decline it first; you need not give a reason.")
    return _("There is a tandem with this application. Please turn to the programme office if you want to end it.")


register("tandems", in_a_tandem)
