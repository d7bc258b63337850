from django.db import models
from django.utils.translation import gettext_lazy as _


class Readers(models.TextChoices):
    """Who reads a document; the office, the sponsor and the staff council read every one."""

    OFFICE = "office", _("programme office, sponsor and staff council")
    PARTICIPANTS = "participants", _("everybody who has applied, too")
    EVERYBODY = "everybody", _("everybody, from the programme’s public page")


class BackingKind(models.TextChoices):
    """What comes from the top in a cohort, in the order of the year."""

    CIRCULAR = "circular", _("Circular to the departments")
    CALL = "call", _("Message with the call")
    OPENING = "opening", _("Opening word at the kick-off")
    MIDTERM = "midterm", _("Visit at mid-term")
    CLOSING = "closing", _("Closing, with the certificates")


APPEARANCES = (BackingKind.CALL, BackingKind.OPENING, BackingKind.MIDTERM, BackingKind.CLOSING)
"""The sponsor's own part; the circular is the office's to send."""
