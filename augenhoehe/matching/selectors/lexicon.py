"""Names for the ids that facts are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

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
    """Topics of the programme, all sites and departments, and the named applications of this cohort. Four queries."""
    wanted = set(people)
    departments = Unit.objects.without_tree_fields().filter(Q(kind=UnitKind.DEPARTMENT) | Q(parent=None)).order_by()
    named = list(departments.values_list("pk", "short", "name"))
    return Lexicon(
        topics={str(topic.pk): str(topic.name) for topic in Topic.objects.filter(programme=cohort.programme_id)},
        sites={str(pk): name for pk, name in Site.objects.values_list("pk", "name")},
        units={str(pk): short for pk, short, _name in named},
        departments={str(pk): name for pk, _short, name in named},
        people=names_of(cohort, wanted) if wanted else {},
    )


def names_of(cohort: Cohort, people: Iterable[int]) -> dict[int, str]:
    """Application id → the person's name."""
    found = Application.objects.filter(cohort=cohort, pk__in=set(people)).order_by()
    names = found.values_list("pk", "person__first_name", "person__last_name", "person__email")
    return {pk: f"{first} {last}".strip() or email for pk, first, last, email in names}
