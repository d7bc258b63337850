"""The meetings of one tandem, as the two read them."""

import datetime as dt

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from augenhoehe.applications.enums import Side
from augenhoehe.applications.models import TopicAnswer
from augenhoehe.calendars.selectors import executives_of
from augenhoehe.people.models import Person
from augenhoehe.topics.models import Topic

from ..enums import MeetingState, TandemState
from ..models import Meeting, Tandem


def meetings_of(tandem: Tandem) -> QuerySet[Meeting]:
    """All dates of a tandem in their order, without those that were cancelled, with what is kept of them."""
    found = Meeting.objects.filter(tandem=tandem).exclude(state=MeetingState.CANCELLED)
    return found.select_related("record").order_by("starts_at", "pk")


def meetings_at_hand(tandem: Tandem) -> list[Meeting]:
    """The same, read once for a page: whoever asks again with the same object asks the database no more."""
    found = Meeting.objects.select_related("record").order_by("starts_at", "pk")
    prefetch_related_objects([tandem], Prefetch("meetings", found))
    return [meeting for meeting in tandem.meetings.all() if meeting.state != MeetingState.CANCELLED]


RUNNING = (TandemState.ACCEPTED, TandemState.CONFIRMED)
"""Who may arrange dates; on a break nobody does."""

EXTENSION = dt.timedelta(days=92)
"""Before a tandem is confirmed nobody knows its last day: it may go on for three months after the cohort's."""


def last_day(tandem: Tandem) -> dt.date:
    """The last day on which the two can meet."""
    return tandem.ends_on or tandem.cohort.ends_on + EXTENSION


def planned_meeting(tandem: Tandem) -> Meeting | None:
    """The first date of which nobody has said yet whether it took place."""
    return tandem.meetings.filter(state=MeetingState.PLANNED).order_by("starts_at").first()


def next_meeting(tandem: Tandem, now: dt.datetime) -> Meeting | None:
    """The first date that is still ahead."""
    return tandem.meetings.filter(state=MeetingState.PLANNED, starts_at__gt=now).order_by("starts_at").first()


def assisted_meetings(person: Person) -> QuerySet[Meeting]:
    """Meetings of running tandems whose mentor or mentee lets this person arrange their dates."""
    executives = executives_of(person).values("executive")
    theirs = Q(tandem__mentor__person__in=executives) | Q(tandem__mentee__person__in=executives)
    return Meeting.objects.filter(theirs, tandem__state__in=RUNNING).select_related(
        "tandem__cohort__programme", "tandem__mentor__person__unit", "tandem__mentee__person__unit"
    )


def assisted_tandem(person: Person, pk: int, side: str) -> Tandem | None:
    """A running tandem whose dates this person arranges for the one on this side."""
    if side not in Side.values:
        return None
    executives = executives_of(person).values("executive")
    found = Tandem.objects.filter(pk=pk, state__in=RUNNING, **{f"{side}__person__in": executives})
    return found.select_related("cohort__programme", "mentor__person", "mentee__person").first()


def topics_for(tandem: Tandem, meeting: Meeting) -> QuerySet[Topic]:
    """What a meeting can be about: the topics the mentee asked for, and those that were ticked before."""
    asked = TopicAnswer.objects.filter(application=tandem.mentee_id, relevance__gt=0).values("topic_id")
    return Topic.objects.filter(Q(pk__in=asked) | Q(pk__in=_ticked(meeting)))


def _ticked(meeting: Meeting) -> list[int]:
    kept = getattr(meeting, "record", None)
    return [one.pk for one in kept.topics.all()] if kept else []
