import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Bilingual, Drafted, Timestamped, Versioned
from augenhoehe.programmes.enums import Asked, PhaseKind, RoleKind
from augenhoehe.programmes.parts import Part, all_parts
from augenhoehe.programmes.phases import PhaseStep, phase_steps
from augenhoehe.programmes.rules import APPROVER_KINDS, OFFICE_KINDS

from .programme import Programme

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class CohortQuerySet(models.QuerySet["Cohort"]):
    def managed_by(self, person: "Person") -> "CohortQuerySet":
        """Cohorts of programmes this person runs in the office."""
        return self.filter(programme__roles__person=person, programme__roles__kind__in=OFFICE_KINDS).distinct()

    def approvable_by(self, person: "Person") -> "CohortQuerySet":
        """Cohorts whose publications this person may approve; their matching is visible to them."""
        return self.filter(programme__roles__person=person, programme__roles__kind__in=APPROVER_KINDS).distinct()

    def watched_by(self, person: "Person") -> "CohortQuerySet":
        """Cohorts whose sums this person may see: any role in the programme is enough, but for the confidant's."""
        kinds = [kind for kind in RoleKind if kind != RoleKind.CONFIDANT]
        return self.filter(programme__roles__person=person, programme__roles__kind__in=kinds).distinct()

    def for_council(self, person: "Person") -> "CohortQuerySet":
        """Cohorts whose programme this person watches for the staff council."""
        return self.filter(programme__roles__person=person, programme__roles__kind=RoleKind.COUNCIL).distinct()

    def public(self) -> "CohortQuerySet":
        """Cohorts that everybody may know of."""
        return self.filter(programme__public=True)

    def with_open_call(self, today: dt.date) -> "CohortQuerySet":
        """Cohorts one can apply for on this day: in the call, and the office has released it."""
        call = Phase.objects.filter(kind=PhaseKind.CALL, opens_on__lte=today, closes_on__gte=today)
        return self.filter(phases__in=call, gate__passed_at__isnull=False)

    def under_way(self) -> "CohortQuerySet":
        """Cohorts that the office works with: all but the archived ones."""
        return self.filter(archived_at__isnull=True)


_OWN = frozenset(
    {
        *("id", "programme", "slug", "name_de", "name_en", "starts_on", "ends_on", "archived_at"),
        *("draft_key", "version", "created_at", "updated_at"),
    }
)


