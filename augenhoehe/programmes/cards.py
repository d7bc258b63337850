"""What has to be done: by a cohort's office (its checklist) and by one person (the cards of the home page).

A room that has something to say brings a `cards.py` that registers functions here. Each takes a constant number of
queries, and says nothing about a part that the cohort does without.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from augenhoehe.common.discovery import discover
from augenhoehe.people.models import Person

from . import preparation
from .models import Cohort


@dataclass(frozen=True)
class Check:
    """A line of the office's checklist.

    phase: the kind of phase in which it is due; "" before the call. state: what is there or missing, in a few words.
    href: the page where it is done.
    """

    phase: str
    title: str
    state: str
    done: bool
    href: str


@dataclass(frozen=True)
class Duty:
    """Something that one person has to do, as a card of their home page: one button leads there.

    until: the last day to do it; on: the day on which it takes place.
    """

    title: str
    text: str
    button: str
    href: str
    until: dt.date | None = None
    on: dt.date | None = None


Checks = Callable[[Cohort, dt.date], Iterable[Check]]
Duties = Callable[[Person, dt.date], Iterable[Duty]]
_checks: dict[str, Checks] = {}
_duties: dict[str, Duties] = {}


def register_checks(name: str, checks: Checks) -> None:
    """Add lines to the checklist of every cohort. Idempotent by name ("room.subject"); read in its order."""
    _checks[name] = checks


def register_duties(name: str, duties: Duties) -> None:
    """Add cards to everybody's home page. Idempotent by name ("room.subject")."""
    _duties[name] = duties


def checklist_of(cohort: Cohort, today: dt.date) -> list[Check]:
    """What the office has to do for this cohort, done and open, in the order of the names."""
    discover("cards")
    return [check for name in sorted(_checks) for check in _checks[name](cohort, today)]


def duties_of(person: Person, today: dt.date) -> list[Duty]:
    """What this person has to do, the most urgent first."""
    discover("cards")
    found = [duty for name in sorted(_duties) for duty in _duties[name](person, today)]
    return sorted(found, key=lambda duty: duty.until or duty.on or dt.date.max)


def _preparation(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """What the programme's own settings lack before the call."""
    for line in preparation.lines(cohort):
        yield Check("", line.title, line.state, line.done, line.href)


register_checks("programmes.preparation", _preparation)
