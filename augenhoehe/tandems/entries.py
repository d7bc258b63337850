"""A tandem's meetings among the dates that somebody has: in their feed, for their assistant, and as busy time."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from augenhoehe.applications.enums import Side
from augenhoehe.calendars.entries import Entry, register_entries
from augenhoehe.people.models import Person

from .enums import MeetingState
from .models import Meeting
from .services.invitations import summary_of, where_of


def meetings(people: Iterable[Person], since: dt.datetime, until: dt.datetime) -> dict[int, list[Entry]]:
    """Person → planned meetings that begin in this time. One query."""
    asked = {person.pk for person in people}
    theirs = Q(tandem__mentor__person__in=asked) | Q(tandem__mentee__person__in=asked)
    found = Meeting.objects.filter(theirs, state=MeetingState.PLANNED, starts_at__gte=since, starts_at__lt=until)
    entries: dict[int, list[Entry]] = {}
    for meeting in found.select_related("tandem__mentor__person", "tandem__mentee__person").order_by("starts_at", "pk"):
        for side in Side:
            person = meeting.tandem.application_of(side).person_id
            if person in asked:
                entries.setdefault(person, []).append(_entry(meeting))
    return entries


def _entry(meeting: Meeting) -> Entry:
    return Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        title=summary_of(meeting, meeting.tandem),
        place=where_of(meeting),
        href=reverse("meeting", args=[meeting.tandem_id, meeting.pk]),
        schedule=reverse("assisted-date", args=[meeting.pk]),
        changed_at=meeting.updated_at,
    )


register_entries("tandems.meetings", meetings)
