"""Names for the ids that facts are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from augenhoehe.applications.models import Application
from augenhoehe.people.models import Site, Unit
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic


@dataclass(frozen=True)
class Lexicon:
    """Ids as text → names, in the language of the reader; `people`: application id → name."""

    topics: dict[str, str]
    sites: dict[str, str]
    units: dict[str, str]
    people: dict[int, str] = field(default_factory=dict)

    def person(self, application: int) -> str:
        return self.people.get(application, f"#{application}")


def lexicon_of(cohort: Cohort, *, people: Iterable[int] = ()) -> Lexicon:
    """Topics of the programme, all sites and units, and the named applications of this cohort. Four queries."""
    wanted = set(people)
    return Lexicon(
        topics={str(topic.pk): str(topic.name) for topic in Topic.objects.filter(programme=cohort.programme_id)},
        sites={str(pk): name for pk, name in Site.objects.values_list("pk", "name")},
        units={
            str(pk): short for pk, short in Unit.objects.without_tree_fields().order_by().values_list("pk", "short")
        },
        people=names_of(cohort, wanted) if wanted else {},
    )


def names_of(cohort: Cohort, people: Iterable[int]) -> dict[int, str]:
    """Application id → the person's name."""
    found = Application.objects.filter(cohort=cohort, pk__in=set(people)).select_related("person")
    return {application.pk: application.person.get_full_name() for application in found}
