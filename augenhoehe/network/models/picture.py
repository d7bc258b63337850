from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.models import Cohort


class Picture(models.Model):
    """Who got to know whom in a cohort: counted once, when it closes, and kept as it was shown.

    Counted every day, a cell that grows from five to six would be the sixth tandem. A figure that is None is not told.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="network_picture")
    drawn_at = models.DateTimeField()
    tandems = models.PositiveIntegerField(null=True)
    people = models.PositiveIntegerField(null=True)
    crossing = models.PositiveIntegerField(null=True, help_text="tandems of two departments")
    departments_reached = models.PositiveSmallIntegerField(null=True)
    departments_in_all = models.PositiveSmallIntegerField(default=0)
    levels_reached = models.PositiveSmallIntegerField(null=True)
    bridges = models.PositiveIntegerField(null=True, help_text="pairs of departments without a tandem before")
    departments = models.JSONField(default=dict, help_text="names and cells, as they may be shown")
    levels = models.JSONField(default=dict, help_text="levels and cells, as they may be shown")
    pairs = models.JSONField(default=list, help_text="pairs of departments, for the bridges of cohorts to come")

    class Meta:
        verbose_name = _("picture of a network")
        verbose_name_plural = _("pictures of networks")
        ordering = ("cohort__starts_on", "pk")
