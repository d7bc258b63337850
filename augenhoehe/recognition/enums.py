from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateState(models.TextChoices):
    VALID = "valid", _("valid")
    REVOKED = "revoked", _("revoked")
    REPLACED = "replaced", _("replaced by a corrected one")


TRANSITIONS: Final[dict[CertificateState, frozenset[CertificateState]]] = {
    CertificateState.VALID: frozenset({CertificateState.REVOKED, CertificateState.REPLACED}),
    # Who was revoked by mistake gets a new one; the paper they hold stays revoked.
    CertificateState.REVOKED: frozenset({CertificateState.REPLACED}),
    CertificateState.REPLACED: frozenset(),
}


class IssueState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")


UNDER_WAY: Final = (IssueState.QUEUED, IssueState.RUNNING)


class Standing(models.TextChoices):
    """Where somebody is on the way to a certificate, seen from the office."""

    FULFILS = "fulfils", _("fulfils the rule")
    INCLUDED = "included", _("included by hand")
    MISSING = "missing", _("does not fulfil it yet")
    ISSUED = "issued", _("has a certificate")
    REVOKED = "revoked", _("revoked")


READY: Final = (Standing.FULFILS, Standing.INCLUDED)
"""Who gets one when the office issues them."""


class BadgeForm(models.TextChoices):
    """What a badge can be downloaded as."""

    PNG = "png", "PNG"
    SVG = "svg", "SVG"
    JWT = "jwt", "JWT"


class BenefitKind(models.TextChoices):
    SEMINAR = "seminar", _("Seminar place")
    SHADOWING = "shadowing", _("Shadowing")
    NETWORK = "network", _("Network event")
    TALK = "talk", _("A talk with the sponsor")
    VISIT = "visit", _("Look behind the scenes")
    OTHER = "other", _("Something else")


class Audience(models.TextChoices):
    """Who may wish for a benefit."""

    MENTORS = "mentors", _("mentors")
    BOTH = "both", _("mentors and mentees")


class RoundState(models.TextChoices):
    PREPARING = "preparing", _("being prepared")
    OPEN = "open", _("open for wishes")
    PUBLISHED = "published", _("given out")


class PlaceState(models.TextChoices):
    ALLOTTED = "allotted", _("given, not yet used")
    REDEEMED = "redeemed", _("used")
    UNUSED = "unused", _("not used")
    CANCELLED = "cancelled", _("did not take place")
    RETURNED = "returned", _("given back")


SETTLED: Final = (PlaceState.ALLOTTED, PlaceState.REDEEMED, PlaceState.UNUSED, PlaceState.CANCELLED)
"""What the office can set; a place is given back by whoever has it."""

HAD: Final = (PlaceState.ALLOTTED, PlaceState.REDEEMED, PlaceState.UNUSED)
"""Whoever has such a place comes after those without in a later round."""
