from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import Bilingual, Timestamped, Versioned
from augenhoehe.programmes.models import Cohort, Programme

from ..enums import ItemKind, Level, Measure, Moment, Wave

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def managed_by(self, person: "Person") -> "InstrumentQuerySet":
        """Questionnaires of the programmes this person runs."""
        return self.filter(programme__cohorts__in=Cohort.objects.managed_by(person)).distinct()

    def latest_of(self, programme: Programme) -> "dict[str, Instrument]":
        """The newest edition of each wave, by wave. One query."""
        return {one.wave: one for one in self.filter(programme=programme).order_by("edition")}


class Instrument(Timestamped, Versioned):
    """What is asked in a wave. From its first opening on an edition stays as it is; a change makes the next one."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="instruments")
    wave = models.CharField(max_length=12, choices=Wave)
    edition = models.PositiveSmallIntegerField(default=1)
    title_de = models.CharField(_("Title (German)"), max_length=120)
    title_en = models.CharField(_("Title (English)"), max_length=120)

    title = Bilingual()
    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ("programme", "wave", "edition")
        constraints = [
            models.UniqueConstraint(fields=("programme", "wave", "edition"), name="one_questionnaire_an_edition"),
            models.CheckConstraint(condition=Q(wave__in=Wave.values), name="questionnaire_wave_known"),
        ]


class Item(models.Model):
    """One question of an edition. `options` of a choice: a list of {"key", "de", "en"}, in their order."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40, help_text="its name in answers and downloads; the same in later editions")
    kind = models.CharField(_("Kind of answer"), max_length=10, choices=ItemKind)
    side = models.CharField(_("Who is asked"), max_length=10, choices=Side, blank=True)
    measure = models.CharField(_("What it is about"), max_length=20, choices=Measure, default=Measure.OTHER)
    moment = models.CharField(_("Which time it speaks of"), max_length=10, choices=Moment, blank=True)
    level = models.CharField(_("Level of effect"), max_length=10, choices=Level, default=Level.REACTION)
    text_de = models.CharField(_("Wording (German)"), max_length=300)
    text_en = models.CharField(_("Wording (English)"), max_length=300)
    options = models.JSONField(default=list, blank=True)

    text = Bilingual()

    class Meta:
        verbose_name = _("item of a questionnaire")
        verbose_name_plural = _("items of questionnaires")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=("instrument", "key"), name="one_item_a_key"),
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="item_kind_known"),
            models.CheckConstraint(condition=Q(side="") | Q(side__in=Side.values), name="item_side_known"),
        ]

    def choices(self, language: str) -> list[tuple[str, str]]:
        """Its options as (key, words)."""
        return [(str(one["key"]), _words(one, language)) for one in self.options]


def _words(option: dict[str, Any], language: str) -> str:
    return str(option.get(language[:2]) or option["de"])
