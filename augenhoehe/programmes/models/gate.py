from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.programmes.enums import CouncilResult, GatePoint, LegalBasis
from augenhoehe.programmes.gate import open_points

from .cohort import Cohort

_COUNCIL_IS_COMPLETE = (
    Q(council_result="")
    | Q(council_result__in=(CouncilResult.AGREED, CouncilResult.INFORMED), council_on__isnull=False)
    | (Q(council_result=CouncilResult.NOT_REQUIRED) & ~Q(council_reason=""))
    | Q(council_result=CouncilResult.UNRECORDED)
)


class Gate(Timestamped, Versioned):
    """What is settled before a cohort's call opens, and whether the office has released the call.

    The database knows the one point that nobody can skip: without a result of the staff council no call is released.
    """

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="gate")
    council_result = models.CharField(_("Staff council"), max_length=20, choices=CouncilResult, blank=True)
    council_on = models.DateField(_("Staff council, day"), null=True, blank=True)
    council_reason = models.TextField(_("Staff council, remark or reason"), max_length=500, blank=True)
    privacy_on = models.DateField(_("Data protection, day"), null=True, blank=True)
    privacy_with = models.CharField(_("Data protection, who was consulted"), max_length=200, blank=True)
    legal_basis = models.CharField(_("Legal basis"), max_length=20, choices=LegalBasis, blank=True)
    legal_basis_text = models.TextField(_("Legal basis, in your own words"), max_length=1_000, blank=True)
    retention_on = models.DateField(_("Retention periods, day"), null=True, blank=True)
    budget_hours = models.PositiveIntegerField(_("Hours budget"), null=True, blank=True)
    passed_at = models.DateTimeField(_("Call released"), null=True, editable=False)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    override = models.TextField(_("Why with open points"), max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = _("gate before the call")
        verbose_name_plural = _("gates before the call")
        constraints = [
            models.CheckConstraint(condition=_COUNCIL_IS_COMPLETE, name="council_result_is_complete"),
            models.CheckConstraint(
                condition=Q(passed_at__isnull=True) | ~Q(council_result=""), name="no_call_without_the_council"
            ),
        ]

    @property
    def open_points(self) -> list[GatePoint]:
        """What is not settled, in the order of the list."""
        return open_points(self)
