import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.people.models import Person
from augenhoehe.programmes.defaults import PHASES, POLICY, WEIGHTS, rules_for
from augenhoehe.programmes.enums import PhaseKind, Subject
from augenhoehe.programmes.models import Cohort, Gate, MatchingRules, Phase, Programme

from .keeping import keep_change, values_of

Days = tuple[dt.date, dt.date]


@transaction.atomic
def create_cohort(
    *,
    programme: Programme,
    name_de: str,
    name_en: str,
    starts_on: dt.date,
    ends_on: dt.date,
    actor: Person | None,
    slug: str = "",
    why: str = "",
    draft_key: UUID | None = None,
) -> Cohort:
    """The programme's next cohort, with the settings, rules, weights and phases of the last one.

    The first cohort gets the shipped defaults. Phases keep their distance from the first day and end with the
    last one (the follow-up may lie beyond). The gate before the call is not taken over: it is passed anew. The
    same draft twice is one cohort. Side effects: a log entry and a kept change.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    if draft_key and (known := programme.cohorts.filter(draft_key=draft_key).first()):
        return known
    last = programme.cohorts.first()
    settings = {name: getattr(last, name) for name in Cohort.settings()} if last else {}
    cohort = Cohort.objects.create(
        programme=programme,
        slug=slug or _free_slug(programme, name_de),
        name_de=name_de,
        name_en=name_en,
        starts_on=starts_on,
        ends_on=ends_on,
        draft_key=draft_key,
        **settings,
    )
    Gate.objects.create(cohort=cohort)
    _copy_phases(last, cohort)
    rules = last.matching_rules.first() if last else None
    MatchingRules.objects.create(
        cohort=cohort,
        number=1,
        rules=rules.rules if rules else rules_for(programme.direction),
        weights=rules.weights if rules else dict(WEIGHTS),
        policy=rules.policy if rules else dict(POLICY),
        quotas=rules.quotas if rules else [],
        changed_by=actor,
    )
    record(actor=actor, action="programmes.cohort_created", on=cohort, copied_from=last.pk if last else None)
    values = {"copied_from": [None, last.name_de if last else None]}
    keep_change(subject=Subject.CREATED, of=cohort, values=values, why=why, actor=actor)
    return cohort


def _free_slug(programme: Programme, name: str) -> str:
    wanted = slugify(name)[:40] or "cohort"
    taken = set(programme.cohorts.values_list("slug", flat=True))
    return next(slug for n in range(1, 1000) if (slug := wanted if n == 1 else f"{wanted}-{n}") not in taken)


def _copy_phases(last: Cohort | None, cohort: Cohort) -> None:
    if last:
        offsets = {
            PhaseKind(phase.kind): (
                (phase.opens_on - last.starts_on).days,
                (phase.closes_on - last.starts_on).days,
            )
            for phase in last.phases.all()
        }
    else:
        offsets = dict(PHASES)
    for kind, (first, final) in offsets.items():
        opens, closes = (cohort.starts_on + dt.timedelta(days=days) for days in (first, final))
        if kind != PhaseKind.FOLLOW_UP:
            opens, closes = min(opens, cohort.ends_on), min(closes, cohort.ends_on)
        Phase.objects.create(cohort=cohort, kind=kind, opens_on=opens, closes_on=closes)


@transaction.atomic
def change_cohort(*, cohort: Cohort, version: int, changes: dict[str, Any], actor: Person, why: str = "") -> Cohort:
    """Change a cohort's settings and parts. Raises StaleError.

    Side effects: a log entry, and a kept change with old and new values and why.
    """
    changed, values = changes_of(cohort, changes), values_of(cohort, changes)
    cohort.save_version(version, **changes)
    if changed:
        record(actor=actor, action="programmes.cohort_changed", on=cohort, changes=changed)
        keep_change(subject=Subject.COHORT, of=cohort, values=values, why=why, actor=actor)
    return cohort


@transaction.atomic
def set_phases(
    *, cohort: Cohort, version: int, phases: Mapping[str, Days | None], actor: Person, why: str = ""
) -> Cohort:
    """Set the days of phases (None: the cohort has no such phase; kinds not named stay). Raises StaleError.

    Reopening a phase is giving it a later last day. Side effects: a log entry, and a kept change with old and new
    days and why.
    """
    old = {phase.kind: (phase.opens_on, phase.closes_on) for phase in cohort.phases.all()}
    changed = {kind: [_days(old.get(kind)), _days(days)] for kind, days in phases.items() if old.get(kind) != days}
    cohort.save_version(version)
    for kind in changed:
        if days := phases[kind]:
            Phase.objects.update_or_create(
                cohort=cohort, kind=kind, defaults={"opens_on": days[0], "closes_on": days[1]}
            )
        else:
            cohort.phases.filter(kind=kind).delete()
    if changed:
        record(actor=actor, action="programmes.phases_changed", on=cohort, changes=changed)
        keep_change(subject=Subject.PHASES, of=cohort, values=changed, why=why, actor=actor)
    return cohort


def _days(days: Days | None) -> list[str] | None:
    return [day.isoformat() for day in days] if days else None
