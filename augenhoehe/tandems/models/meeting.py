import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import Aspect, Side
from augenhoehe.common.models import Drafted, Timestamped, Versioned
from augenhoehe.topics.models import Topic

from ..enums import MeetingMode, MeetingState, Reply
from .tandem import Tandem

FIRST = 1


class Meeting(Timestamped, Versioned, Drafted):
    """A date of a tandem; `uid` and `sequence` are what the calendars know it by."""

    tandem = models.ForeignKey(Tandem, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField(_("Begins"))
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=90)
    mode = models.CharField(_("How"), max_length=10, choices=MeetingMode, default=MeetingMode.IN_PERSON)
    place = models.CharField(_("Meeting place"), max_length=200, blank=True)
    video_url = models.URLField(_("Video link"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    mentor_reply = models.CharField(max_length=10, choices=Reply, default=Reply.OPEN)
    mentee_reply = models.CharField(max_length=10, choices=Reply, default=Reply.OPEN)
    counter_at = models.DateTimeField(null=True, help_text="another begin that somebody's calendar proposes")
    counter_minutes = models.PositiveSmallIntegerField(null=True)
    counter_by = models.CharField(max_length=10, choices=Side, blank=True)
    reminded_at = models.DateTimeField(null=True, help_text="when both were reminded of this date")
    asked_at = models.DateTimeField(null=True, help_text="when both were asked whether it took place")

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("starts_at",)
        constraints = [
            models.UniqueConstraint(fields=("tandem", "draft_key"), name="one_meeting_a_draft"),
            models.UniqueConstraint(
                fields=("tandem", "number"), condition=Q(state="planned"), name="one_planned_meeting_a_number"
            ),
            models.CheckConstraint(condition=Q(minutes__range=(15, 480)), name="meeting_length_sensible"),
        ]
        indexes = [
            models.Index(fields=("state", "starts_at"), name="meetings_by_time"),
        ]

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    def reply_of(self, side: Side) -> str:
        return self.mentor_reply if side == Side.MENTOR else self.mentee_reply

    @property
    def is_first(self) -> bool:
        """The first talk, after which both say whether they go on."""
        return self.number == FIRST

    @property
    def name(self) -> str:
        """What the two call it."""
        return gettext("First talk") if self.is_first else gettext("Meeting %(number)d") % {"number": self.number}


class MeetingRecord(Timestamped, Versioned):
    """That a meeting took place, and what it was about in tags, never in words.

    The first of three layers (ADR 0015): the office reads minutes and mode of each, and the tags only as sums of five
    tandems or more. What the two write down for themselves lies in another room.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="record")
    minutes = models.PositiveSmallIntegerField(_("Minutes"))
    mode = models.CharField(_("How"), max_length=10, choices=MeetingMode)
    aspects = models.JSONField(_("Aspects"), default=list, blank=True)
    topics = models.ManyToManyField(Topic, verbose_name=_("Topics"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("record of a meeting")
        verbose_name_plural = _("records of meetings")
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(15, 480)), name="record_length_sensible"),
        ]

    @property
    def aspect_labels(self) -> list[str]:
        """The aspects in words, in the order in which the programme names them."""
        return [str(one.label) for one in Aspect if one in self.aspects]
