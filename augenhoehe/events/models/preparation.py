from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped


class Preparation(Timestamped):
    """A mentee has read the page before the first talk, and confirmed the statements in these words."""

    application = models.OneToOneField("applications.Application", on_delete=models.CASCADE, related_name="preparation")
    confirmed_at = models.DateTimeField()
    statements = models.JSONField(default=list, help_text="the statements as they read then")

    class Meta:
        verbose_name = _("preparation")
        verbose_name_plural = _("preparations")
