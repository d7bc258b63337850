from django.db import models
from django.utils.translation import gettext_lazy as _


class Doer(models.TextChoices):
    """Who takes a step on."""

    MENTOR = "mentor", _("the mentor")
    MENTEE = "mentee", _("the mentee")
    BOTH = "both", _("both of us")
    OTHERS = "others", _("somebody else")


class ResultKind(models.TextChoices):
    """What others can take from a result."""

    CONCEPT = "concept", _("Concept or strategy")
    GUIDE = "guide", _("Guide or handout")
    TRAINING = "training", _("Training or workshop")
    TOOL = "tool", _("Tool or template")
    PROCESS = "process", _("Changed way of working")
    TRIAL = "trial", _("Trial, and what it taught")
    OTHER = "other", _("Something else")


class LibraryState(models.TextChoices):
    OPEN = "open", _("between the two")
    PUBLISHED = "published", _("in the library")


class ReadBy(models.TextChoices):
    """Whom somebody lets read what they look back on."""

    ME = "me", _("only me")
    US = "us", _("my partner too")
