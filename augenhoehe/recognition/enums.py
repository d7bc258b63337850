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
