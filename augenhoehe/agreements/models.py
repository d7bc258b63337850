import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Timestamped
from augenhoehe.tandems.models import Tandem

from .enums import Address, AgreedMode
from .terms import NAMES, Terms

_SOON = [MinValueValidator(1), MaxValueValidator(20)]


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force(self) -> "AgreementQuerySet":
        """Versions that both have agreed to; the latest of them holds."""
        return self.filter(mentor_agreed_at__isnull=False, mentee_agreed_at__isnull=False)


class Agreement(Timestamped):
    """A version of what the two agree on. Saving makes a new row: the table is the history.

    Whoever writes a version agrees to it by that; it holds once the other one does. What both agreed to before holds
    until then.
    """

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveIntegerField()
    written_by = models.CharField(max_length=10, choices=Side)
    mentor_agreed_at = models.DateTimeField(null=True)
    mentee_agreed_at = models.DateTimeField(null=True)

    rules = models.JSONField(default=list)
    begins_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    rhythm = models.CharField(_("How often, and how long"), max_length=200)
    mode = models.CharField(_("How do you meet?"), max_length=10, choices=AgreedMode)
    topics = models.JSONField(default=list)
    aspects = models.JSONField(_("What shall happen in your talks?"), default=list)
    mentor_goal = models.TextField(_("The mentor’s own goal"), max_length=600, blank=True)
    goal_meeting = models.PositiveSmallIntegerField(_("Meeting reserved for it"), null=True)
    benefits = models.JSONField(_("What the mentee promises"), default=list)
    benefits_text = models.CharField(_("What exactly, and by when"), max_length=300, blank=True)
    address = models.CharField(_("How do you address each other?"), max_length=12, choices=Address)
    reply_days = models.PositiveSmallIntegerField(_("Reply within, in working days"), validators=_SOON)
    cancelling = models.TextField(_("When something comes up"), max_length=600)
    confidentiality = models.TextField(_("What stays between you, and when not"), max_length=1500)
    notes = models.TextField(_("Notes"), max_length=600)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an agreement")
        verbose_name_plural = _("versions of agreements")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("tandem", "number"), name="one_agreement_a_number"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="agreement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(mentor_agreed_at__isnull=False) | Q(mentee_agreed_at__isnull=False),
                name="who_writes_an_agreement_agrees",
            ),
        ]

    @property
    def terms(self) -> Terms:
        return Terms(**{name: getattr(self, name) for name in NAMES})

    def agreed_at(self, side: str) -> dt.datetime | None:
        """When this side agreed; None while it has not."""
        return self.mentor_agreed_at if side == Side.MENTOR else self.mentee_agreed_at

    @property
    def holds_since(self) -> dt.datetime | None:
        """When the second of the two agreed; None while one is missing."""
        if self.mentor_agreed_at is None or self.mentee_agreed_at is None:
            return None
        return max(self.mentor_agreed_at, self.mentee_agreed_at)
