from django.db import models
from django.utils.translation import gettext_lazy as _


class BadgeKey(models.Model):
    """The public half of a key that badges were signed with. The private half is in no database.

    Who holds a badge that an earlier key signed can still have it checked, unless the key was withdrawn.
    """

    name = models.CharField(max_length=43, unique=True, help_text="thumbprint of the key, RFC 7638")
    jwk = models.JSONField()
    first_seen_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("key of the badges")
        verbose_name_plural = _("keys of the badges")
        ordering = ("-first_seen_at",)
