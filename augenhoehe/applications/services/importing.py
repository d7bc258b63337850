"""Applications from a table. The same table twice changes nothing; what a person wrote themselves stays."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils import timezone

from augenhoehe.applications import confidential
from augenhoehe.applications.enums import Aspect, Mode, Relevance, Side, State
from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record as write_log
from augenhoehe.intake import Problem, Record, Schema
from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.parsers.answers import DEFAULT_OFFER, DEFAULT_RELEVANCE, Answer, TopicPool
from augenhoehe.intake.schemas.applications import applications_schema
from augenhoehe.people.enums import UnitKind, WorkingLanguage
from augenhoehe.people.importing import Outcome
from augenhoehe.people.models import FormerTandem, Person, Site, Unit
from augenhoehe.people.services import AddressRefusedError, grade_map, person_for, persons_import
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic

from .member import replace_topics
from .office import decide

_CLOSED = (State.DECLINED, State.WITHDRAWN)
_PLACES = (
    ("department", UnitKind.DEPARTMENT),
    ("division", UnitKind.DIVISION),
    ("section", UnitKind.SECTION),
    ("unit", UnitKind.SECTION),
)


def _cohort(scope: int | None) -> Cohort:
    if scope is None:
        raise Cohort.DoesNotExist
    return Cohort.objects.select_related("programme").get(pk=scope)


def schema(scope: int | None) -> Schema:
    """The schema of applications to the cohort with the id `scope`: its topics, this house's pay grades."""
    cohort = _cohort(scope)
    topics = Topic.objects.filter(programme=cohort.programme_id, active=True)
    pool = TopicPool({topic.key: (topic.name_de, topic.name_en) for topic in topics})
    base = applications_schema(grades=grade_map(), pool=pool, direction=cohort.programme.direction)
    return replace(base, checks=(*base.checks, partial(_against_stored, cohort), _one_role))


def _against_stored(cohort: Cohort, records: Sequence[Record]) -> Iterable[Problem]:
    known = {one.person.email.lower(): one for one in _stored(cohort)}
    for record in records:
        stored = known.get(record.get("email").lower())
        if stored is None:
            continue
        address = record.get("email")
        if stored.state in _CLOSED:
            yield record.problem("application_decided", "email", severity="warning", value=address)
        elif stored.side != record.get("role"):
            yield record.problem("other_role", "email", value=address)
        elif not stored.imported_hash:
            yield record.problem("applied_already", "email", severity="warning", value=address)


def _one_role(records: Sequence[Record]) -> Iterable[Problem]:
    first: dict[str, Record] = {}
    for record in records:
        other = first.setdefault(record.get("email").lower(), record)
        if other.get("role") != record.get("role"):
            yield record.clash("role_twice", other, "email", value=record.get("email"))


def _stored(cohort: Cohort) -> list[Application]:
    return list(Application.objects.filter(cohort=cohort).select_related("person"))


def run(
    *, records: Sequence[Record], actor: Person, scope: int | None, admit: bool = False, **_context: Any
) -> Outcome:
    """Write the applications and, where they are new, persons, units and sites.

    New ones are submitted; with `admit` the office admits them in the same act, and each person gets the
    mail about it. Raises nothing for an application that a person wrote, that was declined or withdrawn: it
    stays. Side effect: a log entry an application that is new or changed.
    """
    cohort = _cohort(scope)
    now = timezone.now()
    units, sites = _units(records), _sites(records)
    persons_import.run(records=[_as_person(one, unit) for one, unit in zip(records, units, strict=True)])
    topics = dict(Topic.objects.filter(programme=cohort.programme_id).values_list("key", "pk"))
    people = _people(records)
    known = {one.person_id: one for one in _stored(cohort)}
    added = changed = 0
    for record in records:
        person = people[record.get("email").lower()]
        stored = known.get(person.pk)
        fingerprint = _fingerprint(record)
        if stored and not _is_ours(stored, record, fingerprint):
            continue
        application = stored or Application(cohort=cohort, person=person, side=record.get("role"))
        _write(application, record, fingerprint, now)
        _write_answers(application, record, topics, sites)
        write_log(actor=actor, action="applications.imported", on=application, row=record.row)
        added, changed = added + (stored is None), changed + (stored is not None)
        if admit and application.state == State.SUBMITTED:
            decide(actor=actor, application=application, to=State.ADMITTED, now=now)
    return Outcome(added, changed, len(records) - added - changed)


def _is_ours(stored: Application, record: Record, fingerprint: str) -> bool:
    """Whether the stored application came from a table, says something else, and may still be changed."""
    return (
        stored.state not in _CLOSED
        and stored.side == record.get("role")
        and bool(stored.imported_hash)
        and stored.imported_hash != fingerprint
    )


