from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.outreach.enums import CommentMode


class Page(Timestamped, Versioned):
    """What a programme's public pages let people do. Without a row it is the defaults."""

    programme = models.OneToOneField("programmes.Programme", on_delete=models.CASCADE, related_name="page")
    comments = models.CharField(_("Comments"), max_length=10, choices=CommentMode, default=CommentMode.BEFORE)
    helpful = models.BooleanField(_("People can mark an article as helpful"), default=True)
    reports = models.BooleanField(_("Participants can hand in experience reports"), default=True)

    class Meta:
        verbose_name = _("public page")
        verbose_name_plural = _("public pages")
