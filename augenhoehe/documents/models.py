from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Timestamped, Versioned, in_language
from augenhoehe.programmes.models import Cohort, Programme

from .enums import APPEARANCES, BackingKind, Readers


class EditionQuerySet(models.QuerySet["Edition"]):
    def latest_ones(self) -> "EditionQuerySet":
        """The edition in force of each document."""
        newer = Edition.objects.filter(
            programme=models.OuterRef("programme"), key=models.OuterRef("key"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))


class Edition(models.Model):
    """A document as the office saved it, in both languages. Saving makes a new row: the table is the history."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="editions")
    key = models.SlugField()
    number = models.PositiveIntegerField()
    title_de = models.CharField(_("Title (German)"), max_length=200)
    title_en = models.CharField(_("Title (English)"), max_length=200)
    body_de = models.TextField(_("Text (German)"), max_length=30_000)
    body_en = models.TextField(_("Text (English)"), max_length=30_000)
    readers = models.CharField(_("Who reads it"), max_length=20, choices=Readers)
    note = models.CharField(_("Why"), max_length=300)
    restored_from = models.PositiveIntegerField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a document")
        verbose_name_plural = _("editions of documents")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("programme", "key", "number"), name="one_edition_a_number"),
        ]

    def text(self, language: str) -> tuple[str, str]:
        """Title and text in this language."""
        return in_language(self, "title", language), in_language(self, "body", language)


class BackingTask(Timestamped, Versioned):
    """Something that comes from the top in a cohort: on which day, where, with which text, and whether it is done."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="backing_tasks")
    kind = models.CharField(max_length=20, choices=BackingKind)
    on = models.DateField(_("Day"), null=True, blank=True)
    at = models.TimeField(_("Time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=30)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    details = models.TextField(_("What is agreed"), max_length=2_000, blank=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    uid = models.CharField(max_length=200, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    invited = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("act from the top")
        verbose_name_plural = _("acts from the top")
        ordering = ("on", "pk")
        constraints = [models.UniqueConstraint(fields=("cohort", "kind"), name="one_backing_task_a_kind")]

    @property
    def of_sponsor(self) -> bool:
        """Whether the sponsor appears in person."""
        return self.kind in APPEARANCES
