"""The announcement of a call: mails to the units' distribution lists, in waves."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.messaging.enums import Language, MailState
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.services import Address, Letter, queue_mails
from augenhoehe.outreach.enums import WAVE_TRANSITIONS, WaveKind, WaveState
from augenhoehe.outreach.errors import IllegalTransitionError
from augenhoehe.outreach.models import Delivery, Wave
from augenhoehe.outreach.models.announcement import GRACE
from augenhoehe.outreach.placeholders import WAVE_TEXTS
from augenhoehe.outreach.selectors import waves as selectors
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .mails import take_back
from .opt_out import leave_address

BATCH: Final = 500
KEPT: Final = dt.timedelta(days=365)
_WAITING: Final = (MailState.QUEUED, MailState.SENDING)


class NotPlannedError(Exception):
    """What is on its way, sent or stopped cannot be changed any more."""


@transaction.atomic
def plan_wave(
    *,
    cohort: Cohort,
    kind: str,
    due_at: dt.datetime,
    units: Sequence[int],
    to_people: bool,
    actor: Person,
    draft_key: UUID,
) -> Wave:
    """Plan mails to these units (none: all) at a time. The same draft twice is one. Side effect: a log entry."""
    values = {"kind": kind, "due_at": due_at, "units": list(units), "to_people": to_people}
    wave, created = Wave.objects.get_or_create(cohort=cohort, draft_key=draft_key, defaults=values)
    if created:
        record(actor=actor, action="outreach.wave_planned", on=wave, cohort=cohort.pk, kind=kind)
    return wave


@transaction.atomic
def plan_proposed(*, cohort: Cohort, actor: Person, now: dt.datetime) -> list[Wave]:
    """Plan the three waves that follow from the dates of the call, unless there are waves already. Logged."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.waves.exclude(state=WaveState.CANCELLED).exists():
        return []
    made = []
    for kind, due_at in selectors.proposal(cohort, now):
        wave = Wave.objects.create(cohort=cohort, kind=kind, due_at=due_at)
        record(actor=actor, action="outreach.wave_planned", on=wave, cohort=cohort.pk, kind=kind)
        made.append(wave)
    return made


@transaction.atomic
def change_wave(*, wave: Wave, version: int, changes: dict[str, Any], actor: Person) -> Wave:
    """Change a wave that has not begun. Raises StaleError, NotPlannedError. Side effect: a log entry."""
    locked = _locked(wave)
    if locked.state != WaveState.PLANNED:
        raise NotPlannedError
    changed = changes_of(locked, changes)
    locked.save_version(version, **changes)
    record(actor=actor, action="outreach.wave_changed", on=locked, changes=changed)
    return locked


@transaction.atomic
def stop_wave(*, wave: Wave, actor: Person, now: dt.datetime) -> bool:
    """Stop a wave that is planned or on its way; mails that no worker has taken yet do not go out. Twice is once.

    Returns whether there was something to stop. Side effect: a log entry.
    """
    locked = _locked(wave)
    if WaveState.CANCELLED not in WAVE_TRANSITIONS[WaveState(locked.state)]:
        return False
    left = take_back(locked.deliveries.all())
    change_state(wave=locked, to=WaveState.CANCELLED, finished_at=now)
    record(actor=actor, action="outreach.wave_stopped", on=locked, mails_gone_out=left)
    return True


def stop_waves(*, cohort: Cohort, actor: Person, now: dt.datetime) -> int:
    """Stop everything that is planned or on its way for this cohort; returns how many waves."""
    return sum(stop_wave(wave=wave, actor=actor, now=now) for wave in selectors.open_waves(cohort))


@transaction.atomic
def send_test(*, wave: Wave, actor: Person, draft_key: UUID) -> None:
    """Send the wave's mail to oneself, in both languages, as it would go out to a list. The same draft twice is one.

    Side effects: two mails, a log entry.
    """
    kind, cohort = WAVE_TEXTS[WaveKind(wave.kind)], wave.cohort
    queue_mails(
        [
            Letter(
                kind,
                Address(actor.email, language, actor.pk),
                selectors.wave_values(cohort, language, str(actor.unit or cohort.programme.name)),
                programme_id=cohort.programme_id,
                idempotency_key=f"outreach.wave_test:{wave.pk}:{draft_key}:{language}",
            )
            for language in Language.values
        ]
    )
    record(actor=actor, action="outreach.wave_tested", on=wave)


