from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a tandem is asked whether something is the matter: dates, and nothing but dates."""

    NO_FIRST = "no_first", _("no date yet, three weeks after the start")
    NO_NEXT = "no_next", _("no next date, five weeks after the last meeting")
    CANCELLED = "cancelled", _("two dates in a row fell through")


class ExtensionState(models.TextChoices):
    ASKED = "asked", _("one of the two wants it")
    WAITING = "waiting", _("both want it, the working time is not settled yet")
    VALID = "valid", _("valid")


# A wish that the other side does not share is not kept: its row goes.
EXTENSION_TRANSITIONS: Final[dict[ExtensionState, frozenset[ExtensionState]]] = {
    ExtensionState.ASKED: frozenset({ExtensionState.WAITING, ExtensionState.VALID}),
    ExtensionState.WAITING: frozenset({ExtensionState.VALID}),
    ExtensionState.VALID: frozenset(),
}


class LinkPurpose(models.TextChoices):
    QUIET = "quiet", _("all is well")
    EXTEND = "extend", _("want the extension too, or not")
    WISH = "wish", _("want a new partner, or not")
    RESUME = "resume", _("go on after a break")
