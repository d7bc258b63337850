from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.links import MailLink

from ..enums import LinkPurpose
from .tandem import Tandem


class ActionLink(MailLink):
    """A link in a mail that lets one partner answer once, without an account."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="links")
    side = models.CharField(max_length=10, choices=Side)
    purpose = models.CharField(max_length=10, choices=LinkPurpose)

    class Meta:
        verbose_name = _("link in a mail")
        verbose_name_plural = _("links in mails")
