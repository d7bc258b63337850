"""Figures of the process: tandems, meetings, hours; from dates alone, as they were counted last."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from augenhoehe.programmes.models import Cohort

from ..enums import Counted
from ..models import Standing


@dataclass(frozen=True)
class Process:
    """A cohort's way in numbers.

    begun: tandems that both confirmed. early_ends, closed: of them. planned: meetings that the tandems counted were to
    have in all; held: those that took place, and their hours for one person of the two. first_days: mean of the days
    from the publication of a tandem to its first meeting, of first_of tandems; None where it is not told.
    """

    begun: int
    early_ends: int
    closed: int
    planned: int = 0
    held: int = 0
    hours: float = 0.0
    first_days: float | None = None
    first_of: int = 0
    ends_on: dt.datetime | None = None
    meetings_on: dt.datetime | None = None


Kept = Mapping[str, Standing]
"""What was counted last, by kind."""


def kept_of(cohort: Cohort) -> Kept:
    """One query."""
    return {one.kind: one for one in Standing.objects.filter(cohort=cohort).defer("basis")}


def process_of(cohort: Cohort, kept: Kept) -> Process | None:
    """The figures of the last count; None before the first. No query."""
    ends, meetings, first = (kept.get(kind) for kind in (Counted.ENDS, Counted.MEETINGS, Counted.FIRST))
    if ends is None or meetings is None:
        return None
    met, early = meetings.told, first.told if first else None
    return Process(
        begun=ends.told["begun"],
        early_ends=ends.told["ended"],
        closed=ends.told["closed"],
        planned=met["tandems"] * cohort.meetings,
        held=met["held"],
        hours=met["minutes"] / 60,
        first_days=early["days"] / early["tandems"] if early else None,
        first_of=early["tandems"] if early else 0,
        ends_on=ends.counted_at,
        meetings_on=meetings.counted_at,
    )
