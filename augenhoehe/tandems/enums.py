from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class TandemState(models.TextChoices):
    PROPOSED = "proposed", _("both are asked")
    ACCEPTED = "accepted", _("both have accepted")
    CONFIRMED = "confirmed", _("both have confirmed")
    PAUSED = "paused", _("on a break")
    NOT_FORMED = "not_formed", _("did not come about")
    ENDED = "ended", _("ended early")
    CLOSED = "closed", _("closed")


TRANSITIONS: Final[dict[TandemState, frozenset[TandemState]]] = {
    TandemState.PROPOSED: frozenset({TandemState.ACCEPTED, TandemState.NOT_FORMED}),
    TandemState.ACCEPTED: frozenset({TandemState.CONFIRMED, TandemState.NOT_FORMED}),
    TandemState.CONFIRMED: frozenset({TandemState.PAUSED, TandemState.ENDED, TandemState.CLOSED}),
    TandemState.PAUSED: frozenset({TandemState.CONFIRMED, TandemState.ENDED, TandemState.CLOSED}),
    TandemState.NOT_FORMED: frozenset(),
    TandemState.ENDED: frozenset(),
    TandemState.CLOSED: frozenset(),
}

# States in which a person's place is taken.
LIVE: Final = (
    TandemState.PROPOSED,
    TandemState.ACCEPTED,
    TandemState.CONFIRMED,
    TandemState.PAUSED,
    TandemState.CLOSED,
)


class Answer(models.TextChoices):
    """One side's answer to the proposal, or after the first talk."""

    OPEN = "open", _("open")
    YES = "yes", _("yes")
    NO = "no", _("no")


# A "no" ends the tandem and is not kept.
STORED_ANSWERS: Final = (Answer.OPEN, Answer.YES)


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("took place")
    MISSED = "missed", _("did not take place")
    CANCELLED = "cancelled", _("cancelled")


MEETING_TRANSITIONS: Final[dict[MeetingState, frozenset[MeetingState]]] = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.MISSED, MeetingState.CANCELLED}),
    # Whoever pressed the wrong button can say so later.
    MeetingState.HELD: frozenset({MeetingState.MISSED}),
    MeetingState.MISSED: frozenset({MeetingState.HELD}),
    MeetingState.CANCELLED: frozenset(),
}


class MeetingMode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    VIDEO = "video", _("by video")


class Reply(models.TextChoices):
    """What somebody's calendar answered to an invitation. Silence is none: whoever comes need not press anything."""

    OPEN = "open", _("no answer")
    ACCEPTED = "accepted", _("accepted")
    TENTATIVE = "tentative", _("accepted with reservation")
    DECLINED = "declined", _("declined")


class SeriesState(models.TextChoices):
    """Dates proposed together, which the partner takes as they are or changed."""

    OPEN = "open", _("proposed")
    TAKEN = "taken", _("taken")
    WITHDRAWN = "withdrawn", _("withdrawn")


class LinkPurpose(models.TextChoices):
    ANSWER = "answer", _("accept or decline")
    CONFIRM = "confirm", _("confirm after the first talk")
