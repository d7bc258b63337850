"""Events that somebody has a place at, among their dates: in their feed, for their assistant, and as busy time."""

import datetime as dt
from collections.abc import Iterable

from augenhoehe.calendars.entries import Entry, register_entries
from augenhoehe.people.models import Person

from .enums import EventState, Reply
from .models import SignUp


def events(people: Iterable[Person], since: dt.datetime, until: dt.datetime) -> dict[int, list[Entry]]:
    """Person → events that begin in this time and that they come to. One query."""
    coming = SignUp.objects.filter(
        application__person__in=[person.pk for person in people],
        reply=Reply.COMING,
        event__state=EventState.PLANNED,
        event__starts_at__gte=since,
        event__starts_at__lt=until,
    )
    entries: dict[int, list[Entry]] = {}
    for sign_up in coming.select_related("event", "application").order_by("event__starts_at", "pk"):
        event = sign_up.event
        entries.setdefault(sign_up.application.person_id, []).append(
            Entry(
                uid=event.uid,
                sequence=sign_up.sequence,
                starts_at=event.starts_at,
                minutes=event.minutes,
                title=str(event.title),
                place=event.place or event.video_url,
                href=event.get_absolute_url(),
                changed_at=event.updated_at,
            )
        )
    return entries


register_entries("events.coming", events)
