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
    WAITING = "waiting", _("waits for release")
    SHOWN = "shown", _("shown")
    HIDDEN = "hidden", _("hidden")


COMMENT_TRANSITIONS: Final[Mapping[str, frozenset[str]]] = {
    CommentState.WAITING: frozenset({CommentState.SHOWN, CommentState.HIDDEN}),
    CommentState.SHOWN: frozenset({CommentState.HIDDEN}),
    CommentState.HIDDEN: frozenset({CommentState.SHOWN}),
}
