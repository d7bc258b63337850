"""The meetings of one tandem, as the two read them."""

import datetime as dt

from django.db.models import Q, QuerySet

from augenhoehe.applications.models import TopicAnswer
from augenhoehe.topics.models import Topic

from ..enums import MeetingState
from ..models import Meeting, Tandem


def meetings_of(tandem: Tandem) -> QuerySet[Meeting]:
    """All dates of a tandem in their order, without those that were cancelled, with what is kept of them."""
    found = Meeting.objects.filter(tandem=tandem).exclude(state=MeetingState.CANCELLED)
    return found.select_related("record").order_by("starts_at", "pk")


def next_meeting(tandem: Tandem, now: dt.datetime) -> Meeting | None:
    """The first date that is still ahead or under way."""
    planned = tandem.meetings.filter(state=MeetingState.PLANNED, starts_at__gt=now - dt.timedelta(hours=8))
    return next((one for one in planned.order_by("starts_at") if one.ends_at > now), None)


def topics_for(tandem: Tandem, meeting: Meeting) -> QuerySet[Topic]:
    """What a meeting can be about: the topics the mentee asked for, and those that were ticked before."""
    asked = TopicAnswer.objects.filter(application=tandem.mentee_id, relevance__gt=0).values("topic_id")
    return Topic.objects.filter(Q(pk__in=asked) | Q(pk__in=_ticked(meeting)))


def _ticked(meeting: Meeting) -> list[int]:
    kept = getattr(meeting, "record", None)
    return [one.pk for one in kept.topics.all()] if kept else []
