from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT: Final = 120
MOST_VOTES: Final = 20
MOST_CONTRIBUTIONS: Final = 1000
"""What one board shows: five from each of two hundred phones. What is hidden makes room."""
MOST_EACH: Final = 10
"""What one phone may write, so that nobody fills the board alone."""


class WorkshopState(models.TextChoices):
    PREPARED = "prepared", _("prepared")
    OPEN = "open", _("collecting")
    VOTING = "voting", _("voting")
    CLOSED = "closed", _("closed")


TRANSITIONS: Final[dict[WorkshopState, frozenset[WorkshopState]]] = {
    WorkshopState.PREPARED: frozenset({WorkshopState.OPEN}),
    WorkshopState.OPEN: frozenset({WorkshopState.VOTING, WorkshopState.CLOSED}),
    WorkshopState.VOTING: frozenset({WorkshopState.OPEN, WorkshopState.CLOSED}),
    # Closed too early: nothing is lost by going back.
    WorkshopState.CLOSED: frozenset({WorkshopState.OPEN, WorkshopState.VOTING}),
}


class Wish(models.TextChoices):
    """What a contribution is: a wish or an offer."""

    WANT = "want", _("I want to learn")
    OFFER = "offer", _("I can show")


class Outcome(models.TextChoices):
    """What the office makes of a group once the workshop is closed."""

    OPEN = "", _("not decided yet")
    NEW = "new", _("becomes a new topic")
    KNOWN = "known", _("is a topic of the pool")
    LEFT = "left", _("is left out")
