"""When each wave takes place, and how much it may ask."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from augenhoehe.common.dates import months_later
from augenhoehe.programmes.enums import PhaseKind

from .enums import Wave

MOST_ITEMS: Final = 15
"""Items that one person is asked in a wave."""

NOT_KEYS: Final = ("call", "later")
"""Names of the questionnaire's page for something else than an item."""

MOST_CHOICES: Final = 12

LONGEST: Final = dt.timedelta(days=366)
"""So long a wave is open at most: until its close answers can technically be traced."""

KEPT_MONTHS: Final = 12
"""Months after the close for which answers, and remarks that were not released, are kept."""

BATCH: Final = 500
"""Rows that are written at a time."""

REMIND_AFTER: Final = 10
"""Days after which those who have not answered are reminded, once."""


@dataclass(frozen=True)
class Days:
    """First and last day of a wave."""

    opens_on: dt.date
    closes_on: dt.date


Phases = Mapping[str, tuple[dt.date, dt.date]]
"""Kind of phase → its first and last day."""


def usual_days(wave: Wave, phases: Phases) -> Days | None:
    """When a wave takes place if nobody has set it; None where the phase that it hangs on has no days."""
    running = phases.get(PhaseKind.RUNNING)
    if running is None:
        return None
    first, last = running
    half = first + (last - first) / 2
    month = dt.timedelta(days=30)
    # A year after the start, of a cohort that lasts longer five months after its end.
    later = max(months_later(first, 12), months_later(last, 5))
    return {
        # Whoever is admitted late is asked as well, until the first tandems have talked.
        Wave.ADMISSION: Days(phases.get(PhaseKind.MATCHING, running)[0], first + dt.timedelta(days=13)),
        Wave.FIRST_TALK: Days(first, first + 2 * month),
        Wave.MIDTERM: Days(half - month, half + 2 * month),
        Wave.CLOSING: Days(last - dt.timedelta(days=13), phases.get(PhaseKind.CLOSING, running)[1] + month),
        Wave.FOLLOW_UP: Days(later, months_later(later, 1)),
    }[wave]
