from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.programmes.models import Cohort

from .enums import Chapter, Counted

if TYPE_CHECKING:
    from augenhoehe.people.models import Person

LONGEST: Final = 12_000


class Standing(models.Model):
    """What was counted of a cohort on a day, as everybody reads it: nothing of it is counted while somebody looks.

    told: what is shown. basis: what it was made of, tandem by tandem or talk by talk, so that the next count waits
    until five of them tell something new (`rules.grown`); empty where it is counted once, and when the cohort is over.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="standings")
    kind = models.CharField(max_length=10, choices=Counted)
    counted_at = models.DateTimeField()
    told = models.JSONField(default=dict)
    basis = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("sums of a cohort")
        verbose_name_plural = _("sums of cohorts")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("cohort", "kind"), name="one_standing_a_kind")]


class ReportQuerySet(models.QuerySet["Report"]):
    def managed_by(self, person: "Person") -> "ReportQuerySet":
        return self.filter(cohort__in=Cohort.objects.managed_by(person))

    def published(self) -> "ReportQuerySet":
        """What everybody may read."""
        return self.filter(published_at__isnull=False, cohort__programme__public=True)


class Report(Timestamped, Versioned):
    """What a cohort has brought, in one language. Its figures are kept as they stood when they were made.

    joint: with too few tandems for figures it is a text alone, which everybody who takes part agrees to.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="reports")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    joint = models.BooleanField(default=False)
    figures = models.JSONField(default=dict, help_text="as selectors/snapshot.py makes them")
    made_at = models.DateTimeField()
    rate = models.DecimalField(
        _("Cost of an hour of working time, in euros"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    asked_at = models.DateTimeField(null=True, help_text="when those who take part were last asked to agree")
    published_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a cohort")
        verbose_name_plural = _("reports of cohorts")
        ordering = ("-made_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("cohort", "language"), name="one_report_a_language")]


class Passage(Versioned):
    """The office's words in one chapter of a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="passages")
    chapter = models.CharField(max_length=20, choices=Chapter)
    text = models.TextField(_("Text"), max_length=LONGEST, blank=True)

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of reports")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("report", "chapter"), name="one_text_a_chapter"),
            models.CheckConstraint(condition=Q(chapter__in=Chapter.values), name="report_chapter_known"),
        ]


class Consent(models.Model):
    """Somebody is asked whether others may read the joint report. It goes when the words change."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("consent to a joint report")
        verbose_name_plural = _("consents to joint reports")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("report", "person"), name="one_consent_a_person")]
