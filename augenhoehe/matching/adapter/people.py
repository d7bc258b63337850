"""From admitted applications to the engine's persons: ids and answers, no names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.db.models import Prefetch, prefetch_related_objects

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application, TopicAnswer
from augenhoehe.engine import Person
from augenhoehe.engine import TopicAnswer as EngineAnswer
from augenhoehe.people.enums import UnitKind
from augenhoehe.people.models import Site, Unit
from augenhoehe.programmes.models import Cohort

T = TypeVar("T")


def unit_paths() -> dict[int, tuple[str, ...]]:
    """Unit id → path of ids from its department down; from the root where no department is above. One query."""
    rows = Unit.objects.without_tree_fields().order_by().values_list("pk", "parent_id", "kind")
    units = {pk: (parent, kind) for pk, parent, kind in rows}
    return {pk: _path(pk, units) for pk in units}


def _path(unit: int, units: Mapping[int, tuple[int | None, str]]) -> tuple[str, ...]:
    path: list[str] = []
    current: int | None = unit
    while current is not None and str(current) not in path:
        parent, kind = units[current]
        path.insert(0, str(current))
        if kind == UnitKind.DEPARTMENT:
            break
        current = parent
    return tuple(path)


def admitted(cohort: Cohort, *, with_reserve: bool = False) -> list[Application]:
    """Admitted applications, or the reserve list's too, each with its person. One query."""
    states = (State.ADMITTED, State.RESERVE) if with_reserve else (State.ADMITTED,)
    return list(Application.objects.filter(cohort=cohort, state__in=states).select_related("person").order_by("pk"))


def read_answers(applications: list[Application]) -> None:
    """Topics and sites of these applications, for `to_persons`. Two queries, in an order that is always the same."""
    topics, sites = TopicAnswer.objects.order_by("topic_id"), Site.objects.order_by("pk")
    prefetch_related_objects(applications, Prefetch("topics", topics), Prefetch("sites", sites))


def free_places(application: Application, cohort: Cohort, taken: Mapping[int, int]) -> int:
    """Places left: a mentee has one, a mentor as many as both the person and the cohort allow."""
    places = min(application.capacity, cohort.mentor_capacity) if application.side == Side.MENTOR else 1
    return places - taken.get(application.pk, 0)


def to_persons(
    applications: Iterable[Application], places: Mapping[int, int], paths: Mapping[int, tuple[str, ...]]
) -> list[Person]:
    """The engine's persons; an empty answer is no data, never "nothing"."""
    return [_to_person(application, places[application.pk], paths) for application in applications]


def _to_person(application: Application, places: int, paths: Mapping[int, tuple[str, ...]]) -> Person:
    person = application.person
    topics = application.topics.all()
    return Person(
        id=str(application.pk),
        department=paths.get(person.unit_id, ()) if person.unit_id else (),
        function_level=person.function_level,
        career_stage=person.career_stage,
        site=str(person.site_id) if person.site_id else None,
        sites=_some(str(site.pk) for site in application.sites.all()),
        modes=_some(application.modes),
        slots=_some(application.slots),
        languages=_some(application.languages) or _some(person.languages),
        topics={str(one.topic_id): EngineAnswer(one.level, one.relevance) for one in topics} if topics else None,
        seeks=application.aspect_seeks or None,
        gives=application.aspect_gives or None,
        capacity=places,
    )


def _some(values: Iterable[T]) -> frozenset[T] | None:
    return frozenset(values) or None


def sides(applications: Sequence[Application]) -> tuple[list[Application], list[Application]]:
    """Mentors and mentees apart."""
    mentors = [application for application in applications if application.side == Side.MENTOR]
    return mentors, [application for application in applications if application.side == Side.MENTEE]
