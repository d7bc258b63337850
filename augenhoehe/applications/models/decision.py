from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import DECIDED, DeclineText


class ProposedDecision(models.Model):
    """A decision that waits for a second person. Changing it makes a new row: nobody confirms what they did not see."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.CASCADE, related_name="proposed_decision"
    )
    to = models.CharField(_("Decision"), max_length=12, choices=[(state.value, state.label) for state in DECIDED])
    text = models.CharField(max_length=20, choices=DeclineText, default=DeclineText.PLACES)
    reason = models.CharField(_("Reason, for the office"), max_length=500, blank=True)
    message = models.TextField(_("Your words to the person"), max_length=1000, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("proposed decision")
        verbose_name_plural = _("proposed decisions")
        ordering = ("application__person__last_name", "application__person__first_name", "pk")
        constraints = [
            models.CheckConstraint(condition=models.Q(to__in=DECIDED), name="proposed_decision_is_one"),
        ]
