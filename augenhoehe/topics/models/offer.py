from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped

from .pool import Topic


class SetAside(Timestamped):
    """A topic of the pool that one cohort does without; without such a row it has every topic that can be chosen."""

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="topics_set_aside")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="set_aside")

    class Meta:
        verbose_name = _("topic set aside")
        verbose_name_plural = _("topics set aside")
        constraints = [models.UniqueConstraint(fields=("cohort", "topic"), name="set_aside_once")]
