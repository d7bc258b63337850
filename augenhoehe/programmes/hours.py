"""Hours of working time: what a cohort plans for one person, and what that person has spent so far.

What somebody spent is known to the rooms above (meetings, events): each brings an `hours.py` that registers a function
here, so that a statement of hours can be written below them.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from augenhoehe.common.discovery import discover
from augenhoehe.people.models import Person

from .enums import PhaseKind
from .models import Cohort


@dataclass(frozen=True)
class Share:
    """A line of the budget. `minutes` of working time."""

    label: Any
    minutes: int


_SHARES: Final[dict[str, tuple[tuple[str, Any], ...]]] = {
    "mentor": (
        ("mentor_kick_off", _("Kick-off")),
        ("mentor_training", _("Training")),
        ("mentor_supervision", _("Supervision")),
        ("mentor_closing", _("Closing")),
    ),
    "mentee": (("mentee_kick_off", _("Kick-off")), ("mentee_closing", _("Closing"))),
}


def hours_of(cohort: Cohort, side: str) -> int:
    """The whole budget of one person of this side, in hours."""
    return int(getattr(cohort, f"{side}_hours"))


def period(cohort: Cohort) -> tuple[dt.date, dt.date]:
    """From when to when the hours fall: the tandems' months and the closing, else the cohort's own days. One query."""
    kinds = (PhaseKind.RUNNING, PhaseKind.CLOSING)
    days = list(cohort.phases.filter(kind__in=kinds).values_list("opens_on", "closes_on"))
    if not days:
        return cohort.starts_on, cohort.ends_on
    return min(first for first, _last in days), max(last for _first, last in days)


def fixed_minutes(values: Callable[[str], int], side: str) -> int:
    """Meetings and dates together. `values` gives a setting of the cohort by its name."""
    dates = sum(values(name) for name, _label in _SHARES[side])
    return values("meetings") * values("meeting_minutes") + dates * 60


def budget(cohort: Cohort, side: str, hours: int | None = None) -> list[Share]:
    """What the hours are for. Preparation is what the meetings and the dates leave of them.

    `hours`: a budget other than the cohort's, as an extension brings one; more of it is preparation too.
    """
    whole = hours_of(cohort, side) if hours is None else hours
    left = whole * 60 - fixed_minutes(lambda name: int(getattr(cohort, name)), side)
    shares = [
        Share(_("Meetings of the tandem"), cohort.meetings * cohort.meeting_minutes),
        Share(_("Preparation"), max(left, 0)),
        *(Share(label, getattr(cohort, name) * 60) for name, label in _SHARES[side]),
    ]
    return [share for share in shares if share.minutes]


Spent = Callable[[Person, Cohort], Iterable[tuple[Any, int]]]
_spent: dict[str, Spent] = {}


def register(name: str, spent: Spent) -> None:
    """Say what a person has spent in a cohort: (label, minutes) each. Idempotent by name; constant queries."""
    _spent[name] = spent


def spent_by(person: Person, cohort: Cohort) -> list[Share]:
    """The person's hours so far, as the rooms above know them."""
    discover("hours")
    return [Share(label, minutes) for name in sorted(_spent) for label, minutes in _spent[name](person, cohort)]
