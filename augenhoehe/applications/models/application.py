from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import DeclineText, Level, Relevance, Side, State
from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.programmes.rules import OFFICE_KINDS

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, person: "Person") -> "ApplicationQuerySet":
        """The person's own applications."""
        return self.filter(person=person)

    def managed_by(self, person: "Person") -> "ApplicationQuerySet":
        """Applications in cohorts this person runs in the office."""
        return self.filter(
            cohort__programme__roles__person=person, cohort__programme__roles__kind__in=OFFICE_KINDS
        ).distinct()


class Application(Timestamped, Versioned, Drafted):
    """A person's wish to take part in a cohort, as mentor or as mentee."""

    cohort = models.ForeignKey("programmes.Cohort", on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications")
    side = models.CharField(_("Role"), max_length=10, choices=Side)
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.DRAFT)
    steps_done = models.JSONField(default=list, help_text="keys of the steps that were saved")

    aspect_seeks = models.JSONField(_("What I seek"), default=dict, help_text="aspect → weight 0…3")
    aspect_gives = models.JSONField(_("What I give"), default=dict, help_text="aspect → weight 0…3")
    gives_text = models.TextField(_("What I give, in my words"), max_length=1000, blank=True)
    seeks_text = models.TextField(_("What I seek, in my words"), max_length=1000, blank=True)
    slots = models.JSONField(_("Times that suit me"), default=list, help_text="numbers 0…19")
    modes = models.JSONField(_("How we can meet"), default=list)
    sites = models.ManyToManyField("people.Site", verbose_name=_("Where we can meet"), blank=True, related_name="+")
    languages = models.JSONField(_("Languages"), default=list)
    motivation = models.TextField(_("Why I want to take part"), max_length=2000, blank=True)
    capacity = models.PositiveSmallIntegerField(_("How many mentees at most"), default=1)

    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decision_reason = models.CharField(_("Reason, for the office"), max_length=500, blank=True)
    decision_text = models.CharField(_("Answer"), max_length=20, choices=DeclineText, blank=True)
    decision_message = models.TextField(_("The office’s words to the person"), max_length=1000, blank=True)
    reserve_rank = models.PositiveIntegerField(null=True)
    late = models.BooleanField(default=False, help_text="let in by the office, outside of the call")
    origin = models.CharField(max_length=200, blank=True, help_text="the file and row it was imported from")
    imported_hash = models.CharField(
        max_length=64, blank=True, help_text="the row as imported; emptied when the person changes something"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ("person__last_name", "person__first_name", "pk")
        constraints = [
            models.UniqueConstraint(fields=("cohort", "person"), name="one_application_a_person"),
            models.UniqueConstraint(fields=("person", "draft_key"), name="one_application_a_draft"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="application_state_known"),
            models.CheckConstraint(condition=models.Q(capacity__range=(1, 20)), name="application_capacity_sensible"),
            models.CheckConstraint(
                condition=models.Q(decided_by=None)
                | models.Q(confirmed_by=None)
                | ~models.Q(confirmed_by=models.F("decided_by")),
                name="application_decided_by_four_eyes",
            ),
        ]
        indexes = [models.Index(fields=("cohort", "side", "state"))]

    def get_absolute_url(self) -> str:
        return reverse("application", args=[self.pk])

    def step_url(self, step: str) -> str:
        """Where the person fills in this step."""
        return reverse("application-step", args=[self.pk, step])


class TopicAnswer(models.Model):
    """Own level on a topic; a mentee adds what the topic weighs in the task."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey("topics.Topic", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.NEW)
    relevance = models.PositiveSmallIntegerField(choices=Relevance, default=Relevance.NONE)
    occasion = models.CharField(_("For what, concretely"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("topic of an application")
        verbose_name_plural = _("topics of applications")
        ordering = ("topic__category__position", "topic__position")
        constraints = [models.UniqueConstraint(fields=("application", "topic"), name="one_answer_a_topic")]
