"""Neutral places, dates held there, and the ways between sites."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.people.models import Person, Site
from augenhoehe.programmes.models import Programme

from ..models import HeldDate, NeutralPlace, TravelTime

LONGEST = dt.timedelta(hours=8)
"""No held date is longer."""


class TakenError(Exception):
    """A tandem meets there then."""


@transaction.atomic
def add_place(*, programme: Programme, actor: Person, draft_key: UUID, **values: Any) -> NeutralPlace:
    """A new place in the programme's list. The same draft twice is one. Side effect: a log entry."""
    place, created = NeutralPlace.objects.get_or_create(programme=programme, draft_key=draft_key, defaults=values)
    if created:
        record(actor=actor, action="calendars.place_added", on=place)
    return place


@transaction.atomic
def change_place(*, place: NeutralPlace, version: int, actor: Person, **changes: Any) -> NeutralPlace:
    """Correct what is known of a place, or take it out of use. Raises StaleError. Side effect: a log entry."""
    changed = changes_of(place, changes)
    place.save_version(version, **changes)
    if changed:
        record(actor=actor, action="calendars.place_changed", on=place, fields=sorted(changed))
    return place


@transaction.atomic
def delete_place(*, place: NeutralPlace, actor: Person) -> None:
    """Take a place out of the list for good. Raises TakenError while a tandem counts on a date there."""
    if place.held_dates.select_for_update().exclude(taken_by=None).exists():
        raise TakenError
    record(actor=actor, action="calendars.place_deleted", on=place)
    place.delete()


@transaction.atomic
def hold_dates(*, place: NeutralPlace, starts: Sequence[dt.datetime], minutes: int, actor: Person) -> int:
    """Note times that the office has booked there. Returns how many are new. Side effect: a log entry."""
    before = place.held_dates.count()
    HeldDate.objects.bulk_create(
        [HeldDate(place=place, starts_at=start, minutes=minutes) for start in starts], ignore_conflicts=True
    )
    new = place.held_dates.count() - before
    if new:
        record(actor=actor, action="calendars.dates_held", on=place, count=new)
    return new


@transaction.atomic
def drop_date(*, held: HeldDate, actor: Person) -> None:
    """Give a time back. Raises TakenError while a tandem counts on it. Side effect: a log entry."""
    if HeldDate.objects.select_for_update().get(pk=held.pk).taken_by is not None:
        raise TakenError
    record(actor=actor, action="calendars.date_dropped", on=held.place)
    held.delete()


@transaction.atomic
def use_date(*, uid: str, programme_id: int, place: str, starts_at: dt.datetime, minutes: int) -> None:
    """A meeting, known by its UID, takes the time that is held where and when it is to be, if one is held at all.

    It goes by the name that the meeting place begins with. What the meeting used before is free again. Raises
    TakenError where every time held there then is another tandem's. No log entry of its own: the meeting has one.
    """
    free_date(uid=uid)
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    around = HeldDate.objects.select_for_update(of=("self",)).filter(
        place__programme=programme_id, starts_at__lte=starts_at, starts_at__gt=starts_at - LONGEST
    )
    held = [
        one for one in around.select_related("place") if place.startswith(one.place.name) and ends_at <= one.ends_at
    ]
    free = next((one for one in held if one.taken_by is None), None)
    if free is not None:
        HeldDate.objects.filter(pk=free.pk).update(taken_by=uid)
    elif held:
        raise TakenError


def free_date(*, uid: str) -> None:
    """The meeting with this UID does not need its time any more; without one nothing changes."""
    HeldDate.objects.filter(taken_by=uid).update(taken_by=None)


def forget_past_dates(*, now: dt.datetime) -> int:
    """Remove held dates that are over, and with them who used them. Returns how many."""
    return HeldDate.objects.filter(starts_at__lt=now - dt.timedelta(days=1)).delete()[0]


@transaction.atomic
def set_travel_time(*, one: Site, other: Site, minutes: int, actor: Person) -> TravelTime:
    """How long the way is, both ways; entered again it replaces what was known. Side effect: a log entry.

    Raises ValueError for one site.
    """
    if one == other:
        raise ValueError("no way leads from a site to itself")
    low, high = sorted((one, other), key=lambda site: site.pk)
    row, _created = TravelTime.objects.update_or_create(one=low, other=high, defaults={"minutes": minutes})
    record(actor=actor, action="calendars.travel_time_set", on=row, minutes=minutes)
    return row


@transaction.atomic
def delete_travel_time(*, travel: TravelTime, actor: Person) -> None:
    """From now on the usual way counts. Side effect: a log entry."""
    record(actor=actor, action="calendars.travel_time_deleted", on=travel)
    travel.delete()
