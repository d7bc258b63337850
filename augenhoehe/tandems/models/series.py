from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Drafted, Timestamped, Versioned

from ..enums import MeetingMode, SeriesState
from .tandem import Tandem


class Series(Timestamped, Versioned, Drafted):
    """Dates that one partner proposes together. They are in nobody's calendar until the other one takes them."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="series")
    proposed_by = models.CharField(max_length=10, choices=Side)
    state = models.CharField(max_length=10, choices=SeriesState, default=SeriesState.OPEN)

    class Meta:
        verbose_name = _("proposed series of dates")
        verbose_name_plural = _("proposed series of dates")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("tandem", "draft_key"), name="one_series_a_draft"),
            models.UniqueConstraint(fields=("tandem",), condition=Q(state="open"), name="one_open_series"),
        ]

    @property
    def answered_by(self) -> Side:
        """Whose turn it is while the series is open."""
        return Side.MENTEE if self.proposed_by == Side.MENTOR else Side.MENTOR


class SeriesDate(models.Model):
    """One of them; gone as soon as the series is taken or withdrawn."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField(_("Begins"))
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=90)
    mode = models.CharField(_("How"), max_length=10, choices=MeetingMode, default=MeetingMode.IN_PERSON)
    place = models.CharField(_("Meeting place"), max_length=200, blank=True)
    video_url = models.URLField(_("Video link"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("proposed date")
        verbose_name_plural = _("proposed dates")
        ordering = ("starts_at", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(15, 480)), name="proposed_length_sensible"),
        ]
