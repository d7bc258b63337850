from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.programmes.enums import LessonState, Subject
from augenhoehe.programmes.origins import origin_in_words

from .cohort import Cohort
from .programme import Programme

if TYPE_CHECKING:
    from augenhoehe.people.models import Person


class Change(models.Model):
    """A change of settings with who, when and why; never changed itself, and kept as long as the programme.

    `values` is field → [old, new]. The log forgets after twelve months, this does not: what a programme learnt from
    one cohort to the next must still be readable in its fifth year.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="changes")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.CASCADE, related_name="changes")
    subject = models.CharField(max_length=20, choices=Subject)
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    why = models.CharField(_("Why"), max_length=300, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of settings")
        verbose_name_plural = _("changes of settings")
        ordering = ("-changed_at", "-pk")
        indexes = [models.Index(fields=("programme", "-changed_at")), models.Index(fields=("cohort", "-changed_at"))]


class LessonQuerySet(models.QuerySet["Lesson"]):
    def managed_by(self, person: "Person") -> "LessonQuerySet":
        """Lessons of all cohorts of the programmes this person runs."""
        return self.filter(cohort__in=Cohort.objects.managed_by(person))

    def undecided(self) -> "LessonQuerySet":
        return self.filter(state=LessonState.OPEN)


class Lesson(Timestamped, Versioned, Drafted):
    """What a cohort taught the office, and what the next one makes of it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="lessons")
    text = models.TextField(_("What we learnt"), max_length=1_000)
    decision = models.TextField(_("What the next cohort does differently"), max_length=1_000, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=LessonState, default=LessonState.OPEN)
    why = models.CharField(_("Why"), max_length=300, blank=True)
    origin = models.CharField(max_length=120, blank=True, help_text="from where above it comes; see `origins`")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ("created_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("cohort", "draft_key"), name="one_lesson_a_draft"),
            models.CheckConstraint(
                condition=Q(state=LessonState.OPEN, decided_at__isnull=True)
                | (~Q(state=LessonState.OPEN) & Q(decided_at__isnull=False)),
                name="a_decided_lesson_has_its_day",
            ),
        ]

    @property
    def comes_from(self) -> str:
        """In words, from where it comes; empty where somebody wrote it down just so."""
        return origin_in_words(self.origin)
