from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.messaging.enums import Language
from augenhoehe.outreach.enums import OPEN_QUESTIONS, QuestionState
from augenhoehe.programmes.models import Programme

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class QuestionQuerySet(models.QuerySet["Question"]):
    def managed_by(self, person: "Person") -> "QuestionQuerySet":
        """Questions to the programmes this person runs in the office."""
        return self.filter(programme__in=Programme.objects.managed_by(person))

    def open(self) -> "QuestionQuerySet":
        """Those that somebody waits for."""
        return self.filter(state__in=OPEN_QUESTIONS)


class Question(Timestamped, Versioned, Drafted):
    """What somebody asked the office on the public page, without an account."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="questions")
    name = models.CharField(_("Your name"), max_length=120, blank=True)
    email = models.EmailField(_("Your work address"))
    language = models.CharField(max_length=2, choices=Language, default=Language.GERMAN)
    text = models.TextField(_("Your question"), max_length=2_000)
    state = models.CharField(_("State"), max_length=10, choices=QuestionState, default=QuestionState.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(_("Answer"), max_length=5_000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True, help_text="question and answer stand among the frequent questions")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=("programme", "state"))]
        constraints = [
            models.UniqueConstraint(fields=("programme", "draft_key"), name="one_question_a_draft"),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.ANSWERED) | ~Q(answer=""), name="an_answered_question_has_its_answer"
            ),
        ]
