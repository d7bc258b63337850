from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from augenhoehe.audit.services import record
from augenhoehe.outreach.models import FaqEntry
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme


@transaction.atomic
def write_faq_entry(*, programme: Programme, values: dict[str, Any], actor: Person, draft_key: UUID) -> FaqEntry:
    """A new question with its answer, at the end. The same draft twice is one. Side effect: a log entry."""
    last = programme.faq.aggregate(last=Max("position"))["last"] or 0
    entry, created = FaqEntry.objects.get_or_create(
        programme=programme, draft_key=draft_key, defaults={**values, "position": last + 1}
    )
    if created:
        record(actor=actor, action="outreach.faq_written", on=entry)
    return entry


@transaction.atomic
def change_faq_entry(*, entry: FaqEntry, version: int, changes: dict[str, Any], actor: Person) -> FaqEntry:
    """Word it anew, put it elsewhere, or take it off the page. Raises StaleError. Side effect: a log entry."""
    entry.save_version(version, **changes)
    record(actor=actor, action="outreach.faq_changed", on=entry)
    return entry


@transaction.atomic
def move_faq_entry(*, entry: FaqEntry, up: bool, actor: Person) -> None:
    """One place up or down within its category; at the end it stays. Side effect: a log entry."""
    order = list(FaqEntry.objects.select_for_update().filter(programme=entry.programme_id).order_by("position", "pk"))
    group = [one for one in order if one.category == entry.category]
    place = next(n for n, one in enumerate(group) if one.pk == entry.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(group):
        return
    here, there = order.index(group[place]), order.index(group[other])
    order[here], order[there] = order[there], order[here]
    for number, one in enumerate(order, start=1):
        one.position = number
    FaqEntry.objects.bulk_update(order, ["position"])
    record(actor=actor, action="outreach.faq_moved", on=entry, up=up)


@transaction.atomic
def delete_faq_entry(*, entry: FaqEntry, actor: Person) -> None:
    """Remove it for good. Side effect: a log entry."""
    record(actor=actor, action="outreach.faq_deleted", on=entry)
    entry.delete()
