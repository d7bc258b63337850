from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """Who did what to what, and when. Never changed; rows leave only by retention.

    The actor and the object are ids without a foreign key: the log outlives both, and knows no room above it.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_id = models.BigIntegerField(null=True, db_index=True)
    action = models.CharField(max_length=80, db_index=True)
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("object_type", "object_id"))]