class Cohort(Timestamped, Versioned, Drafted):
    """One run of a programme. Its phases are rows, not a state."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cohorts")
    slug = models.SlugField(_("Address"))
    name_de = models.CharField(_("Name (German)"), max_length=120)
    name_en = models.CharField(_("Name (English)"), max_length=120)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    places = models.PositiveSmallIntegerField(_("Tandems aimed at"), null=True, blank=True)
    mentor_hours = models.PositiveSmallIntegerField(_("Hours of a mentor"), default=24)
    mentee_hours = models.PositiveSmallIntegerField(_("Hours of a mentee"), default=16)
    meetings = models.PositiveSmallIntegerField(_("Meetings"), default=6)
    meeting_minutes = models.PositiveSmallIntegerField(_("Minutes a meeting"), default=90)
    respond_days = models.PositiveSmallIntegerField(_("Working days to accept or decline"), default=5)
    confirm_days = models.PositiveSmallIntegerField(_("Working days to confirm after the first talk"), default=10)
    mentor_capacity = models.PositiveSmallIntegerField(_("Mentees per mentor"), default=1)
    four_eyes = models.BooleanField(_("A second person approves a publication"), default=True)
    selection_four_eyes = models.BooleanField(_("A second person confirms each decision about people"), default=False)
    parts = models.JSONField(_("What takes place"), default=all_parts, blank=True)
    approval_asks = models.CharField(
        _("Whose supervisors are asked"), max_length=10, choices=Asked, default=Asked.MENTORS
    )
    approval_needed = models.BooleanField(_("Admit only with the supervisor’s approval"), default=False)
    mentor_kick_off = models.PositiveSmallIntegerField(_("Mentor: kick-off, hours"), default=3)
    mentor_training = models.PositiveSmallIntegerField(_("Mentor: training, hours"), default=3)
    mentor_supervision = models.PositiveSmallIntegerField(_("Mentor: supervision, hours"), default=1)
    mentor_closing = models.PositiveSmallIntegerField(_("Mentor: closing, hours"), default=2)
    mentee_kick_off = models.PositiveSmallIntegerField(_("Mentee: kick-off, hours"), default=2)
    mentee_closing = models.PositiveSmallIntegerField(_("Mentee: closing, hours"), default=2)
    texts_kept_days = models.PositiveSmallIntegerField(
        _("Days that a tandem’s texts are kept after its end"), default=30
    )
    tandems_kept_months = models.PositiveSmallIntegerField(_("Months that a tandem is kept after its end"), default=12)
    archived_at = models.DateTimeField(_("Archived"), null=True, editable=False)

    name = Bilingual()
    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ("-starts_on",)
        constraints = [
            models.UniqueConstraint(fields=("programme", "slug"), name="one_cohort_an_address"),
            models.UniqueConstraint(fields=("programme", "draft_key"), name="one_cohort_a_draft"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="cohort_ends_after_start"
            ),
            models.CheckConstraint(condition=models.Q(mentor_capacity__range=(1, 20)), name="mentor_capacity_sensible"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @classmethod
    def settings(cls) -> list[str]:
        """What one cohort takes over from another, and what two are compared by; all but what is its own."""
        return [field.name for field in cls._meta.concrete_fields if field.name not in _OWN]

    def uses(self, part: Part) -> bool:
        """Whether this part takes place in this cohort."""
        return part in self.parts

    def asks_supervisor_of(self, side: str) -> bool:
        """Whether the supervisors of this side ("mentor", "mentee") are asked whether it is working time."""
        return self.uses(Part.WORKING_TIME) and (self.approval_asks == Asked.BOTH or side == "mentor")

    def is_over(self, today: dt.date) -> bool:
        """Whether its last day and all of its phases have passed."""
        return max([self.ends_on, *(phase.closes_on for phase in self.phases.all())]) < today

    @property
    def call_released(self) -> bool:
        """Whether the office has passed the gate before the call. `select_related("gate")` makes it free."""
        gate = getattr(self, "gate", None)
        return gate is not None and gate.passed_at is not None

    def steps(self, today: dt.date) -> list[PhaseStep]:
        """The phase line of a day. Prefetched phases and the gate make it free."""
        return phase_steps(self.phases.all(), today, call_released=self.call_released)

    @property
    def phase_line(self) -> list[PhaseStep]:
        """Today's phase line, for templates; `selectors.phase_line` takes the day."""
        return self.steps(timezone.localdate())


class Phase(models.Model):
    """A stretch of days of a cohort. Phases may overlap and can be reopened by changing their dates."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(_("Phase"), max_length=20, choices=PhaseKind)
    opens_on = models.DateField(_("Opens on"))
    closes_on = models.DateField(_("Closes on"))

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ("opens_on", "closes_on")
        constraints = [
            models.UniqueConstraint(fields=("cohort", "kind"), name="one_phase_a_kind"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="phase_closes_after_opening"
            ),
        ]


class MatchingRules(models.Model):
    """Rules and weights of a cohort's matching; a change is a new row, so the log of changes is the table itself."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="matching_rules")
    number = models.PositiveIntegerField()
    rules = models.JSONField()
    weights = models.JSONField()
    policy = models.JSONField(default=dict, help_text="names of programmes.defaults.POLICY; missing: as shipped")
    quotas = models.JSONField(default=list, help_text="side, kind, id, name, at_least, at_most of each group")
    note = models.CharField(_("Why"), max_length=300, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rules of the matching")
        verbose_name_plural = _("rules of the matching")
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=("cohort", "number"), name="one_number_a_cohort")]
