from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedCheck(models.Model):
    """What a mentee says beside the topics, so that a tandem goes to whom it helps. The topics carry the rest."""

    application = models.OneToOneField("applications.Application", on_delete=models.CASCADE, related_name="need_check")
    statements = models.JSONField(_("What I say of myself"), default=list, help_text="keys of what was confirmed")
    tried = models.JSONField(_("What I have tried so far"), default=list, help_text="ways of learning")
    tried_text = models.TextField(_("What it brought"), max_length=500, blank=True)
    time_confirmed = models.BooleanField(_("The time is settled"), default=False)
    asked_at = models.DateTimeField(null=True, help_text="when the office asked for it")
    done_at = models.DateTimeField(null=True, help_text="when the person last saved it")

    class Meta:
        verbose_name = _("need check")
        verbose_name_plural = _("need checks")
