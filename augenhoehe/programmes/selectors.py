"""Where a programme stands, what its matching goes by, and who changed what."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.models import Entry
from augenhoehe.people.models import Person

from . import words
from .enums import PhaseKind, RoleKind
from .models import Cohort, MatchingRules, Phase, Programme, Role
from .phases import PhaseStep, phase_state, phase_steps


def phase_line(cohort: Cohort, today: dt.date) -> list[PhaseStep]:
    """The cohort's phases by date. Uses `cohort.phases.all()`, so a prefetch makes it free."""
    return phase_steps(cohort.phases.all(), today)


def is_in_phase(cohort: Cohort, kind: str, today: dt.date) -> bool:
    """Whether this phase of the cohort covers the day."""
    return any(phase.kind == kind and phase_state(phase, today) == "current" for phase in cohort.phases.all())


def call_is_open(cohort: Cohort, today: dt.date) -> bool:
    """Whether people may apply on this day."""
    return is_in_phase(cohort, PhaseKind.CALL, today)


def public_programmes() -> QuerySet[Programme]:
    """Programmes everybody may know of, with their cohorts and phases."""
    return Programme.objects.filter(public=True).prefetch_related("cohorts__phases")


def current_cohort(programme: Programme, today: dt.date) -> Cohort | None:
    """The cohort people ask about: one with an open call, else the one that is under way, else the next,
    else the last.

    Uses `programme.cohorts.all()`.
    """
    cohorts = sorted(programme.cohorts.all(), key=lambda cohort: (cohort.starts_on, cohort.pk))
    calling = [cohort for cohort in cohorts if call_is_open(cohort, today)]
    under_way = [cohort for cohort in cohorts if cohort.starts_on <= today <= cohort.ends_on]
    coming = [cohort for cohort in cohorts if cohort.starts_on > today]
    for found in (calling[-1:], under_way[-1:], coming[:1], cohorts[-1:]):
        if found:
            return found[0]
    return None


def next_call(programme: Programme, today: dt.date) -> Phase | None:
    """The programme's next call for participants that has not begun yet."""
    calls = (phase for cohort in programme.cohorts.all() for phase in cohort.phases.all())
    coming = [phase for phase in calls if phase.kind == PhaseKind.CALL and phase.opens_on > today]
    return min(coming, key=lambda phase: phase.opens_on, default=None)


def current_rules(cohort: Cohort) -> MatchingRules:
    """Rules and weights in force. Raises MatchingRules.DoesNotExist for a cohort that was made by hand."""
    return cohort.matching_rules.select_related("changed_by").latest("number")


@dataclass(frozen=True)
class RulesVersion:
    """A version of rules and weights with what it changed."""

    row: MatchingRules
    changes: list[words.Change]


def rules_history(cohort: Cohort) -> list[RulesVersion]:
    """All versions, newest first. One query."""
    rows = list(cohort.matching_rules.select_related("changed_by").order_by("-number"))
    older: list[MatchingRules | None] = [*rows[1:], None]
    return [
        RulesVersion(
            row,
            words.difference(before.rules, row.rules, before.weights, row.weights) if before else [],
        )
        for row, before in zip(rows, older, strict=True)
    ]


@dataclass(frozen=True)
class LogLine:
    """Who changed which setting when."""

    at: dt.datetime
    who: Person | None
    title: str
    changes: list[words.Change]


_ACTIONS = {
    "programmes.created": _("Programme created"),
    "programmes.changed": _("Programme changed"),
    "programmes.cohort_created": _("Cohort created"),
    "programmes.cohort_changed": _("Cohort changed"),
    "programmes.phases_changed": _("Phases changed"),
    "programmes.role_assigned": _("Role given"),
    "programmes.role_withdrawn": _("Role taken back"),
}


def settings_log(cohort: Cohort, limit: int = 100) -> list[LogLine]:
    """Changes of the programme's and the cohort's settings, newest first. Two queries."""
    about = Q(object_type="programmes.Cohort", object_id=cohort.pk)
    about |= Q(object_type="programmes.Programme", object_id=cohort.programme_id)
    entries = list(Entry.objects.filter(about, action__in=list(_ACTIONS))[:limit])
    ids = {entry.actor_id for entry in entries} | {entry.data.get("person") for entry in entries}
    people = Person.objects.in_bulk([pk for pk in ids if pk])
    return [
        LogLine(
            entry.at,
            people.get(entry.actor_id or 0),
            str(_ACTIONS[entry.action]),
            list(_log_changes(entry, people)),
        )
        for entry in entries
    ]


def _log_changes(entry: Entry, people: dict[int, Person]) -> Iterable[words.Change]:
    if "kind" in entry.data:
        label, name = str(RoleKind(entry.data["kind"]).label), str(people.get(entry.data["person"], ""))
        given = entry.action.endswith("assigned")
        yield words.Change(label, "" if given else name, name if given else "")
    for field, (old, new) in entry.data.get("changes", {}).items():
        if entry.action == "programmes.phases_changed":
            yield words.Change(str(PhaseKind(field).label), _days(old), _days(new))
        else:
            model = Cohort if entry.object_type == "programmes.Cohort" else Programme
            yield words.Change(str(model._meta.get_field(field).verbose_name), _plain(old), _plain(new))  # type: ignore[union-attr]


def _days(days: list[str] | None) -> str:
    return " – ".join(days) if days else "–"


def _plain(value: Any) -> str:
    return words.value_label("", value) if isinstance(value, bool) else str(value if value is not None else "–")


def roles_of(programme: Programme) -> QuerySet[Role]:
    """The programme's roles with their people, in the order of the kinds."""
    return programme.roles.select_related("person").order_by("kind", "person__last_name", "pk")


@dataclass(frozen=True)
class PublicCard:
    """A programme as everybody sees it on a day."""

    programme: Programme
    cohort: Cohort | None
    phases: list[PhaseStep]
    call_open: bool
    call: Phase | None
    next_call: Phase | None


def public_card(programme: Programme, today: dt.date) -> PublicCard:
    """What the public page shows. No query after `public_programmes`."""
    cohort = current_cohort(programme, today)
    calls = [phase for phase in cohort.phases.all() if phase.kind == PhaseKind.CALL] if cohort else []
    return PublicCard(
        programme=programme,
        cohort=cohort,
        phases=phase_line(cohort, today) if cohort else [],
        call_open=bool(cohort and call_is_open(cohort, today)),
        call=calls[0] if calls else None,
        next_call=next_call(programme, today),
    )


def programmes_with_office() -> list[tuple[Programme, list[Person]]]:
    """All programmes with the people of their offices. Three queries."""
    office = Prefetch("roles", Role.objects.filter(kind=RoleKind.OFFICE).select_related("person"), to_attr="office")
    found = Programme.objects.prefetch_related(office)
    return [(programme, [role.person for role in programme.office]) for programme in found]
