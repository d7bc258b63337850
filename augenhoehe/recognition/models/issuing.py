from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.programmes.models import Cohort

from ..enums import UNDER_WAY, IssueState


class CertificateRule(Timestamped, Versioned):
    """From when on somebody of a cohort gets a certificate, and who stands for it. Dates decide, nobody's judgement."""

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="certificate_rule")
    meetings = models.PositiveSmallIntegerField(_("Meetings held, at least"), default=4)
    closing = models.BooleanField(_("The tandem has come to its end as planned"), default=True)
    mentors = models.BooleanField(_("Mentors get one"), default=True)
    mentees = models.BooleanField(_("Mentees get one"), default=True)
    signatory = models.CharField(_("Who stands for it"), max_length=120, blank=True)
    signatory_role = models.CharField(_("Their office or function"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("rule for certificates")
        verbose_name_plural = _("rules for certificates")
        constraints = [
            models.CheckConstraint(condition=Q(meetings__range=(0, 60)), name="certificate_meetings_sensible"),
        ]

    @property
    def sides(self) -> list[str]:
        """Which sides get one."""
        return [side for side, wanted in ((Side.MENTOR, self.mentors), (Side.MENTEE, self.mentees)) if wanted]


class Inclusion(Timestamped):
    """The office gives somebody a certificate whom the dates alone would not, and says why."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("Why"), max_length=300)
    included_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("inclusion by hand")
        verbose_name_plural = _("inclusions by hand")
        constraints = [models.UniqueConstraint(fields=("cohort", "person"), name="one_inclusion_a_person")]


class Issue(Timestamped):
    """An act of the office: everybody who is ready gets a certificate. One at a time in a cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="issues")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=IssueState, default=IssueState.QUEUED)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("issue of certificates")
        verbose_name_plural = _("issues of certificates")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("cohort",), condition=Q(state__in=UNDER_WAY), name="one_issue_under_way_a_cohort"
            ),
        ]

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY
