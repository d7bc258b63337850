"""Working days: Monday to Friday without the public holidays of the region (setting HOLIDAY_REGION)."""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from holidays import HolidayBase


@cache
def _holidays(region: str) -> "HolidayBase":
    # Loading it takes as long as a page: whoever starts a process and asks for no date does not wait for it.
    import holidays

    # In Bavaria the Assumption of Mary is a holiday in the mostly Catholic communes: a category of its own.
    return holidays.country_holidays("DE", subdiv=region, categories=("public", "catholic"))


def is_working_day(day: dt.date, region: str | None = None) -> bool:
    """Whether people are at work on this day. `region` is a German state's code, by default the installation's."""
    return day.weekday() < 5 and day not in _holidays(region or settings.HOLIDAY_REGION)


def add_working_days(day: dt.date, days: int, region: str | None = None) -> dt.date:
    """The `days`-th working day after `day` (before it, when negative); with 0 the day itself."""
    step = dt.timedelta(days=1 if days >= 0 else -1)
    left = abs(days)
    while left:
        day += step
        left -= is_working_day(day, region)
    return day


def deadline(start: dt.datetime, days: int) -> dt.datetime:
    """The last second of the `days`-th working day after `start`, in the installation's time zone."""
    day = add_working_days(timezone.localtime(start).date(), days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))
