import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from augenhoehe.intake import Record, Schema
from augenhoehe.intake.schemas.relations import relations_schema
from augenhoehe.people.importing import Outcome
from augenhoehe.people.models import FormerTandem, Person, Relation

from .relations import KEPT

_TANDEM = "tandem"


def schema(_scope: int | None = None) -> Schema:
    """The schema of relations, knowing this installation's people."""
    return relations_schema(list(Person.objects.values_list("email", flat=True)))


def run(*, records: Sequence[Record], **_context: Any) -> Outcome:
    """Add and change who appraises whom, who decides on whom, and who were partners before.

    An empty day takes nothing away, and what people have said themselves stays. An appraisal or decision that ended
    more than twelve months ago is not stored: no rule needs it. What the table does not name stays.
    """
    people = {address.lower(): pk for pk, address in Person.objects.values_list("pk", "email")}
    tandems = [record for record in records if record.get("relation") == _TANDEM]
    relations = [record for record in records if record.get("relation") != _TANDEM]
    parts = [_relations(relations, people), _tandems(tandems, people)]
    added, changed = (sum(getattr(part, name) for part in parts) for name in ("added", "changed"))
    return Outcome(added, changed, len(records) - added - changed)


def _is_over(record: Record, oldest: dt.date) -> bool:
    return record.get("until") is not None and record.get("until") < oldest


def _relations(records: Sequence[Record], people: dict[str, int]) -> Outcome:
    stored = Relation.objects.select_for_update().filter(declared_by=None)
    known = {(row.superior_id, row.kind, row.subordinate_id): row for row in stored}
    oldest = timezone.localdate() - KEPT
    new, changed = [], []
    for record in records:
        who, kind, whom = key = _key(record, people)
        days = {name: record.get(name) for name in ("since", "until") if record.get(name)}
        if key in known:
            changed += [known[key]] if _set(known[key], days) else []
        elif not _is_over(record, oldest):
            new.append(Relation(superior_id=who, kind=kind, subordinate_id=whom, **days))
    Relation.objects.bulk_create(new)
    Relation.objects.bulk_update(changed, ["since", "until"])
    return Outcome(len(new), len(changed))


def _tandems(records: Sequence[Record], people: dict[str, int]) -> Outcome:
    stored = FormerTandem.objects.select_for_update().filter(declared_by=None)
    known = {(row.mentor_id, _TANDEM, row.mentee_id): row for row in stored}
    new, changed = [], []
    for record in records:
        mentor, _kind, mentee = key = _key(record, people)
        days = {"ended_on": record.get("until")} if record.get("until") else {}
        if key in known:
            changed += [known[key]] if _set(known[key], days) else []
        else:
            new.append(FormerTandem(mentor_id=mentor, mentee_id=mentee, **days))
    FormerTandem.objects.bulk_create(new)
    FormerTandem.objects.bulk_update(changed, ["ended_on"])
    return Outcome(len(new), len(changed))


def _key(record: Record, people: dict[str, int]) -> tuple[int, str, int]:
    return people[record.get("who").lower()], record.get("relation"), people[record.get("whom").lower()]


def _set(row: Relation | FormerTandem, days: dict[str, dt.date]) -> bool:
    """Whether a day became another one."""
    differs = {name: day for name, day in days.items() if getattr(row, name) != day}
    for name, day in differs.items():
        setattr(row, name, day)
    return bool(differs)
