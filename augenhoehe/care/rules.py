"""What follows from dates: whether a tandem is quiet, where it stands in its months, and what an extension costs."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from .enums import Reason

FIRST_WITHIN: Final = 21
"""Days from the start in which a first date is expected."""

NEXT_WITHIN: Final = 35
"""Days from the last meeting in which a next date is expected."""

FALLEN_THROUGH: Final = 2
"""Dates in a row that were cancelled or did not take place."""

MOST_MONTHS: Final = 3
"""By how much a tandem can be extended in all."""

CATCH_UP: Final = 7
"""Days within which a mail of a phase is still worth sending; later it would tell old news."""


@dataclass(frozen=True)
class Dates:
    """All that is looked at. `calm_since`: the end of the last break, or the day on which the two last said that all
    is well. `fell_through`: dates since the last meeting, and since that day, that did not take place."""

    begins_on: dt.date
    last_met: dt.date | None
    has_next: bool
    fell_through: int
    calm_since: dt.date | None = None


def reason_of(dates: Dates, today: dt.date) -> Reason | None:
    """Why these two should be asked today; None: there is nothing to ask."""
    if dates.fell_through >= FALLEN_THROUGH:
        return Reason.CANCELLED
    if dates.has_next:
        return None
    start = max(day for day in (dates.begins_on, dates.last_met, dates.calm_since) if day)
    if dates.last_met is None:
        return Reason.NO_FIRST if (today - start).days >= FIRST_WITHIN else None
    return Reason.NO_NEXT if (today - start).days >= NEXT_WITHIN else None


@dataclass(frozen=True)
class Stretch:
    """A tandem's months. `paused`: days of its breaks, by which the last day has moved."""

    begins_on: dt.date
    ends_on: dt.date
    paused: int = 0

    def day(self, today: dt.date) -> int:
        """How many days of it have gone by; a break's are none."""
        return (today - self.begins_on).days - self.paused

    @property
    def days(self) -> int:
        return (self.ends_on - self.begins_on).days - self.paused

    def is_past(self, share: float, today: dt.date) -> bool:
        """Whether this share of its days (0…1) has gone by."""
        return self.day(today) >= self.days * share


def extra_hours(cohort: Any, side: str, months: int) -> int:
    """Hours of working time that `months` more cost somebody of this side, rounded up.

    A month is one of the planned meetings, with its share of the preparation.
    """
    if not months:
        return 0
    fixed = {"mentor": ("kick_off", "training", "supervision", "closing"), "mentee": ("kick_off", "closing")}[side]
    dates = sum(getattr(cohort, f"{side}_{name}") for name in fixed) * 60
    whole = getattr(cohort, f"{side}_hours") * 60
    monthly = max(whole - dates, cohort.meetings * cohort.meeting_minutes)
    return -(-monthly * months // (cohort.meetings * 60))
