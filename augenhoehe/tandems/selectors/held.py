"""Times that the office holds at neutral places, for whoever fixes a date."""

import datetime as dt
from typing import Any

from django.utils import timezone

from augenhoehe.calendars.models import HeldDate
from augenhoehe.calendars.selectors import free_dates

from ..enums import MeetingMode
from ..models import Tandem
from .meetings import last_day

SHOWN = 6


def held_for(tandem: Tandem, now: dt.datetime) -> list[HeldDate]:
    """The next ones until the tandem's last day. One query."""
    end = timezone.make_aware(dt.datetime.combine(last_day(tandem), dt.time.max))
    return list(free_dates(tandem.cohort.programme, now=now).filter(starts_at__lte=end)[:SHOWN])


def chosen_date(tandem: Tandem, held: str, now: dt.datetime) -> dict[str, Any]:
    """What the form starts with when one of them was followed; nothing for one that is gone or was never there."""
    found = free_dates(tandem.cohort.programme, now=now).filter(pk=held).first() if held.isdecimal() else None
    if found is None:
        return {}
    local = timezone.localtime(found.starts_at)
    return {
        "day": local.date(),
        "time": local.time(),
        "mode": MeetingMode.IN_PERSON,
        "place": f"{found.place.name}, {found.place.address}"[:200],
        "video_url": "",
    }
