from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicState(models.TextChoices):
    """Where something stands that is meant for everybody."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("handed in")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS: Final[Mapping[str, frozenset[str]]] = {
    PublicState.DRAFT: frozenset({PublicState.PUBLISHED}),
    PublicState.SUBMITTED: frozenset({PublicState.PUBLISHED, PublicState.WITHDRAWN}),
    PublicState.PUBLISHED: frozenset({PublicState.WITHDRAWN}),
    PublicState.WITHDRAWN: frozenset({PublicState.PUBLISHED}),
}


class ArticleKind(models.TextChoices):
    NEWS = "news", _("News")
    REPORT = "report", _("Experience report")


class VoiceSide(models.TextChoices):
    """What the one who is quoted was in the tandem."""

    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Mentee")


class VoiceNaming(models.TextChoices):
    """How somebody wants to be named beside their own words."""

    NAME = "name", _("with my name")
    ROLE = "role", _("with my role and department")
    SIDE = "side", _("only as “a mentor” or “a mentee”")


class FaqCategory(models.TextChoices):
    """In the order of the page."""

    TAKING_PART = "taking_part", _("Taking part")
    TIME = "time", _("Time and approval")
    MATCHING = "matching", _("How tandems come about")
    TANDEM = "tandem", _("In the tandem")
    PRIVACY = "privacy", _("Privacy")


class CommentMode(models.TextChoices):
    OFF = "off", _("no comments")
    BEFORE = "before", _("a comment appears once the office has released it")
    AFTER = "after", _("a comment appears at once; the office can hide it")


class CommentState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for its author’s confirmation")
    WAITING = "waiting", _("waits for release")
    SHOWN = "shown", _("shown")
    HIDDEN = "hidden", _("hidden")


COMMENT_TRANSITIONS: Final[Mapping[str, frozenset[str]]] = {
    # Only the mailbox behind the address leads on from here.
    CommentState.UNCONFIRMED: frozenset(),
    CommentState.WAITING: frozenset({CommentState.SHOWN, CommentState.HIDDEN}),
    CommentState.SHOWN: frozenset({CommentState.HIDDEN}),
    CommentState.HIDDEN: frozenset({CommentState.SHOWN}),
}


class InterestSide(models.TextChoices):
    """As what somebody would like to take part."""

    MENTOR = "mentor", _("as a mentor")
    MENTEE = "mentee", _("as a mentee")
    UNSURE = "unsure", _("I do not know yet")


class QuestionState(models.TextChoices):
    NEW = "new", _("new")
    TAKEN = "taken", _("in hand")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


QUESTION_TRANSITIONS: Final[dict[QuestionState, frozenset[QuestionState]]] = {
    # Whoever answers a question that nobody had in hand takes it.
    QuestionState.NEW: frozenset({QuestionState.TAKEN, QuestionState.ANSWERED, QuestionState.CLOSED}),
    QuestionState.TAKEN: frozenset({QuestionState.NEW, QuestionState.ANSWERED, QuestionState.CLOSED}),
    QuestionState.ANSWERED: frozenset({QuestionState.TAKEN, QuestionState.CLOSED}),
    QuestionState.CLOSED: frozenset({QuestionState.TAKEN}),
}
OPEN_QUESTIONS: Final = (QuestionState.NEW, QuestionState.TAKEN)
"""Somebody waits for an answer."""


class WaveKind(models.TextChoices):
    """Which text a wave brings."""

    SAVE_THE_DATE = "save_the_date", _("Save the date, before the call")
    OPENING = "opening", _("The call is open")
    REMINDER = "reminder", _("Reminder at half-time")
    LAST_DAYS = "last_days", _("The last days")


class WaveState(models.TextChoices):
    PLANNED = "planned", _("planned")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    CANCELLED = "cancelled", _("stopped")


WAVE_TRANSITIONS: Final[dict[WaveState, frozenset[WaveState]]] = {
    WaveState.PLANNED: frozenset({WaveState.SENDING, WaveState.CANCELLED}),
    WaveState.SENDING: frozenset({WaveState.SENT, WaveState.CANCELLED}),
    WaveState.SENT: frozenset(),
    WaveState.CANCELLED: frozenset(),
}
