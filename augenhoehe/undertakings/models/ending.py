from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Timestamped, Versioned
from augenhoehe.disclosure import FLOOR
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Tandem

from ..enums import ReadBy


class Reflection(Timestamped, Versioned):
    """What one of the two looks back on, and the practice they have changed; for themselves unless they share it."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    sealed = models.BinaryField(help_text="both texts, readable with the installation's key only")
    learned_read_by = models.CharField(
        _("Who reads what I take with me"), max_length=2, choices=ReadBy, default=ReadBy.ME
    )
    practice_read_by = models.CharField(
        _("Who reads what I do differently now"), max_length=2, choices=ReadBy, default=ReadBy.ME
    )

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        constraints = [models.UniqueConstraint(fields=("tandem", "side"), name="one_reflection_a_side")]

    # What `confidential.open_reflection` has opened, for one reader; never stored like this.
    learned: str = ""
    practice: str = ""


class StayingInTouch(Timestamped):
    """A yes to staying in touch; a no is no row. Only two of them together tell anybody anything."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, choices=Side)

    class Meta:
        verbose_name = _("wish to stay in touch")
        verbose_name_plural = _("wishes to stay in touch")
        constraints = [models.UniqueConstraint(fields=("tandem", "side"), name="one_wish_a_side")]


class Ending(Timestamped):
    """How far the end of a tandem is: which last day both were told of, when it closes, and when its texts went."""

    tandem = models.OneToOneField(Tandem, on_delete=models.CASCADE, related_name="ending")
    told_of = models.DateField(null=True, help_text="the last day that both were told of")
    closes_on = models.DateField(null=True, help_text="closed from the day after; a late notice moves it")
    texts_gone_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("end of a tandem")
        verbose_name_plural = _("ends of tandems")


class Deletion(models.Model):
    """What was deleted on a day, in numbers: the report that a cohort's office and its data protection can show."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="deletions")
    on = models.DateField()
    whole = models.BooleanField(help_text="the tandems themselves, not only their texts")
    tandems = models.PositiveIntegerField()
    rows = models.JSONField(default=dict, help_text="model → number of rows; of five tandems and more")

    class Meta:
        verbose_name = _("deletion")
        verbose_name_plural = _("deletions")
        ordering = ("-on", "-pk")

    @property
    def total(self) -> int | None:
        """How many rows; None where too few tandems would tell of two people."""
        return sum(self.rows.values()) if self.tandems >= FLOOR else None
