"""The office's view of its workshops, their results, and the topics of a cohort."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import Outcome, Wish, WorkshopState
from ..models import Category, Contribution, Group, Topic, Workshop
from ..tree import Tree


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


def wishes_of(cohort: Cohort) -> dict[int, tuple[int, int]]:
    """Topic → how many wished for it and how many offered it in the cohort's workshops. Two queries.

    A group counts for the topic that it became, before that for the one of the pool that was picked.
    """
    if not cohort.uses(Part.WORKSHOP):
        return {}
    groups = {group.pk: group for group in Group.objects.filter(workshop__cohort=cohort)}
    tree = Tree({group.pk: (group.merged_into_id, group.hidden) for group in groups.values()})
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for root in tree.families():
        found[_topic_of(groups[root])] += Counter(
            {Wish.WANT: groups[root].kept_wants, Wish.OFFER: groups[root].kept_offers}
        )
    written = Contribution.objects.filter(workshop__cohort=cohort, hidden=False)
    for group, kind in written.values_list("group", "kind"):
        if (seen := tree.visible_root(group)) is not None:
            found[_topic_of(groups[seen])][kind] += 1
    return {topic: (said[Wish.WANT], said[Wish.OFFER]) for topic, said in found.items() if topic}


def _topic_of(group: Group) -> int:
    return group.result_id or group.pick_id or 0


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
