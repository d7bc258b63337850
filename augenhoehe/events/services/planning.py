"""The office plans an event, changes it, calls it off."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from .. import placeholders as kinds
from ..enums import SIDES, Attendance, EventState, Reply
from ..errors import EventError, OtherSideSignedUpError, TooFewPlacesError
from ..models import Event
from . import mails
from .links import follow_begin
from .seats import fill_seats, number_seats_anew
from .state import change_state, lock_event

# What stands in people's calendars: whoever has a place gets an update when one of these changes.
TOLD = ("title_de", "title_en", "starts_at", "minutes", "place", "video_url")


@dataclass(frozen=True)
class EventDetails:
    """What the office types. places: None for as many as come. sign_up_until: None for until it begins."""

    kind: str
    audience: str
    title_de: str
    starts_at: dt.datetime
    minutes: int
    title_en: str = ""
    about_de: str = ""
    about_en: str = ""
    place: str = ""
    video_url: str = ""
    places: int | None = None
    sign_up_until: dt.date | None = None


def details_of(event: Event) -> EventDetails:
    """A stored event as the form gives it."""
    return EventDetails(**{name: getattr(event, name) for name in EventDetails.__dataclass_fields__})


@transaction.atomic
def create_event(
    *, cohort: Cohort, actor: Person, details: EventDetails, draft_key: uuid.UUID, now: dt.datetime
) -> tuple[Event, bool]:
    """Plan an event. Returns it and whether it is new: the same form sent twice is one.

    Nobody is written to; it stands on the home page of whom it is for. Side effect: a log entry. Raises StaleError when
    the same key comes with other details.
    """
    event, new = Event.objects.get_or_create(
        cohort=cohort, draft_key=draft_key, defaults={**asdict(details), "uid": _new_uid()}
    )
    if new:
        record(actor=actor, action="events.planned", on=event, kind=event.kind)
    elif details_of(event) != details:
        raise StaleError
    return event, new


@transaction.atomic
def change_event(*, event: Event, actor: Person, version: int, details: EventDetails, now: dt.datetime) -> Event:
    """Change a planned event.

    Side effects: a log entry; an update of the invitation to all who have a place when their calendars show something
    else now, and a mail to those who wait; places that were added go to the waiting list; on another date nobody was
    there yet. Raises StaleError, EventError when it is no longer planned, TooFewPlacesError and
    OtherSideSignedUpError.
    """
    stored = lock_event(event.pk)
    if stored.state != EventState.PLANNED:
        raise EventError
    changed = changes_of(stored, asdict(details))
    if stored.version != version and changed:
        raise StaleError
    if not changed:
        return stored
    _check_answers(stored, details)
    again = {"reminded_at": None} if "starts_at" in changed else {}
    stored.save_version(version, **asdict(details), **again, updated_at=now)
    record(actor=actor, action="events.changed", on=stored, changes=_for_the_log(changed))
    if "places" in changed:
        number_seats_anew(stored)
    if "starts_at" in changed:
        follow_begin(stored)
        stored.sign_ups.update(attendance=Attendance.OPEN)
    if changed.keys() & set(TOLD):
        _tell_all(stored, now)
    fill_seats(stored, now)
    return stored


def _check_answers(event: Event, details: EventDetails) -> None:
    coming = event.sign_ups.filter(reply=Reply.COMING).count()
    if details.places is not None and details.places < coming:
        raise TooFewPlacesError(coming)
    answered = event.sign_ups.exclude(reply=Reply.NOT_COMING)
    if answered.exclude(application__side__in=SIDES[details.audience]).exists():
        raise OtherSideSignedUpError


def _for_the_log(changed: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Where it takes place is for those who come: the log only says that it has changed."""
    return {name: ["…", "…"] if name in ("place", "video_url") else values for name, values in changed.items()}


def _tell_all(event: Event, now: dt.datetime) -> None:
    """An update for the calendars of those who come, and a word to those who wait."""
    rows = event.sign_ups.select_related("application__person", "application__cohort__programme")
    mails.send_places(event, list(rows.filter(reply=Reply.COMING)), kinds.CHANGED, now)
    mails.send_waiting(event, list(rows.filter(reply=Reply.WAITING)))


@transaction.atomic
def cancel_event(*, event: Event, actor: Person, message: str, now: dt.datetime) -> Event:
    """Call an event off; doing it again changes nothing. Side effects: see `change_state`. Raises EventError."""
    stored = lock_event(event.pk)
    if stored.state == EventState.CANCELLED:
        return stored
    return change_state(event=stored, to=EventState.CANCELLED, actor=actor, now=now, message=message)


def _new_uid() -> str:
    return f"{uuid.uuid4()}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}"
