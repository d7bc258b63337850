"""Events that somebody came to, for the statement of hours: a line each, with its date."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from augenhoehe.people.models import Person
from augenhoehe.programmes.hours import register
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .selectors import attended


def _events(person: Person, cohort: Cohort) -> Iterable[tuple[Any, int]]:
    if not cohort.uses(Part.EVENTS):
        return []
    return [
        (f"{event.title}, {date_format(localtime(event.starts_at), 'SHORT_DATE_FORMAT')}", event.minutes)
        for event in attended(person, cohort)
    ]


register("events.attended", _events)
