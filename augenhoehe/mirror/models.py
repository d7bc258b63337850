from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Bilingual, Drafted, Timestamped, Versioned
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.tandems.models import Tandem

from .enums import Round
from .rules import FLOOR


class Statement(Timestamped, Versioned, Drafted):
    """A sentence that both answer, as the office words it for cohorts to come; see `StatementSet`."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="mirror_statements")
    key = models.SlugField(max_length=60)
    text_de = models.CharField(_("Statement (German)"), max_length=160)
    text_en = models.CharField(_("Statement (English)"), max_length=160)
    prompt_de = models.CharField(_("Question for the talk (German)"), max_length=300)
    prompt_en = models.CharField(_("Question for the talk (English)"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(_("In use"), default=True)

    text = Bilingual()
    prompt = Bilingual()

    class Meta:
        verbose_name = _("statement of the mirror")
        verbose_name_plural = _("statements of the mirror")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=("programme", "key"), name="one_statement_a_key"),
            models.UniqueConstraint(fields=("programme", "draft_key"), name="one_statement_a_draft"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class StatementSet(models.Model):
    """The statements of a cohort in its wording, kept from the first answer on: all of its answers mean these."""

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="+")
    statements = models.JSONField(help_text="key, text and prompt of each in both languages, in their order")
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("statements of a cohort")
        verbose_name_plural = _("statements of cohorts")


class AnswerSheet(Timestamped, Versioned):
    """One side's answers in one round: their own, and what they take the partner's to be.

    Once both have sent, each reads the other's. `waiting`: it is in sums that nobody may read yet.
    """

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    round = models.CharField(max_length=10, choices=Round)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True, help_text="the answers, readable with the installation's key only")
    waiting = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("answers in the mirror")
        verbose_name_plural = _("answers in the mirror")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("tandem", "side", "round"), name="one_sheet_a_side_and_round"),
            models.CheckConstraint(condition=Q(round__in=Round.values), name="mirror_round_known"),
        ]

    @property
    def answered(self) -> bool:
        """Sent, and not taken back since."""
        return self.sent_at is not None and bool(self.sealed)


class Lot(models.Model):
    """Sums of some tandems of a cohort. Sealed until there are enough of them; then its figures stay as they are.

    Nothing leads from a lot to the tandems in it.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    round = models.CharField(max_length=10, choices=Round)
    tandems = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField(null=True, help_text="the sums while the lot is too small")
    sums = models.JSONField(default=dict, help_text="statement → distance, assumed distance, accuracy, over all")
    closed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("sums of the mirror")
        verbose_name_plural = _("sums of the mirror")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("cohort", "round"), condition=Q(closed=False), name="one_open_lot"),
            models.CheckConstraint(condition=Q(closed=False) | Q(tandems__gte=FLOOR), name="no_small_lot_is_closed"),
        ]
