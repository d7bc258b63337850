from django.db import models
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Bilingual, Drafted, Timestamped, Versioned
from augenhoehe.outreach.enums import FaqCategory
from augenhoehe.outreach.languages import foreign


class FaqEntry(Timestamped, Versioned, Drafted):
    """A question that many ask, and its answer, in one language or both."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="faq")
    category = models.CharField(_("Category"), max_length=20, choices=FaqCategory)
    question_de = models.CharField(_("Question (German)"), max_length=200, blank=True)
    question_en = models.CharField(_("Question (English)"), max_length=200, blank=True)
    answer_de = models.TextField(_("Answer (German)"), max_length=4_000, blank=True)
    answer_en = models.TextField(_("Answer (English)"), max_length=4_000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    shown = models.BooleanField(_("Shown on the page"), default=True)

    question = Bilingual()
    answer = Bilingual()

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=("programme", "draft_key"), name="one_faq_entry_a_draft")]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def foreign(self) -> str:
        """The other language's code where the reader's own is missing, else empty."""
        return foreign(self, "question")
