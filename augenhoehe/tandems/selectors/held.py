"""Neutral places for whoever fixes a date: those with the shortest ways, and times that the office holds there."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.calendars.models import HeldDate, NeutralPlace
from augenhoehe.calendars.selectors import free_dates, places_for, places_of

from ..enums import MeetingMode
from ..models import Tandem
from .meetings import last_day

SHOWN = 6
FEW_PLACES = 3

ON_NEUTRAL_GROUND: Final = 3
"""The number of the meeting for which a neutral place is suggested."""


def suggested_places(tandem: Tandem, number: int, now: dt.datetime, *, where: str = "") -> list[NeutralPlace]:
    """A few neutral places for the third meeting, the shortest ways first; none for any other. Two queries.

    where: its place, if it has one; nothing is suggested to who meet at such a place already.
    """
    if number != ON_NEUTRAL_GROUND:
        return []
    people = [tandem.application_of(side).person for side in Side]
    found = places_for(tandem.cohort.programme, people, now=now)
    return [] if any(where.startswith(one.name) for one in found) else found[:FEW_PLACES]


def chosen_place(tandem: Tandem, place: str, now: dt.datetime) -> NeutralPlace | None:
    """The place that was followed to the form; nothing for one that cannot be used or was never there."""
    found = places_of(tandem.cohort.programme, now=now).offered()
    return found.filter(pk=place).first() if place.isdecimal() else None


def held_for(tandem: Tandem, now: dt.datetime) -> list[HeldDate]:
    """The next held times until the tandem's last day. One query."""
    end = timezone.make_aware(dt.datetime.combine(last_day(tandem), dt.time.max))
    return list(free_dates(tandem.cohort.programme, now=now).filter(starts_at__lte=end)[:SHOWN])


def chosen_date(tandem: Tandem, held: str, now: dt.datetime) -> dict[str, Any]:
    """What the form starts with when one of them was followed; nothing for one that is gone or was never there."""
    found = free_dates(tandem.cohort.programme, now=now).filter(pk=held).first() if held.isdecimal() else None
    if found is None:
        return {}
    local = timezone.localtime(found.starts_at)
    return {"day": local.date(), "time": local.time()} | meeting_at(found.place)


def meeting_at(place: NeutralPlace) -> dict[str, Any]:
    """The form's way and place for a meeting there."""
    return {"mode": MeetingMode.IN_PERSON, "place": f"{place.name}, {place.address}"[:200], "video_url": ""}
