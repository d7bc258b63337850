from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import ApprovalState, PostponeReason, State
from augenhoehe.common.links import MailLink
from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.programmes.parts import Part
from augenhoehe.programmes.rules import OFFICE_KINDS

if TYPE_CHECKING:
    from augenhoehe.people.models import Person

PURSUED = (State.SUBMITTED, State.ADMITTED, State.RESERVE)
"""States of an application in which its approval is pursued."""


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, person: "Person") -> "ApprovalQuerySet":
        """Approvals of the person's own applications."""
        return self.filter(application__person=person)

    def decided_by_supervisor(self, person: "Person") -> "ApprovalQuerySet":
        """What this person is asked as a supervisor, for their own staff alone."""
        return self.current().filter(supervisor__iexact=person.email).exclude(state=ApprovalState.NAMED)

    def managed_by(self, person: "Person") -> "ApprovalQuerySet":
        """Approvals in cohorts this person runs in the office, once the application was handed in."""
        return self.filter(
            application__cohort__programme__roles__person=person,
            application__cohort__programme__roles__kind__in=OFFICE_KINDS,
        ).distinct()

    def current(self) -> "ApprovalQuerySet":
        """The one that counts for each application; the others are its history."""
        return self.filter(current=True)

    def pursued(self) -> "ApprovalQuerySet":
        """Those that still matter: the application stands, and its cohort is not in the archive."""
        return self.current().filter(application__state__in=PURSUED, application__cohort__archived_at=None)


class Approval(Timestamped, Versioned):
    """A supervisor's word that taking part is working time, asked for one application and a number of hours.

    The supervisor is an address, not a person: naming somebody makes no account and keeps nothing that does not go
    with the application.
    """

    application = models.ForeignKey("applications.Application", on_delete=models.CASCADE, related_name="approvals")
    current = models.BooleanField(default=True, help_text="False: history; another one took its place")
    supervisor = models.EmailField(_("Work address of the supervisor"))
    hours = models.PositiveSmallIntegerField(_("Hours"))
    until = models.DateField(null=True, help_text="last day of an extension that is asked about; empty: the cohort's")
    state = models.CharField(_("State"), max_length=12, choices=ApprovalState, default=ApprovalState.NAMED)
    asked_at = models.DateTimeField(null=True, help_text="when the open question was put, or put anew")
    answer_by = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0, help_text="since asked_at")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", help_text="empty: supervisor"
    )
    postponed_until = models.DateField(_("Possible from"), null=True)
    reason = models.CharField(_("Operational reason"), max_length=10, choices=PostponeReason, blank=True)
    reason_text = models.TextField(_("In a few words"), max_length=500, blank=True)
    question = models.TextField(_("Question"), max_length=1000, blank=True)
    answer = models.TextField(_("Answer"), max_length=1000, blank=True)
    note = models.TextField(_("What was said"), max_length=500, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("working-time approval")
        verbose_name_plural = _("working-time approvals")
        ordering = ("-current", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("application",), condition=Q(current=True), name="one_current_approval"),
            models.CheckConstraint(condition=Q(state__in=ApprovalState.values), name="approval_state_known"),
            models.CheckConstraint(
                condition=~Q(state="postponed") | (Q(postponed_until__isnull=False) & ~Q(reason="")),
                name="postponed_with_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("named", "withdrawn")) | Q(asked_at__isnull=False), name="asked_at_known"
            ),
        ]

    @property
    def is_used(self) -> bool:
        """Whether its cohort asks for it at all."""
        return self.application.cohort.uses(Part.WORKING_TIME)


class ApprovalLink(MailLink):
    """A link in a mail with which a supervisor decides about one approval, without an account."""

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="links")

    class Meta:
        verbose_name = _("link to a working-time approval")
        verbose_name_plural = _("links to working-time approvals")
