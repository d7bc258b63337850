from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.models import Cohort


class TagTally(models.Model):
    """What a cohort's tandems have worked on until a day, as the office reads it: counts that show no small group.

    It is counted once and kept, and the next one only after five tandems have told something new: two looks at the page
    never differ by what one of them did. topics: id → at least so many tandems (`sums.at_least`).
    aspects: key → the same, and how many of them touch it in every second meeting or more often.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="tallies")
    counted_at = models.DateTimeField()
    tandems = models.PositiveIntegerField(help_text="that have told of a meeting")
    meetings = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    by_video = models.PositiveIntegerField(null=True, help_text="of the meetings; empty where it was counted before")
    aspects = models.JSONField(default=dict)
    topics = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("sums of tags")
        verbose_name_plural = _("sums of tags")
        ordering = ("-counted_at",)
        indexes = [models.Index(fields=("cohort", "-counted_at"), name="latest_tally")]