def _fingerprint(record: Record) -> str:
    """The same for the same content, wherever the row stands and in whatever order the columns come."""
    return hashlib.sha256(json.dumps(_plain(record.values), sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Answer):
        return [value.level, value.relevance]
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _write(application: Application, record: Record, fingerprint: str, now: dt.datetime) -> None:
    """Take over what the table says; what it does not say stays."""
    values: dict[str, Any] = {
        "aspect_seeks": _weights(record.get("seeks")),
        "aspect_gives": _weights(record.get("gives")),
        "slots": sorted(record.get("slots")) if record.get("slots") else None,
        "modes": _known(record.get("modes"), Mode.values),
        "languages": _known(record.get("languages"), WorkingLanguage.values),
        "motivation": (record.get("motivation") or "")[:2000] or None,
        "capacity": min(record.get("capacity") or 1, 20) if record.get("role") == Side.MENTOR else None,
    }
    for name, value in values.items():
        if value is not None:
            setattr(application, name, value)
    application.imported_hash = fingerprint
    application.origin = f"{record.source.name[:150]}, row {record.row}"
    if application.pk is None:
        application.state, application.submitted_at = State.SUBMITTED, now
    else:
        application.version += 1
    application.save()


def _weights(weights: dict[str, int] | None) -> dict[str, int] | None:
    if weights is None:
        return None
    return {name: weight for name, weight in weights.items() if weight and name in Aspect.values}


def _known(values: Iterable[str] | None, allowed: Iterable[str]) -> list[str] | None:
    return sorted(set(values) & set(allowed)) if values else None


def _write_answers(
    application: Application, record: Record, topics: Mapping[str, int], sites: Mapping[str, Site]
) -> None:
    answers = _topic_answers(record)
    if answers:
        replace_topics(application, {topics[key]: pair for key, pair in answers.items()})
    if record.get("sites"):
        application.sites.set([sites[heading_key(name)] for name in record.get("sites")])
    if record.get("exclusions"):
        confidential.replace_exclusions(application=application, emails=record.get("exclusions"))
    for email in record.get("former_partners") or ():
        _remember_partner(application, email)


def _topic_answers(record: Record) -> dict[str, tuple[int, int]]:
    """Topic key → (level, relevance), with the same defaults as the console's matching."""
    answers: dict[str, Answer] = record.get("topics") or {}
    relevances: dict[str, int | None] = record.get("relevance") or {}
    found: dict[str, tuple[int, int]] = {}
    for key in dict.fromkeys((*answers, *relevances)):
        answer = answers.get(key, Answer())
        if record.get("role") == Side.MENTOR:
            found[key] = (DEFAULT_OFFER if answer.level is None else answer.level, Relevance.NONE)
            continue
        named = relevances.get(key)
        relevance = named if named is not None else answer.relevance
        found[key] = (answer.level or 0, DEFAULT_RELEVANCE if relevance is None else relevance)
    return found


def _remember_partner(application: Application, email: str) -> None:
    try:
        other = person_for(email=email)
    except AddressRefusedError:
        return
    if other.pk == application.person_id:
        return
    is_mentor = application.side == Side.MENTOR
    mentor, mentee = (application.person, other) if is_mentor else (other, application.person)
    FormerTandem.objects.get_or_create(mentor=mentor, mentee=mentee, declared_by=None)


def _people(records: Sequence[Record]) -> dict[str, Person]:
    wanted = {record.get("email").lower() for record in records}
    return {person.email.lower(): person for person in Person.objects.all() if person.email.lower() in wanted}


def _as_person(record: Record, unit: str | None) -> Record:
    """The row as the import of persons reads it."""
    names = ("email", "first_name", "last_name", "function_level", "career_stage", "site", "languages")
    values = {name: record.get(name) for name in (*names, "supervisor") if record.get(name) is not None}
    if unit is not None:
        values["unit"] = unit
    return Record(record.row, values)


def _sites(records: Sequence[Record]) -> dict[str, Site]:
    sites = {heading_key(site.name): site for site in Site.objects.all()}
    for record in records:
        for name in sorted(record.get("sites") or ()):
            if heading_key(name) not in sites:
                sites[heading_key(name)] = Site.objects.create(name=name[:120])
    return sites


def _units(records: Sequence[Record]) -> list[str | None]:
    """The short name of each record's deepest unit; units that are not there yet are made, one below the other.

    An organisation without any department stands for the department.
    """
    known: dict[tuple[int | None, str], int] = {}
    anywhere: dict[str, list[int]] = {}
    shorts: set[str] = set()
    for unit in Unit.objects.without_tree_fields():
        shorts.add(unit.short.casefold())
        for label in {heading_key(unit.name), heading_key(unit.short)}:
            known.setdefault((unit.parent_id, label), unit.pk)
            anywhere.setdefault(label, []).append(unit.pk)
    found = [_deepest(record, known, anywhere, shorts) for record in records]
    short = dict(Unit.objects.without_tree_fields().values_list("pk", "short"))
    return [short.get(pk) for pk in found]


def _deepest(
    record: Record,
    known: dict[tuple[int | None, str], int],
    anywhere: dict[str, list[int]],
    shorts: set[str],
) -> int | None:
    above: int | None = None
    for name, kind in _PLACES:
        label = record.get(name) or (record.get("organisation") if name == "department" else None)
        if not label:
            continue
        key = heading_key(label)
        pk = known.get((above, key))
        if pk is None and len(anywhere.get(key, ())) == 1:
            pk = anywhere[key][0]
        if pk is None:
            short = _short(label, shorts)
            kind = UnitKind.DEPARTMENT if above is None else kind
            pk = Unit.objects.create(name=label, short=short, kind=kind, parent_id=above).pk
            known[above, key] = pk
            anywhere.setdefault(key, []).append(pk)
        above = pk
    return above


def _short(label: str, taken: set[str]) -> str:
    """A short name of at most 30 characters that nobody has yet."""
    short, number = label[:30], 1
    while short.casefold() in taken:
        number += 1
        short = f"{label[:25]} {number}"
    taken.add(short.casefold())
    return short
