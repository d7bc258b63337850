"""Applications from a table. The same table twice changes nothing; what a person wrote themselves stays."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from augenhoehe.applications import confidential
from augenhoehe.applications.enums import Aspect, Mode, Relevance, Side, State
from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record_many
from augenhoehe.intake import Problem, Record, Schema
from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.parsers.answers import DEFAULT_OFFER, DEFAULT_RELEVANCE, Answer, TopicPool
from augenhoehe.intake.schemas.applications import applications_schema
from augenhoehe.people.enums import WorkingLanguage
from augenhoehe.people.importing import Outcome
from augenhoehe.people.models import FormerTandem, Person
from augenhoehe.people.services import AddressRefusedError, grade_map, person_for, persons_import
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.services import require_release
from augenhoehe.topics.models import Topic

from .decisions import decide_many, propose_many
from .imported_places import find_sites, find_units
from .member import TopicSaid, replace_topics

_CLOSED = (State.DECLINED, State.WITHDRAWN)
_ANSWERS = ("aspect_seeks", "aspect_gives", "slots", "modes", "languages", "motivation", "capacity")
_FIELDS = (*_ANSWERS, "imported_hash", "origin", "version", "updated_at")
_BATCH = 200


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


def _stored(cohort: Cohort) -> QuerySet[Application]:
    return Application.objects.filter(cohort=cohort).select_related("person")


def run(*, records: Sequence[Record], actor: Person, scope: int | None, admit: bool) -> Outcome:
    """Write the applications and, where they are new, persons, units and sites.

    New ones are submitted; with `admit` the office admits them in the same act, and each person gets the
    mail about it; where the cohort wants four eyes, the admission is proposed. Raises NotReleasedError before the
    office has released the call, and nothing for an application that a person wrote, that was declined or withdrawn:
    it stays. Side effect: a log entry an application that is new or changed.
    """
    cohort = _cohort(scope)
    require_release(cohort)
    now = timezone.now()
    units = find_units(records)
    persons_import.run(records=[_as_person(one, unit) for one, unit in zip(records, units, strict=True)])
    people = _people(records)
    known = {one.person_id: one for one in _stored(cohort).select_for_update(of=("self",))}
    written: list[tuple[Application, Record]] = []
    for record in records:
        person = people[record.get("email").lower()]
        stored, fingerprint = known.get(person.pk), _fingerprint(record)
        if stored is None or _is_ours(stored, record, fingerprint):
            application = stored or Application(cohort=cohort, person=person, side=record.get("role"))
            _fill(application, record, fingerprint, now)
            written.append((application, record))
    added = _save([application for application, _record in written])
    rows = dict(written)
    _write_answers(cohort, rows)
    record_many(actor=actor, action="applications.imported", on={one: {"row": row.row} for one, row in rows.items()})
    if admit:
        submitted = [application for application in rows if application.state == State.SUBMITTED]
        settle = propose_many if cohort.selection_four_eyes else decide_many
        settle(actor=actor, applications=submitted, to=State.ADMITTED, now=now)
    return Outcome(added, len(rows) - added, len(records) - len(rows))


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


def _fill(application: Application, record: Record, fingerprint: str, now: dt.datetime) -> None:
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
    application.updated_at = now
    if application.pk is None:
        application.state, application.submitted_at = State.SUBMITTED, now
    else:
        application.version += 1


def _save(applications: Sequence[Application]) -> int:
    """Write new and changed applications. Returns how many are new."""
    new = [one for one in applications if one.pk is None]
    changed = [one for one in applications if one.pk is not None]
    Application.objects.bulk_update(changed, _FIELDS, batch_size=_BATCH)
    Application.objects.bulk_create(new, batch_size=_BATCH)
    return len(new)


def _weights(weights: dict[str, int] | None) -> dict[str, int] | None:
    if weights is None:
        return None
    return {name: weight for name, weight in weights.items() if weight and name in Aspect.values}


def _known(values: Iterable[str] | None, allowed: Iterable[str]) -> list[str] | None:
    return sorted(set(values) & set(allowed)) if values else None


def _write_answers(cohort: Cohort, rows: Mapping[Application, Record]) -> None:
    topics = dict(Topic.objects.filter(programme=cohort.programme_id).values_list("key", "pk"))
    answers = {one: _topic_answers(record) for one, record in rows.items()}
    replace_topics({one: {topics[key]: pair for key, pair in found.items()} for one, found in answers.items() if found})
    lists = {one: record.get("exclusions") for one, record in rows.items() if record.get("exclusions")}
    confidential.replace_lists(lists=lists)
    _replace_sites({one: record.get("sites") for one, record in rows.items() if record.get("sites")})
    for one, record in rows.items():
        for email in record.get("former_partners") or ():
            _remember_partner(one, email)


def _replace_sites(named: Mapping[Application, Iterable[str]]) -> None:
    sites = find_sites(named.values())
    through = Application.sites.through
    through._default_manager.filter(application__in=list(named)).delete()
    through._default_manager.bulk_create(
        [
            through(application=application, site=site)
            for application, names in named.items()
            for site in {sites[heading_key(name)] for name in names}
        ]
    )


def _topic_answers(record: Record) -> dict[str, TopicSaid]:
    """Topic key → own level and relevance, with the same defaults as the console's matching."""
    answers: dict[str, Answer] = record.get("topics") or {}
    relevances: dict[str, int | None] = record.get("relevance") or {}
    found: dict[str, TopicSaid] = {}
    for key in dict.fromkeys((*answers, *relevances)):
        answer = answers.get(key, Answer())
        if record.get("role") == Side.MENTOR:
            found[key] = TopicSaid(DEFAULT_OFFER if answer.level is None else answer.level, Relevance.NONE)
            continue
        named = relevances.get(key)
        relevance = named if named is not None else answer.relevance
        found[key] = TopicSaid(answer.level or 0, DEFAULT_RELEVANCE if relevance is None else relevance)
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
