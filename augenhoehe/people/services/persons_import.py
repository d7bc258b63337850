import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from augenhoehe.intake import Record, Schema
from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.schemas.persons import persons_schema
from augenhoehe.people.enums import RelationKind, WorkingLanguage
from augenhoehe.people.importing import Outcome
from augenhoehe.people.models import Person, Relation, Site, Unit

from .organisation import grade_map
from .relations import KEPT
from .sign_in import address_may_enter

_OWN_WORDS = ("career_stage", "site", "languages")
"""What people say better themselves: filled while it is empty, never overwritten."""
_FIELDS = ("first_name", "last_name", "unit", "function_level", "level_by_house", "unconfirmed", *_OWN_WORDS)
_BATCH = 500


def schema(_scope: int | None = None) -> Schema:
    """The schema of persons, knowing this installation's units, pay grades and people."""
    return persons_schema(
        grades=grade_map(),
        units=_unit_labels(),
        known_emails=list(Person.objects.values_list("email", flat=True)),
    )


def _unit_labels() -> dict[str, str]:
    """Short names, and names that only one unit has → the short name."""
    units = list(Unit.objects.without_tree_fields())
    names = [heading_key(unit.name) for unit in units]
    labels = {unit.name: unit.short for unit in units if names.count(heading_key(unit.name)) == 1}
    return labels | {unit.short: unit.short for unit in units}


def run(*, records: Sequence[Record], **_context: Any) -> Outcome:
    """Add and change persons by their addresses, and their line superiors.

    The pay grade is turned into the function level and forgotten. What a person filled in stays. A superior
    who is no longer named gets an end of today, so the relation still counts for twelve months; one whose
    end lies further back is not stored. Persons that the table does not name stay as they are.
    """
    people = {person.email.lower(): person for person in Person.objects.select_for_update()}
    sites = _sites(records)
    units = dict(Unit.objects.without_tree_fields().values_list("short", "pk"))
    new, changed = [], []
    for record in records:
        address = record.get("email").lower()
        wanted = _wanted(record, sites, units)
        if person := people.get(address):
            if _apply(person, wanted):
                changed.append(person)
        else:
            people[address] = person = _new(address, wanted)
            new.append(person)
    Person.objects.bulk_create(new, batch_size=_BATCH)
    Person.objects.bulk_update(changed, [*_FIELDS, "version"], batch_size=_BATCH)
    moved = _superiors(records, people) - {person.pk for person in (*new, *changed)}
    touched = len(changed) + len(moved)
    return Outcome(len(new), touched, len(records) - len(new) - touched)


def _sites(records: Sequence[Record]) -> dict[str, Site]:
    sites = {heading_key(site.name): site for site in Site.objects.all()}
    for name in dict.fromkeys(record.get("site") for record in records):
        if name and heading_key(name) not in sites:
            sites[heading_key(name)] = Site.objects.create(name=name)
    return sites


def _wanted(record: Record, sites: Mapping[str, Site], units: Mapping[str, int]) -> dict[str, Any]:
    values = {
        name: record.get(name)
        for name in ("first_name", "last_name", "function_level", "career_stage")
        if record.get(name) is not None
    }
    if record.get("unit"):
        values["unit_id"] = units[record.get("unit")]
    if record.get("function_level") is not None:
        values["level_by_house"] = True
    if record.get("site"):
        values["site_id"] = sites[heading_key(record.get("site"))].pk
    if record.get("languages"):
        values["languages"] = sorted(set(record.get("languages")) & set(WorkingLanguage.values))
    return values


def _new(address: str, wanted: dict[str, Any]) -> Person:
    person = Person(email=address, language=settings.LANGUAGE_CODE, **wanted)
    person.set_unusable_password()
    return person


def _apply(person: Person, wanted: dict[str, Any]) -> bool:
    differs = {
        name: value
        for name, value in {**wanted, "unconfirmed": False}.items()
        if getattr(person, name) != value
        and not (name.removesuffix("_id") in _OWN_WORDS and getattr(person, name) not in (None, []))
    }
    for name, value in differs.items():
        setattr(person, name, value)
    if differs:
        person.version = F("version") + 1
    return bool(differs)


@dataclass(frozen=True)
class _Period:
    """Who is named as a person's superior, and from when to when."""

    superior: int
    since: dt.date | None
    until: dt.date | None

    def is_over(self, limit: dt.date) -> bool:
        """Whether it ended before `limit`."""
        return self.until is not None and self.until < limit


def _superiors(records: Sequence[Record], people: dict[str, Person]) -> set[int]:
    """Keep the imported line relations in step with the table.

    Returns the ids of persons whose superior changed.
    """
    today = timezone.localdate()
    named = _named(records, people)
    touched, missing = [], {person: period for person, period in named.items() if not period.is_over(today - KEPT)}
    for row in Relation.objects.filter(kind=RelationKind.LINE, declared_by=None):
        period = named.get(row.subordinate_id)
        if period is None:
            continue
        if row.superior_id == period.superior:
            missing.pop(row.subordinate_id, None)
            wanted = (period.since or row.since, period.until)
        else:
            wanted = (row.since, row.until or today)
        if (row.since, row.until) != wanted:
            row.since, row.until = wanted
            touched.append(row)
    Relation.objects.bulk_update(touched, ["since", "until"], batch_size=_BATCH)
    Relation.objects.bulk_create(
        [
            Relation(
                subordinate_id=person,
                superior_id=period.superior,
                kind=RelationKind.LINE,
                since=period.since or min(today, period.until or today),
                until=period.until,
            )
            for person, period in missing.items()
        ],
        batch_size=_BATCH,
    )
    return {row.subordinate_id for row in touched} | set(missing)


def _named(records: Sequence[Record], people: dict[str, Person]) -> dict[int, _Period]:
    """Person → superior."""
    return {
        people[record.get("email").lower()].pk: _Period(
            boss.pk, record.get("supervisor_since"), record.get("supervisor_until")
        )
        for record in records
        if record.get("supervisor") and (boss := _superior(record.get("supervisor").lower(), people))
    }


def _superior(address: str, people: dict[str, Person]) -> Person | None:
    """The person with this address; one of the organisation is made when unknown."""
    if address not in people and address_may_enter(address):
        person = _new(address, {})
        person.save()
        people[address] = person
    return people.get(address)
