"""Who has been talked with, who has not yet, and which departments have not been heard. By name; nobody is ranked."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, QuerySet

from augenhoehe.applications.models import Application
from augenhoehe.applications.selectors.units import UnitFacts, all_units
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.rules import OFFICE_KINDS
from augenhoehe.tandems.enums import TandemState

from ..enums import Reply, TalkState
from ..models import Talk

ACTIVE: Final = (TandemState.CONFIRMED, TandemState.PAUSED, TandemState.CLOSED)


def active_mentors(cohort: Cohort) -> QuerySet[Application]:
    """Mentors of tandems that both confirmed and nobody ended early, by name, with their talks. Two queries."""
    talks = Talk.objects.exclude(state=TalkState.CANCELLED).select_related("holder").order_by("pk")
    found = Application.objects.filter(tandems_as_mentor__cohort=cohort, tandems_as_mentor__state__in=ACTIVE)
    return (
        found.distinct()
        .select_related("person")
        .prefetch_related(Prefetch("talks", talks, to_attr="kept_talks"))
        .order_by("person__last_name", "person__first_name", "pk")
    )


@dataclass(frozen=True)
class Row:
    """A mentor as the plan shows them; `talk` is the latest."""

    mentor: Application
    department: str
    talk: Talk | None


@dataclass(frozen=True)
class Heard:
    """A department, how many of its mentors are active, and with how many of them the office has talked."""

    name: str
    mentors: int
    talked: int
    planned: int


def rows_of(mentors: list[Application]) -> list[Row]:
    """Uses `kept_talks` and `person`. One query."""
    units = all_units()
    return [Row(one, _department(units, one), _latest(one)) for one in mentors]


def heard_of(cohort: Cohort) -> list[Heard]:
    """Departments of all active mentors by name. Three queries."""
    found: dict[str, list[Talk | None]] = {}
    for row in rows_of(list(active_mentors(cohort))):
        found.setdefault(row.department, []).append(row.talk)
    return [
        Heard(name, len(talks), _count(talks, "held"), _count(talks, "planned"))
        for name, talks in sorted(found.items())
    ]


def _count(talks: list[Talk | None], state: str) -> int:
    return sum(talk is not None and talk.state == state for talk in talks)


def _department(units: dict[int, UnitFacts], mentor: Application) -> str:
    unit = units.get(mentor.person.unit_id or 0)
    return units[unit.department].name if unit else "–"


def _latest(mentor: Application) -> Talk | None:
    talks: list[Talk] = mentor.kept_talks  # type: ignore[attr-defined]
    return talks[-1] if talks else None


def office_of(programme_id: int) -> QuerySet[Person]:
    """Who can talk for the office."""
    people = Person.objects.filter(is_active=True, roles__programme=programme_id, roles__kind__in=OFFICE_KINDS)
    return people.distinct().order_by("last_name", "first_name", "pk")


def talks_of(cohort: Cohort) -> QuerySet[Talk]:
    """The cohort's talks with all that a page of one shows."""
    return Talk.objects.filter(cohort=cohort).select_related("mentor__person", "holder", "cohort__programme")


def unsuitable_of(cohort: Cohort) -> QuerySet[Talk]:
    """Planned talks whose date does not suit the mentor, by what their calendar answered."""
    return cohort.talks.filter(reply=Reply.DECLINED, state=TalkState.PLANNED)


def requests_of(cohort: Cohort) -> QuerySet[Talk]:
    """Talks whose mentor would like to read the notes and cannot yet."""
    return cohort.talks.filter(requested_at__isnull=False, handed_out_at=None)
