from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.links import MailLink
from augenhoehe.common.models import Timestamped
from augenhoehe.messaging.enums import Language
from augenhoehe.outreach.enums import InterestSide
from augenhoehe.programmes.models import Cohort, Programme


class InterestQuerySet(models.QuerySet["Interest"]):
    def confirmed(self) -> "InterestQuerySet":
        """Those whose address has been confirmed from the mailbox behind it; nobody else is ever written to again."""
        return self.filter(confirmed_at__isnull=False)


class Interest(Timestamped):
    """Somebody who wants to be told when the next call opens: an address, no account.

    Leaving deletes the row.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="interests")
    email = models.EmailField(_("Your work address"))
    side = models.CharField(
        _("How would you like to take part?"), max_length=10, choices=InterestSide, default=InterestSide.UNSURE
    )
    language = models.CharField(_("Language of our mails"), max_length=2, choices=Language, default=Language.GERMAN)
    confirmed_at = models.DateTimeField(null=True, help_text="the last time the address said yes")
    asked_at = models.DateTimeField(null=True, help_text="asked whether the interest is still there, not answered yet")

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        constraints = [models.UniqueConstraint("programme", Lower("email"), name="one_interest_an_address")]


class InterestLink(MailLink):
    """The way to one's own entry, in every mail of the list: it stays good until the entry is gone."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="links")
    mail_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("link to an interest")
        verbose_name_plural = _("links to interests")


class Notice(models.Model):
    """Somebody was told of a cohort's call: once."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="notices")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="notices")
    mail_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("notice of a call")
        verbose_name_plural = _("notices of a call")
        constraints = [models.UniqueConstraint(fields=("interest", "cohort"), name="one_notice_a_cohort")]
