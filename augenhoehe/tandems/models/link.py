from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.links import MailLink

from ..enums import LinkPurpose
from .meeting import Meeting
from .series import Series
from .tandem import Tandem


class ActionLink(MailLink):
    """A link in a mail that lets one partner answer once, without an account."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="links")
    side = models.CharField(max_length=10, choices=Side)
    purpose = models.CharField(max_length=10, choices=LinkPurpose)

    class Meta:
        verbose_name = _("link in a mail")
        verbose_name_plural = _("links in mails")


class DateLink(MailLink):
    """A link in a mail with which one partner arranges a date, or answers a proposed series, without an account.

    It opens dates and nothing that the two write, and may be used again until it expires: who moves a meeting may have
    to move it once more.
    """

    side = models.CharField(max_length=10, choices=Side)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="links")
    series = models.ForeignKey(Series, null=True, on_delete=models.CASCADE, related_name="links")

    class Meta:
        verbose_name = _("link to a date")
        verbose_name_plural = _("links to dates")
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, series=None) | Q(meeting=None, series__isnull=False),
                name="link_to_a_meeting_or_a_series",
            ),
        ]

    @property
    def tandem(self) -> Tandem:
        """The tandem it belongs to."""
        owner = self.meeting or self.series
        assert owner is not None  # noqa: S101 - the database holds it; for the type checker
        return owner.tandem
