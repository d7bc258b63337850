from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.links import MailLink
from augenhoehe.common.models import Timestamped
from augenhoehe.tandems.models import Tandem

from .enums import ExtensionState, LinkPurpose, Reason
from .rules import MOST_MONTHS


class Break(Timestamped):
    """Days on which a tandem rests and its clock stands still. Who asked for it, and why, is stored nowhere."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="breaks")
    begins_on = models.DateField()
    until = models.DateField(_("Until about"), null=True)
    ended_on = models.DateField(null=True, help_text="first day after it; empty while it lasts")
    asked_at = models.DateTimeField(null=True, help_text="when both were asked whether they go on")

    class Meta:
        verbose_name = _("break")
        verbose_name_plural = _("breaks")
        ordering = ("begins_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("tandem",), condition=Q(ended_on=None), name="one_break_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begins_on")), name="break_ends_after_it_begins"
            ),
        ]


class Extension(Timestamped):
    """More months that one of the two asked for; valid when both want them and the working time is settled."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="extensions")
    months = models.PositiveSmallIntegerField(_("Months more"))
    asked_by = models.CharField(max_length=10, choices=Side)
    state = models.CharField(max_length=10, choices=ExtensionState, default=ExtensionState.ASKED)

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("tandem",), condition=~Q(state=ExtensionState.VALID), name="one_extension_at_a_time"
            ),
            models.CheckConstraint(condition=Q(months__range=(1, MOST_MONTHS)), name="extension_sensible"),
            models.CheckConstraint(condition=Q(state__in=ExtensionState.values), name="extension_state_known"),
        ]


class Signal(Timestamped):
    """The two were asked whether something is the matter, because of their dates. Settled: it is not, or no longer."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="signals")
    reason = models.CharField(max_length=10, choices=Reason)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("quiet tandem")
        verbose_name_plural = _("quiet tandems")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("tandem",), condition=Q(settled_at=None), name="one_signal_at_a_time")
        ]


class CallRequest(Timestamped):
    """Somebody wants the programme office to call. It says who, and nothing about why."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="call_requests")
    side = models.CharField(max_length=10, choices=Side)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("request for a call")
        verbose_name_plural = _("requests for a call")
        ordering = ("created_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("tandem", "side"), condition=Q(settled_at=None), name="one_open_call_a_side"
            )
        ]


class Wish(Timestamped):
    """Whether one of two whose tandem ended early wants a new partner. Both are asked alike, and each decides alone."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="wishes")
    side = models.CharField(max_length=10, choices=Side)
    wanted = models.BooleanField()

    class Meta:
        verbose_name = _("wish for a new partner")
        verbose_name_plural = _("wishes for a new partner")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("tandem", "side"), name="one_partner_wish_a_side")]


class CareLink(MailLink):
    """A link in a mail with which one of the two answers once, without an account."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="care_links")
    side = models.CharField(max_length=10, choices=Side)
    purpose = models.CharField(max_length=10, choices=LinkPurpose)

    class Meta:
        verbose_name = _("link in a mail")
        verbose_name_plural = _("links in mails")
