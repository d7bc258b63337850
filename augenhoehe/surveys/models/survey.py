from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.programmes.models import Cohort

from ..enums import SurveyState, Wave
from .instrument import Instrument

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class SurveyQuerySet(models.QuerySet["Survey"]):
    def managed_by(self, person: "Person") -> "SurveyQuerySet":
        return self.filter(cohort__in=Cohort.objects.managed_by(person))

    def open(self) -> "SurveyQuerySet":
        return self.filter(state=SurveyState.OPEN)


class Survey(Timestamped, Versioned):
    """One wave of one cohort.

    `secret` is what links and drafts are derived from while it is open (tokens.py); with the close it goes, and with it
    the last thing that could lead from a draft or a link to a person. `figures` are made at the close and stay as they
    are: the answers are never counted again.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="surveys")
    wave = models.CharField(max_length=12, choices=Wave)
    instrument = models.ForeignKey(Instrument, null=True, on_delete=models.PROTECT, related_name="surveys")
    opens_on = models.DateField(_("Opens on"))
    closes_on = models.DateField(_("Closes on"))
    state = models.CharField(max_length=10, choices=SurveyState, default=SurveyState.PLANNED)
    secret = models.BinaryField(null=True)
    asked = models.PositiveIntegerField(default=0, help_text="people; grows with each who is asked, and stays")
    answered = models.PositiveIntegerField(default=0, help_text="people; counted at the close")
    figures = models.JSONField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("wave of questions")
        verbose_name_plural = _("waves of questions")
        ordering = ("opens_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("cohort", "wave"), name="one_survey_a_wave"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="survey_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(wave__in=Wave.values), name="survey_wave_known"),
            models.CheckConstraint(
                condition=Q(state=SurveyState.PLANNED) | Q(instrument__isnull=False), name="survey_asks_something"
            ),
            models.CheckConstraint(
                condition=Q(state=SurveyState.OPEN, secret__isnull=False)
                | (~Q(state=SurveyState.OPEN) & Q(secret__isnull=True)),
                name="survey_secret_while_open",
            ),
            models.CheckConstraint(
                condition=Q(state=SurveyState.CLOSED, figures__isnull=False, closed_at__isnull=False)
                | (~Q(state=SurveyState.CLOSED) & Q(figures__isnull=True, closed_at__isnull=True)),
                name="survey_figures_once_closed",
            ),
        ]


class Reading(models.Model):
    """The office has read the questionnaires of a cohort before the first of them goes out."""

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="reading_of_questionnaires")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("look at a cohort’s questionnaires")
        verbose_name_plural = _("looks at cohorts’ questionnaires")
