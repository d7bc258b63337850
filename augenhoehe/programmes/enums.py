from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    REVERSE = "reverse", _("reverse: the mentor stands below the mentee")
    CLASSIC = "classic", _("classic: the mentor stands above the mentee")
    EQUAL = "equal", _("between equals")


class PhaseKind(models.TextChoices):
    CALL = "call", _("Call")
    SELECTION = "selection", _("Selection")
    MATCHING = "matching", _("Matching")
    RUNNING = "running", _("Running")
    CLOSING = "closing", _("Closing")
    FOLLOW_UP = "follow_up", _("Follow-up")


class RoleKind(models.TextChoices):
    OFFICE = "office", _("Programme office")
    APPROVER = "approver", _("Second approver")
    STAND_IN = "stand_in", _("Stand-in")
    SPONSOR = "sponsor", _("Sponsor")
    COUNCIL = "council", _("Staff council")
