from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side


class EventKind(models.TextChoices):
    KICK_OFF = "kick_off", _("Kick-off")
    TRAINING = "training", _("Mentor training")
    SUPERVISION = "supervision", _("Group supervision")
    CLOSING = "closing", _("Closing and network")
    OTHER = "other", _("Other event")
    CIRCLE = "circle", _("Meet-again circle")


class Audience(models.TextChoices):
    MENTORS = "mentors", _("Mentors")
    MENTEES = "mentees", _("Mentees")
    BOTH = "both", _("Mentors and mentees")


# What the office plans. A circle's dates are its own business: only those who were signed up see them.
OFFICE_KINDS: Final = tuple(kind for kind in EventKind if kind != EventKind.CIRCLE)


# Who is meant by an audience.
SIDES: Final[dict[str, tuple[Side, ...]]] = {
    Audience.MENTORS: (Side.MENTOR,),
    Audience.MENTEES: (Side.MENTEE,),
    Audience.BOTH: (Side.MENTOR, Side.MENTEE),
}

# The kinds that prepare somebody for their part: who has not been there is not fully inducted.
INDUCTION: Final = (EventKind.KICK_OFF, EventKind.TRAINING)


class EventState(models.TextChoices):
    PLANNED = "planned", _("planned")
    CANCELLED = "cancelled", _("cancelled")
    OVER = "over", _("over")


TRANSITIONS: Final[dict[EventState, frozenset[EventState]]] = {
    EventState.PLANNED: frozenset({EventState.CANCELLED, EventState.OVER}),
    EventState.CANCELLED: frozenset(),
    EventState.OVER: frozenset(),
}


class Reply(models.TextChoices):
    """What somebody has said to an event, and what came of it."""

    COMING = "coming", _("has a place")
    WAITING = "waiting", _("on the waiting list")
    NOT_COMING = "not_coming", _("does not come")


REPLY_TRANSITIONS: Final[dict[Reply, frozenset[Reply]]] = {
    Reply.COMING: frozenset({Reply.NOT_COMING}),
    Reply.WAITING: frozenset({Reply.COMING, Reply.NOT_COMING}),
    Reply.NOT_COMING: frozenset({Reply.COMING, Reply.WAITING}),
}


class Attendance(models.TextChoices):
    """For the induction and the statement of hours; nothing else is made of it."""

    OPEN = "open", _("not recorded yet")
    CAME = "came", _("came")
    EXCUSED = "excused", _("excused")
    MISSED = "missed", _("did not come")
