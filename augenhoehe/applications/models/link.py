from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.links import MailLink


class ApplicationLink(MailLink):
    """A link in a mail with which an applicant fills in the need check or the whole form, without an account.

    Never the silent list. It holds until it expires or a newer one is sent, for whoever settles the time later changes
    an answer.
    """

    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="links")

    class Meta:
        verbose_name = _("link to an application")
        verbose_name_plural = _("links to applications")
