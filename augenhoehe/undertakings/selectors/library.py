"""The library, as everybody searches it."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from augenhoehe.people.models import Unit
from augenhoehe.programmes.models import Programme
from augenhoehe.topics.models import Topic

from ..models import Publication


def library_of(programme: Programme) -> QuerySet[Publication]:
    """Everything in the programme's library, the latest first, with topics. Two queries."""
    found = Publication.objects.published().filter(programme=programme)
    return found.select_related("department").prefetch_related("topics")


def found_in(programme: Programme, filters: Mapping[str, Any]) -> QuerySet[Publication]:
    """What of it fits: `q` (every word in title, sentence or text), `topic`, `department`, `kind`; empty is any."""
    found = library_of(programme)
    for word in str(filters.get("q") or "").split():
        found = found.filter(_somewhere(word))
    if topic := filters.get("topic"):
        found = found.filter(topics=topic)
    if department := filters.get("department"):
        found = found.filter(department=department)
    if kind := filters.get("kind"):
        found = found.filter(kind=kind)
    return found


def _somewhere(word: str) -> Q:
    """In title, sentence or text. SQLite tells small from capital letters beyond ASCII: "ämter" has to find "Ämter"."""
    spellings = {word, word.lower(), word.capitalize()}
    places = ("title", "teaser", "text")
    return reduce(or_, (Q(**{f"{place}__icontains": one}) for place in places for one in spellings))


def topics_in_library(programme: Programme) -> QuerySet[Topic]:
    """Topics that something in the library is about."""
    shown = Publication.objects.published().filter(programme=programme)
    return Topic.objects.filter(pk__in=shown.values("topics")).select_related("category")


def departments_in_library(programme: Programme) -> QuerySet[Unit]:
    """Departments that something in the library was made for."""
    shown = Publication.objects.published().filter(programme=programme)
    return Unit.objects.filter(pk__in=shown.values("department"))


def departments() -> QuerySet[Unit]:
    """The top of the organisation, which a result can be made for."""
    return Unit.objects.filter(parent=None)
