"""From admitted applications to the engine's persons: ids and answers, no names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application, TopicAnswer
from augenhoehe.engine import Person, ProblemError
from augenhoehe.engine import TopicAnswer as EngineAnswer
from augenhoehe.people.enums import UnitKind
from augenhoehe.people.models import Unit
from augenhoehe.programmes.models import Cohort

T = TypeVar("T")


def unit_paths() -> dict[int, tuple[str, ...]]:
    """Unit id → path of ids from its department down; from the root where no department is above. One query.

    Raises ProblemError("cyclic_units") with the unit that lies above itself.
    """
    rows = Unit.objects.without_tree_fields().order_by().values_list("pk", "parent_id", "kind", "short")
    units = {pk: (parent, kind, short) for pk, parent, kind, short in rows}
    return {pk: _path(pk, units) for pk in units}


def _path(unit: int, units: Mapping[int, tuple[int | None, str, str]]) -> tuple[str, ...]:
    path: list[str] = []
    current: int | None = unit
    while current is not None:
        parent, kind, short = units[current]
        if str(current) in path:
            raise ProblemError("cyclic_units", f"unit {short!r} lies above itself", unit=short)
        path.insert(0, str(current))
        if kind == UnitKind.DEPARTMENT:
            break
        current = parent
    return tuple(path)


_ANSWERS = ("side", "capacity", "aspect_seeks", "aspect_gives", "slots", "modes", "languages")
_OF_PERSONS = ("unit", "site", "function_level", "career_stage", "languages")


def admitted(cohort: Cohort, *, with_reserve: bool = False) -> list[Application]:
    """Admitted applications, or the reserve list's too, each with its person: what counts, nothing else. One query."""
    states = (State.ADMITTED, State.RESERVE) if with_reserve else (State.ADMITTED,)
    found = Application.objects.filter(cohort=cohort, state__in=states).select_related("person").order_by("pk")
    return list(found.only(*_ANSWERS, *(f"person__{name}" for name in _OF_PERSONS)))


@dataclass(frozen=True)
class Answers:
    """What people chose, by application: topics with their answers, and sites."""

    topics: dict[int, dict[str, EngineAnswer]] = field(default_factory=dict)
    sites: dict[int, list[str]] = field(default_factory=dict)


def read_answers(applications: Sequence[Application]) -> Answers:
    """Topics and sites of these applications. Two queries, in an order that is always the same."""
    ids = [one.pk for one in applications]
    found = Answers()
    rows = TopicAnswer.objects.filter(application__in=ids).order_by("topic_id")
    for pk, topic, level, relevance in rows.values_list("application_id", "topic_id", "level", "relevance"):
        found.topics.setdefault(pk, {})[str(topic)] = EngineAnswer(level, relevance)
    chosen = Application.sites.through.objects.filter(application__in=ids).order_by("site_id")
    for pk, site in chosen.values_list("application_id", "site_id"):
        found.sites.setdefault(pk, []).append(str(site))
    return found


def free_places(application: Application, cohort: Cohort, taken: Mapping[int, int]) -> int:
    """Places left: a mentee has one, a mentor as many as both the person and the cohort allow."""
    places = min(application.capacity, cohort.mentor_capacity) if application.side == Side.MENTOR else 1
    return places - taken.get(application.pk, 0)


def to_persons(
    applications: Iterable[Application],
    places: Mapping[int, int],
    paths: Mapping[int, tuple[str, ...]],
    answers: Answers,
) -> list[Person]:
    """The engine's persons; an empty answer is no data, never "nothing"."""
    return [_to_person(application, places[application.pk], paths, answers) for application in applications]


def _to_person(application: Application, places: int, paths: Mapping[int, tuple[str, ...]], answers: Answers) -> Person:
    person = application.person
    return Person(
        id=str(application.pk),
        department=paths.get(person.unit_id, ()) if person.unit_id else (),
        function_level=person.function_level,
        career_stage=person.career_stage,
        site=str(person.site_id) if person.site_id else None,
        sites=_some(answers.sites.get(application.pk, ())),
        modes=_some(application.modes),
        slots=_some(application.slots),
        languages=_some(application.languages) or _some(person.languages),
        topics=answers.topics.get(application.pk),
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
