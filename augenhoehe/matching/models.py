from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.programmes.models import Cohort

from .enums import ACTIVE, COMPUTED, DecisionKind, Origin, RunState

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, person: "Person") -> "RunQuerySet":
        """Runs of cohorts whose publications this person prepares or approves."""
        return self.filter(cohort__in=Cohort.objects.approvable_by(person))

    def managed_by(self, person: "Person") -> "RunQuerySet":
        """Runs of cohorts this person runs in the office."""
        return self.filter(cohort__in=Cohort.objects.managed_by(person))

    def light(self) -> "RunQuerySet":
        """Without the two large fields: input and result, some 100 kB each."""
        return self.defer("problem", "plan")

    def computed(self) -> "RunQuerySet":
        return self.filter(state__in=COMPUTED)


class Run(Timestamped, Versioned, Drafted):
    """One computation, kept with what went in and what came out; a result is never changed.

    `problem` and `plan` are the engine's own JSON with application ids for people, so the same run can be computed
    and verified again; silent exclusions are in it only as ids of pairs that are not possible for private reasons.
    """

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=RunState, default=RunState.QUEUED)
    rules = models.ForeignKey("programmes.MatchingRules", on_delete=models.PROTECT, related_name="+")
    problem = models.JSONField(null=True)
    plan = models.JSONField(null=True)
    input_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the input")
    figures = models.JSONField(default=dict, help_text="count, weakest, total, left over, certificate, what was off")
    failure = models.JSONField(default=dict, help_text="stable code and facts, worded for the reader")
    engine_version = models.CharField(max_length=20, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.START)
    basis = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    progress = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=40, blank=True)

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    returned_note = models.CharField(_("What should be changed"), max_length=300, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("match run")
        verbose_name_plural = _("match runs")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("cohort", "number"), name="one_run_a_number"),
            models.UniqueConstraint(fields=("cohort",), condition=Q(state__in=ACTIVE), name="one_run_at_a_time"),
            models.UniqueConstraint(fields=("started_by", "draft_key"), name="one_run_a_draft"),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(submitted_by=None) | ~Q(approved_by=F("submitted_by")),
                name="run_needs_four_eyes",
            ),
        ]

    def stored(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Input and result as the engine's JSON, read now if left out before. Raises LookupError without a result."""
        if missing := self.get_deferred_fields() & {"problem", "plan"}:
            self.refresh_from_db(fields=missing)
        if self.problem is None or self.plan is None:
            raise LookupError(f"run {self.number} is not computed")
        return self.problem, self.plan


class Proposal(models.Model):
    """A pair that a run suggests, with its parts."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="proposals")
    mentor = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="+")
    score = models.PositiveIntegerField(help_text="0…100,000")
    contributions = models.JSONField(help_text="criterion → points, weight and facts")
    locked = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("-score", "pk")
        constraints = [models.UniqueConstraint(fields=("run", "mentor", "mentee"), name="one_proposal_a_pair")]


class LeftOver(models.Model):
    """Somebody a run found no partner for, with the cause."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="left_over")
    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="+")
    cause = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("left over")
        verbose_name_plural = _("left over")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("run", "application"), name="one_cause_a_person")]


class Waiting(models.Model):
    """What is kept of somebody who was let in and found no partner, once the application is deleted: that they waited.

    So that whoever was left over comes first in a later cohort, where the office wants that.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("left over in an earlier cohort")
        verbose_name_plural = _("left over in earlier cohorts")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("person", "cohort"), name="one_waiting_a_cohort")]


class PairDecision(Timestamped):
    """The office sets a pair, or forbids one; it holds for this cohort's runs until it is taken back."""

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="pair_decisions")
    mentor = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=DecisionKind)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("decision on a pair")
        verbose_name_plural = _("decisions on pairs")
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=("cohort", "mentor", "mentee"), name="one_decision_a_pair"),
            models.UniqueConstraint(
                fields=("cohort", "mentee"), condition=Q(kind="lock"), name="one_set_pair_a_mentee"
            ),
        ]
