"""What becomes of the groups once a workshop is closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person

from ..enums import Outcome, WorkshopState
from ..models import Category, Group, Topic, Workshop
from .board import NotTheTimeError
from .pool import create_topic


@dataclass(frozen=True)
class Decision:
    """What the office makes of one group: a new topic with names and category, a known topic, or nothing."""

    group: int
    outcome: Outcome
    name_de: str = ""
    name_en: str = ""
    category: Category | None = None
    topic: Topic | None = None


@transaction.atomic
def decide_groups(*, workshop: Workshop, decisions: Sequence[Decision], actor: Person) -> int:
    """Carry the results of a closed workshop into the pool. Returns how many groups were decided.

    Each group is decided once: the same form sent twice makes nothing anew. A new topic whose German name is in the
    pool already is that topic. Raises NotTheTimeError while the workshop is not closed. Side effect: log entries.
    """
    current = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if current.state != WorkshopState.CLOSED:
        raise NotTheTimeError
    undecided = {group.pk: group for group in current.groups.filter(outcome=Outcome.OPEN, merged_into=None)}
    done = [_decide(undecided[one.group], one, actor) for one in decisions if one.group in undecided]
    if done:
        record(actor=actor, action="topics.results_taken", on=current, groups=[group.pk for group in done])
    return len(done)


def _decide(group: Group, decision: Decision, actor: Person) -> Group:
    group.outcome, group.result = decision.outcome, decision.topic
    if decision.outcome == Outcome.NEW and decision.category:
        group.result = create_topic(
            category=decision.category,
            name_de=decision.name_de,
            name_en=decision.name_en,
            actor=actor,
            workshop=group.workshop,
        )
    group.save(update_fields=["outcome", "result", "updated_at"])
    return group


@transaction.atomic
def reopen_group(*, workshop: Workshop, group_id: int, actor: Person) -> None:
    """Decide on a group once more; a topic that it became stays in the pool. Side effect: a log entry."""
    found = workshop.groups.filter(pk=group_id).exclude(outcome=Outcome.OPEN)
    if found.update(outcome=Outcome.OPEN, result=None):
        record(actor=actor, action="topics.result_reopened", on=workshop, group=group_id)
