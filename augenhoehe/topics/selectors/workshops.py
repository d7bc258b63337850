"""The office's view of its workshops, their results, and the topics of a cohort."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from augenhoehe.programmes.models import Cohort

from ..enums import Outcome, WorkshopState
from ..models import Category, Topic, Workshop


def workshops_of(cohort: Cohort) -> QuerySet[Workshop]:
    """The cohort's workshops with the number of contributions. One query."""
    written = Count("contributions", filter=Q(contributions__hidden=False))
    return cohort.workshops.annotate(written=written).order_by("-held_on", "-pk")


def undecided(cohort: Cohort) -> int:
    """Groups of closed workshops on which the office has not decided."""
    return (
        cohort.workshops.filter(
            state=WorkshopState.CLOSED,
            groups__merged_into=None,
            groups__hidden=False,
            groups__outcome=Outcome.OPEN,
        )
        .filter(Q(groups__contributions__isnull=False) | Q(groups__merged__isnull=False))
        .values("groups")
        .distinct()
        .count()
    )


@dataclass(frozen=True)
class Offered:
    """A topic as this cohort has it. `carried_over`: earlier cohorts had it too."""

    topic: Topic
    offered: bool
    carried_over: bool
    wished: tuple[Workshop, ...]

    @property
    def new_from(self) -> Workshop | None:
        """The workshop of this cohort that the topic came from."""
        return next((one for one in self.wished if one.pk == self.topic.workshop_id), None)


def offer_of(cohort: Cohort) -> list[tuple[str, list[Offered]]]:
    """Category → its topics that can be chosen, with where they come from. Four queries."""
    first = not Cohort.objects.filter(programme=cohort.programme_id, starts_on__lt=cohort.starts_on).exists()
    here = {one.pk: one for one in cohort.workshops.all()}
    wished = _wished(here)
    found: dict[str, list[Offered]] = {}
    topics = Topic.objects.of(cohort).filter(active=True).select_related("category")
    for topic in topics:
        older = topic.workshop_id not in here if topic.workshop_id else topic.created_at < cohort.created_at
        row = Offered(topic, topic.offered, older and not first, tuple(wished.get(topic.pk, ())))
        found.setdefault(str(topic.category), []).append(row)
    return list(found.items())


def _wished(workshops: dict[int, Workshop]) -> dict[int, list[Workshop]]:
    """Topic → workshops that it is a result of."""
    found: dict[int, list[Workshop]] = {}
    rows = Topic.objects.filter(groups__workshop__in=workshops).order_by().values_list("pk", "groups__workshop")
    for topic, workshop in rows.distinct():
        found.setdefault(topic, []).append(workshops[workshop])
    return found


def pickable(workshop: Workshop) -> list[Category]:
    """Categories with the topics that a phone can pick. Two queries."""
    topics = Topic.objects.offered_in(workshop.cohort)
    return list(workshop.cohort.programme.topic_categories.prefetch_related(Prefetch("topics", topics)))
