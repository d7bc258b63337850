"""The directory of a programme: who reads it, who may stand in it, and how it is searched."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import TopicAnswer
from augenhoehe.people.models import Person, Unit
from augenhoehe.programmes.models import Cohort, Programme
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from augenhoehe.topics.models import Topic

from ..models import AlumniEntry
from .ties import departments_of_units


def cohort_for(person: Person, cohort_id: int) -> Cohort | None:
    """A cohort that this person takes or took part in, and that has a directory; None for everybody else.

    An entry opens it too: it outlives the application. Two queries at most.
    """
    mine = Q(applications__person=person, applications__state=State.ADMITTED)
    entered = Q(pk__in=AlumniEntry.objects.by(person).values("cohort"))
    found = Cohort.objects.filter(mine | entered, pk=cohort_id).select_related("programme").distinct().first()
    return found if found is not None and found.uses(Part.NETWORK) else None


def own_entry(person: Person, programme: Programme) -> AlumniEntry | None:
    return AlumniEntry.objects.by(person).filter(programme=programme).first()


def may_enter(person: Person, cohort: Cohort) -> bool:
    """Whether a tandem of theirs in this cohort has closed: the directory is for afterwards."""
    if not cohort.uses(Part.NETWORK):
        return False
    return Tandem.objects.visible_to(person).filter(cohort=cohort, state=TandemState.CLOSED).exists()


def directory_of(programme: Programme, filters: Mapping[str, Any]) -> QuerySet[AlumniEntry]:
    """Everybody in the directory who fits: `q` (each word in name, line or topic), `topic`, `department`.

    By department only those are found who show their unit. Two queries, and one for the cohorts.
    """
    found = AlumniEntry.objects.listed_in(programme)
    for word in str(filters.get("q") or "").split():
        found = found.filter(_somewhere(word))
    if topic := filters.get("topic"):
        found = found.filter(topics=topic)
    if department := filters.get("department"):
        units = [pk for pk, top in departments_of_units().items() if top.pk == department.pk]
        found = found.filter(show_unit=True, person__unit__in=units)
    return found.select_related("person__unit", "cohort").prefetch_related("topics").distinct()


def _somewhere(word: str) -> Q:
    """SQLite tells small from capital letters beyond ASCII: "özdemir" has to find "Özdemir"."""
    spellings = {word, word.lower(), word.capitalize()}
    places = ("person__first_name", "person__last_name", "line", "topics__name_de", "topics__name_en")
    return reduce(or_, (Q(**{f"{place}__icontains": one}) for place in places for one in spellings))


def topics_in_directory(programme: Programme) -> QuerySet[Topic]:
    """Topics that somebody can be asked about."""
    listed = AlumniEntry.objects.listed_in(programme)
    return Topic.objects.filter(pk__in=listed.values("topics")).select_related("category")


def departments_in_directory(programme: Programme) -> QuerySet[Unit]:
    """Departments of those who show their unit."""
    shown = AlumniEntry.objects.listed_in(programme).filter(show_unit=True).values_list("person__unit", flat=True)
    tops = departments_of_units()
    return Unit.objects.filter(pk__in={tops[unit].pk for unit in shown if unit is not None}).order_by("name")


def own_topics(person: Person, programme: Programme) -> list[int]:
    """What somebody was good at or had to do with: a beginning for what they can be asked about. One query."""
    answered = TopicAnswer.objects.filter(Q(level__gt=0) | Q(relevance__gt=0), topic__programme=programme)
    return list(answered.filter(application__person=person).values_list("topic", flat=True).distinct())
