"""What the room above, matching, asks about applications. Names are for its desk, not for its engine."""

from collections.abc import Iterable
from dataclasses import dataclass

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort

from .units import UnitFacts, all_units


@dataclass(frozen=True)
class Participant:
    """An admitted person with every answer that a rule or a criterion uses.

    unit_path: unit ids from the department down. topics: topic key → (level, relevance), 0…3 each.
    aspects: aspect → weight 0…3. slots: numbers 0…19. capacity: 1 for a mentee, for a mentor at most what the
    cohort permits. `site` and `sites` are ids of sites.
    """

    pk: int
    person_id: int
    side: str
    unit_path: tuple[int, ...]
    function_level: int | None
    career_stage: int | None
    site: int | None
    sites: frozenset[int]
    modes: frozenset[str]
    languages: frozenset[str]
    slots: frozenset[int]
    seeks: dict[str, int]
    gives: dict[str, int]
    topics: dict[str, tuple[int, int]]
    capacity: int


def admitted_for_matching(cohort: Cohort) -> list[Participant]:
    """Everybody admitted, in order of their ids. Five queries at any number."""
    units = all_units()
    rows = (
        Application.objects.filter(cohort=cohort, state=State.ADMITTED)
        .select_related("person")
        .prefetch_related("topics__topic", "sites")
        .order_by("pk")
    )
    return [_participant(one, units, cohort.mentor_capacity) for one in rows]


def _participant(one: Application, units: dict[int, UnitFacts], most: int) -> Participant:
    person = one.person
    return Participant(
        pk=one.pk,
        person_id=one.person_id,
        side=one.side,
        unit_path=units[person.unit_id].path if person.unit_id in units else (),
        function_level=person.function_level,
        career_stage=person.career_stage,
        site=person.site_id,
        sites=frozenset(site.pk for site in one.sites.all()),
        modes=frozenset(one.modes),
        languages=frozenset(one.languages),
        slots=frozenset(one.slots),
        seeks=dict(one.aspect_seeks),
        gives=dict(one.aspect_gives),
        topics={answer.topic.key: (answer.level, answer.relevance) for answer in one.topics.all()},
        capacity=min(one.capacity, most) if one.side == Side.MENTOR else 1,
    )


@dataclass(frozen=True)
class Facts:
    """A person in a line of the desk."""

    pk: int
    person_id: int
    side: str
    state: str
    name: str
    email: str
    department: str
    unit: str
    function_level: int | None
    career_stage: int | None
    site: str


def facts(applications: Iterable[int]) -> dict[int, Facts]:
    """Application id → the person's key facts. Two queries at any number."""
    units = all_units()
    rows = Application.objects.filter(pk__in=list(applications)).select_related("person__site")
    return {one.pk: _facts(one, units) for one in rows}


def _facts(one: Application, units: dict[int, UnitFacts]) -> Facts:
    person = one.person
    unit = units.get(person.unit_id) if person.unit_id else None
    return Facts(
        pk=one.pk,
        person_id=one.person_id,
        side=one.side,
        state=one.state,
        name=person.get_full_name(),
        email=person.email,
        department=units[unit.department].name if unit else "",
        unit=unit.name if unit else "",
        function_level=person.function_level,
        career_stage=person.career_stage,
        site=person.site.name if person.site else "",
    )
