from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped, Versioned

from .enums import DecisionKind, RunState


class Run(Timestamped, Versioned):
    """One computation, kept with what went in and what came out.

    `problem` and `plan` are the engine's own JSON with application ids for people, so the same run can be computed
    and verified again; silent exclusions are in it only as ids of pairs that are not possible for private reasons.
    """

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=RunState, default=RunState.QUEUED)
    rules = models.ForeignKey("programmes.MatchingRules", on_delete=models.PROTECT, related_name="+")
    problem = models.JSONField(null=True)
    plan = models.JSONField(null=True)
    engine_version = models.CharField(max_length=20, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=40, blank=True)
    error = models.TextField(blank=True)

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("match run")
        verbose_name_plural = _("match runs")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("cohort", "number"), name="one_run_a_number"),
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="run_state_known"),
        ]


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
        constraints = [models.UniqueConstraint(fields=("run", "application"), name="one_cause_a_person")]


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
        constraints = [models.UniqueConstraint(fields=("cohort", "mentor", "mentee"), name="one_decision_a_pair")]
