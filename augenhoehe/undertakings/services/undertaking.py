"""The two plan what they want to bring about, and keep track of it."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.tandems.doors import FORMED
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import lock_tandem

from ..errors import TooManyStepsError, UndertakingError
from ..models import Step, Undertaking
from ..rules import MOST_STEPS


def open_tandem(tandem: Tandem, actor: Person) -> tuple[Tandem, Side]:
    """The tandem's row, locked, and the actor's side. Raises UndertakingError where nothing can be changed."""
    stored = lock_tandem(tandem.pk)
    side = stored.side_of(actor)
    if side is None or stored.state not in FORMED:
        raise UndertakingError
    return stored, side


@transaction.atomic
def save_undertaking(
    *, tandem: Tandem, actor: Person, version: int, changes: dict[str, Any], now: dt.datetime
) -> Undertaking:
    """Write down what the two want, or what came of it; version 0 begins it.

    Raises StaleError when the other one was quicker, and UndertakingError once the tandem is over. Side effect: a log
    entry that an undertaking was begun, and not by whom; who of the two goes on writing, and how often, is in no log.
    """
    stored, _side = open_tandem(tandem, actor)
    known = Undertaking.objects.filter(tandem=stored).first()
    if known is None:
        known = Undertaking.objects.create(tandem=stored, **changes)
        record(actor=None, action="undertakings.begun", on=stored)
        return known
    known.save_version(version, updated_at=now, **changes)
    return known


@transaction.atomic
def add_step(*, undertaking: Undertaking, actor: Person, values: dict[str, Any], draft_key: uuid.UUID) -> Step:
    """One more step; the same draft twice is one.

    Raises TooManyStepsError, UndertakingError once the tandem is over, and StaleError for a known key with other words.
    """
    open_tandem(undertaking.tandem, actor)
    if known := undertaking.steps.filter(draft_key=draft_key).first():
        if any(getattr(known, name) != value for name, value in values.items()):
            raise StaleError
        return known
    if undertaking.steps.count() >= MOST_STEPS:
        raise TooManyStepsError
    return Step.objects.create(undertaking=undertaking, draft_key=draft_key, **values)


@transaction.atomic
def change_step(*, step: Step, actor: Person, version: int, changes: dict[str, Any], now: dt.datetime) -> Step:
    """Word a step anew, or give it to somebody else. Raises StaleError, UndertakingError once the tandem is over."""
    open_tandem(step.undertaking.tandem, actor)
    step.save_version(version, updated_at=now, **changes)
    return step


@transaction.atomic
def set_step_done(*, step: Step, actor: Person, done: bool, now: dt.datetime, today: dt.date) -> Step:
    """Tick a step, or take the tick away; twice is once. Raises UndertakingError once the tandem is over."""
    open_tandem(step.undertaking.tandem, actor)
    stored = Step.objects.get(pk=step.pk)
    if (stored.done_on is not None) != done:
        stored.save_version(stored.version, done_on=today if done else None, updated_at=now)
    return stored


@transaction.atomic
def delete_step(*, step: Step, actor: Person) -> None:
    """Leave a step out. Raises UndertakingError once the tandem is over."""
    open_tandem(step.undertaking.tandem, actor)
    Step.objects.filter(pk=step.pk).delete()
