"""Names for the ids that facts are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.utils.translation import get_language

from augenhoehe.applications.models import Application
from augenhoehe.people.enums import UnitKind
from augenhoehe.people.models import Site, Unit
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic


@dataclass(frozen=True)
class Lexicon:
    """Ids as text → names, in the language of the reader; `people`: application id → name.

    The office knows departments by their short names (`units`), everybody else by `departments`.
    """

    topics: dict[str, str]
    sites: dict[str, str]
    units: dict[str, str]
    departments: dict[str, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)

    def person(self, application: int) -> str:
        return self.people.get(application, f"#{application}")


def lexicon_of(cohort: Cohort, *, people: Iterable[int] = ()) -> Lexicon:
    """Topics of the programme, all sites and departments, and the named applications of this cohort. Two queries."""
    wanted = set(people)
    names: dict[str, dict[str, str]] = {"topics": {}, "sites": {}, "units": {}}
    german = (get_language() or "de") != "en"
    for kind, pk, name, other in _named(cohort):
        names[kind][str(pk)] = (name or other) if german else (other or name)
    return Lexicon(**names, people=names_of(cohort, wanted) if wanted else {})


def _named(cohort: Cohort) -> QuerySet[Any, Any]:
    """Kind, id, name (the German one where there are two) and English name. One query."""
    nothing = Value("", output_field=CharField())
    departments = Unit.objects.without_tree_fields().filter(Q(kind=UnitKind.DEPARTMENT) | Q(parent=None))
    topics = Topic.objects.filter(programme=cohort.programme_id)
    sources = (
        ("topics", topics, "name_de", "name_en"),
        ("sites", Site.objects.all(), "name", nothing),
        ("units", departments, "short", nothing),
    )
    first, *more = (
        rows.order_by().values_list(Value(kind, output_field=CharField()), "pk", name, other)
        for kind, rows, name, other in sources
    )
    found: QuerySet[Any, Any] = first.union(*more, all=True)
    return found


def names_of(cohort: Cohort, people: Iterable[int]) -> dict[int, str]:
    """Application id → the person's name."""
    found = Application.objects.filter(cohort=cohort, pk__in=set(people)).order_by()
    names = found.values_list("pk", "person__first_name", "person__last_name", "person__email")
    return {pk: f"{first} {last}".strip() or email for pk, first, last, email in names}
