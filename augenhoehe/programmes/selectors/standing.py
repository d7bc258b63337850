"""Where programmes and cohorts stand on a day, and who works for them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import PhaseKind, RoleKind
from augenhoehe.programmes.models import Cohort, Phase, Programme, Role
from augenhoehe.programmes.phases import PhaseStep, phase_state


def phase_line(cohort: Cohort, today: dt.date) -> list[PhaseStep]:
    """The cohort's phases by date. Uses `cohort.phases` and `cohort.gate`, so fetching both ahead makes it free."""
    return cohort.steps(today)


def is_in_phase(cohort: Cohort, kind: str, today: dt.date) -> bool:
    """Whether this phase of the cohort covers the day."""
    return any(phase.kind == kind and phase_state(phase, today) == "current" for phase in cohort.phases.all())


def call_is_open(cohort: Cohort, today: dt.date) -> bool:
    """Whether people may apply on this day: the call's dates say so, and the office has passed the gate before it."""
    return is_in_phase(cohort, PhaseKind.CALL, today) and cohort.call_released


def public_programmes() -> QuerySet[Programme]:
    """Programmes everybody may know of, with their cohorts, phases and gates."""
    cohorts = Cohort.objects.select_related("gate").prefetch_related("phases")
    return Programme.objects.filter(public=True).prefetch_related(Prefetch("cohorts", cohorts))


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
    """The programme's next call for participants that has not begun yet; until `cohort.call_released` it is a plan."""
    calls = (phase for cohort in programme.cohorts.all() for phase in cohort.phases.all())
    coming = [phase for phase in calls if phase.kind == PhaseKind.CALL and phase.opens_on > today]
    return min(coming, key=lambda phase: phase.opens_on, default=None)


def roles_of(programme: Programme) -> QuerySet[Role]:
    """The programme's roles with their people, in the order of the kinds."""
    return programme.roles.select_related("person").order_by("kind", "person__last_name", "pk")


@dataclass(frozen=True)
class PublicCard:
    """A programme as everybody sees it on a day. `call_waits`: the day is there, the office has not released it yet.

    `joining`: the cohort that a reader can still become part of, else the one shown; `running`: when its tandems meet.
    """

    programme: Programme
    cohort: Cohort | None
    phases: list[PhaseStep]
    call_open: bool
    call: Phase | None
    next_call: Phase | None
    call_waits: bool
    joining: Cohort | None
    running: Phase | None


def public_card(programme: Programme, today: dt.date) -> PublicCard:
    """What the public page shows. No query after `public_programmes`."""
    cohort = current_cohort(programme, today)
    call = _phase(cohort, PhaseKind.CALL)
    call_days = bool(cohort and is_in_phase(cohort, PhaseKind.CALL, today))
    coming = next_call(programme, today)
    joining = coming.cohort if coming and not call_days else cohort
    return PublicCard(
        programme=programme,
        cohort=cohort,
        phases=phase_line(cohort, today) if cohort else [],
        call_open=bool(cohort and call_is_open(cohort, today)),
        call=call,
        next_call=coming,
        call_waits=bool(call_days and cohort and not cohort.call_released),
        joining=joining,
        running=_phase(joining, PhaseKind.RUNNING),
    )


def _phase(cohort: Cohort | None, kind: PhaseKind) -> Phase | None:
    return next((phase for phase in cohort.phases.all() if phase.kind == kind), None) if cohort else None


def managed_programmes(person: Person) -> QuerySet[Programme]:
    """The programmes this person runs, with the cohorts that are not archived, their phases and gates."""
    cohorts = Cohort.objects.under_way().select_related("gate").prefetch_related("phases")
    return Programme.objects.managed_by(person).prefetch_related(Prefetch("cohorts", cohorts))


def programmes_with_office() -> list[tuple[Programme, list[Person]]]:
    """All programmes with the people of their offices. Three queries."""
    office = Prefetch("roles", Role.objects.filter(kind=RoleKind.OFFICE).select_related("person"), to_attr="office")
    found = Programme.objects.prefetch_related(office)
    return [(programme, [role.person for role in programme.office]) for programme in found]