def send_waves(*, today: dt.date, now: dt.datetime) -> int:
    """Begin the waves whose time has come, go on with those that have begun, and end those whose mails are out.

    Returns how many mails were written. A wave waits while its call is not open; one that is later than GRACE waits
    for the office. Safe to do twice and at the same time: an address gets one mail a wave.
    """
    due = Wave.objects.filter(state=WaveState.PLANNED, due_at__lte=now, due_at__gte=now - GRACE)
    for wave in _with_cohort(due):
        if wave.cohort.uses(Part.ANNOUNCEMENT) and selectors.may_go_out(wave, today):
            _begin(wave, now)
    written = 0
    for wave in _with_cohort(Wave.objects.filter(state=WaveState.SENDING)):
        while number := _write_some(wave):
            written += number
        _end(wave, now)
    return written


def _with_cohort(waves: Any) -> Any:
    under_way = waves.filter(cohort__archived_at__isnull=True)
    return under_way.select_related("cohort__programme", "cohort__gate").prefetch_related("cohort__phases")


@transaction.atomic
def _begin(wave: Wave, now: dt.datetime) -> None:
    locked = _locked(wave)
    if locked.state == WaveState.PLANNED:
        change_state(wave=locked, to=WaveState.SENDING, started_at=now)
        record(actor=None, action="outreach.wave_begun", on=locked)


@transaction.atomic
def _write_some(wave: Wave) -> int:
    if _locked(wave).state != WaveState.SENDING:
        return 0
    done = {address.lower() for address in wave.deliveries.values_list("address", flat=True)}
    some = [one for one in selectors.reach_of(wave).reached if one.address.lower() not in done][:BATCH]
    mails = queue_mails([_letter(wave, one) for one in some])
    Delivery.objects.bulk_create(
        Delivery(wave=wave, unit=one.unit, address=one.address, language=one.language, mail_id=mail.pk)
        for one, mail in zip(some, mails, strict=True)
    )
    return len(some)


def _letter(wave: Wave, to: selectors.Reached) -> Letter:
    """One address's mail. Whoever is written to alone can leave, on a page and by the mail program's button."""
    cohort = wave.cohort
    leave = leave_address(to.person, cohort.programme_id) if to.person else ""
    return Letter(
        WAVE_TEXTS[WaveKind(wave.kind)],
        Address(to.address, to.language, to.person),
        selectors.wave_values(cohort, to.language, to.unit.name, leave),
        programme_id=cohort.programme_id,
        idempotency_key=f"outreach.wave:{wave.pk}:{to.address.lower()}"[:200],
        unsubscribe=leave,
    )


@transaction.atomic
def _end(wave: Wave, now: dt.datetime) -> None:
    locked = _locked(wave)
    waiting = Mail.objects.filter(pk__in=wave.deliveries.values("mail_id"), state__in=_WAITING)
    if locked.state == WaveState.SENDING and not waiting.exists():
        change_state(wave=locked, to=WaveState.SENT, finished_at=now)
        record(actor=None, action="outreach.wave_sent", on=locked, mails=wave.deliveries.count())


@transaction.atomic
def forget_deliveries(*, now: dt.datetime) -> int:
    """Delete a year after a wave to which addresses it went; returns how many. Safe to do twice."""
    return Delivery.objects.filter(wave__started_at__lt=now - KEPT).delete()[0]


def _locked(wave: Wave) -> Wave:
    return Wave.objects.select_for_update().get(pk=wave.pk)


def change_state(*, wave: Wave, to: WaveState, **changes: Any) -> None:
    """Check the transition, save state and `changes`. The caller holds the row. Raises IllegalTransitionError."""
    before = WaveState(wave.state)
    if to not in WAVE_TRANSITIONS[before]:
        raise IllegalTransitionError(before, to)
    Wave.objects.filter(pk=wave.pk).update(state=to, version=F("version") + 1, **changes)
