from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class TalkState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class Reply(models.TextChoices):
    """What the mentor's calendar answered to the invitation."""

    ACCEPTED = "accepted", _("accepted")
    TENTATIVE = "tentative", _("perhaps")
    DECLINED = "declined", _("does not suit")


TRANSITIONS: Final[dict[TalkState, frozenset[TalkState]]] = {
    TalkState.PLANNED: frozenset({TalkState.HELD, TalkState.CANCELLED}),
    TalkState.HELD: frozenset(),
    TalkState.CANCELLED: frozenset(),
}
