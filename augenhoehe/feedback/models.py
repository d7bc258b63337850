import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.models import Application
from augenhoehe.common.models import Bilingual, Drafted, Timestamped, Versioned
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, Programme

from .enums import Reply, TalkState


class Question(Timestamped, Versioned, Drafted):
    """A question of the talk, as the office words it for talks to come; a talk keeps those it was written by."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="talk_questions")
    text_de = models.CharField(_("Question (German)"), max_length=200)
    text_en = models.CharField(_("Question (English)"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(_("In use"), default=True)

    text = Bilingual()

    class Meta:
        verbose_name = _("question of a feedback talk")
        verbose_name_plural = _("questions of feedback talks")
        ordering = ("position", "pk")
        constraints = [models.UniqueConstraint(fields=("programme", "draft_key"), name="one_talk_question_a_draft")]

    def __str__(self) -> str:
        return str(self.text)


class Theme(models.Model):
    """What talks were about, as a tag that the office gives; it names nobody."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="talk_themes")
    name = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ("name", "pk")
        constraints = [models.UniqueConstraint("programme", Lower("name"), name="one_theme_a_name")]

    def __str__(self) -> str:
        return self.name


class TalkQuerySet(models.QuerySet["Talk"]):
    def of_mentor(self, person: Person) -> "TalkQuerySet":
        """The person's own talks."""
        return self.filter(mentor__person=person)


def _new_uid() -> str:
    return f"talk-{uuid.uuid4()}@augenhoehe"


class Talk(Timestamped, Versioned, Drafted):
    """The office talks with an active mentor about the programme. Without `starts_at` the date is still to be found.

    `reply` is what the mentor's calendar answered to the present date, `counter_at` when they would rather talk.
    `notes` are the office's: rows of a question in both languages and what was said to it. The mentor reads them once
    they are handed out.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="talks")
    mentor = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="talks")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=TalkState, default=TalkState.PLANNED)
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=45)
    place = models.CharField(_("Place, or how to reach each other"), max_length=200, blank=True)
    uid = models.CharField(max_length=100, unique=True, default=_new_uid)
    sequence = models.PositiveIntegerField(default=0)
    reply = models.CharField(max_length=10, choices=Reply, blank=True)
    counter_at = models.DateTimeField(null=True)
    held_on = models.DateField(null=True)
    notes = models.JSONField(default=list)
    themes = models.ManyToManyField(Theme, related_name="talks")
    requested_at = models.DateTimeField(null=True, help_text="when the mentor asked to read the notes")
    handed_out_at = models.DateTimeField(null=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback talk")
        verbose_name_plural = _("feedback talks")
        ordering = ("starts_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("mentor", "draft_key"), name="one_talk_a_draft"),
            models.UniqueConstraint(fields=("mentor",), condition=Q(state="planned"), name="one_planned_talk_a_mentor"),
            models.CheckConstraint(condition=Q(state__in=TalkState.values), name="talk_state_known"),
            models.CheckConstraint(
                condition=Q(state="held", held_on__isnull=False) | (~Q(state="held") & Q(held_on__isnull=True)),
                name="a_held_talk_has_its_day",
            ),
        ]

    @property
    def day(self) -> dt.date | None:
        """Of its date, where there is one."""
        return timezone.localtime(self.starts_at).date() if self.starts_at else None

    @property
    def time(self) -> dt.time | None:
        return timezone.localtime(self.starts_at).time() if self.starts_at else None

    @property
    def tags(self) -> list[str]:
        """Its themes by name. One query."""
        return sorted(self.themes.values_list("name", flat=True))
