"""Dates that people have here: a room that has some brings an `entries.py` that registers them.

They stand in the feed, an assistant sees when and where, and they count as busy where new dates are looked for. What is
still to be arranged stands on the assistant's page alone.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from augenhoehe.common.discovery import discover
from augenhoehe.people.models import Person


@dataclass(frozen=True)
class Entry:
    """A date of one person. `title` says what it is; an assistant and a discreet feed do not show it.

    schedule: where an assistant moves or cancels it, if they may. uid and sequence are what calendars know it by.
    """

    uid: str
    sequence: int
    starts_at: dt.datetime
    minutes: int
    title: str
    place: str = ""
    href: str = ""
    schedule: str = ""
    changed_at: dt.datetime | None = None


@dataclass(frozen=True)
class Opening:
    """Dates of one person that are still to be arranged: how things stand, what to do, and where."""

    text: str
    label: str
    href: str


Openings = Callable[[Iterable[Person]], dict[int, list[Opening]]]
"""Persons → each person's key and what is to be arranged for them. A constant number of queries."""

Source = Callable[[Iterable[Person], dt.datetime, dt.datetime], dict[int, list[Entry]]]
"""Persons, from, until → each person's key and their dates that begin in between. A constant number of queries."""

_sources: dict[str, Source] = {}
_openings: dict[str, Openings] = {}


def register_entries(name: str, source: Source) -> None:
    """Add a room's dates. Idempotent by name ("room.subject")."""
    _sources[name] = source


def register_openings(name: str, openings: Openings) -> None:
    """Add what is to be arranged in a room. Idempotent by name ("room.subject")."""
    _openings[name] = openings


def openings_of(people: Iterable[Person]) -> dict[int, list[Opening]]:
    """What of all rooms is to be arranged for each person; people without anything are left out."""
    discover("entries")
    asked = list(people)
    found: dict[int, list[Opening]] = {}
    for name in sorted(_openings):
        for pk, openings in _openings[name](asked).items():
            found.setdefault(pk, []).extend(openings)
    return found


def entries_of(people: Iterable[Person], since: dt.datetime, until: dt.datetime) -> dict[int, list[Entry]]:
    """Each person's dates of all rooms that begin in this time, in order; a key for everybody asked for."""
    discover("entries")
    asked = list(people)
    found: dict[int, list[Entry]] = {person.pk: [] for person in asked}
    for name in sorted(_sources):
        for pk, entries in _sources[name](asked, since, until).items():
            found[pk] += entries
    return {pk: sorted(entries, key=lambda one: (one.starts_at, one.uid)) for pk, entries in found.items()}
