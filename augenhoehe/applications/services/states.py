"""The one place where an application's state changes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from augenhoehe.applications.enums import DECIDED, TRANSITIONS, State
from augenhoehe.applications.models import Application, ProposedDecision
from augenhoehe.audit.services import record_many
from augenhoehe.people.models import Person

_BATCH = 500


class IllegalTransitionError(Exception):
    """From this state there is no way to that one."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"{before} → {after}")
        self.before, self.after = before, after


class HumanNeededError(Exception):
    """A machine never decides about people."""


@transaction.atomic
def change_state(
    *, application: Application, to: State, actor: Person | None, now: dt.datetime, **changes: Any
) -> Application:
    """Lock the row, check the transition, save state and `changes`, write the log. Returns the fresh row.

    Raises IllegalTransitionError; HumanNeededError for a decision (admit, reserve, decline) without a person. A
    decision that was proposed for the state before is gone.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    change_states(locked=[locked], to=to, actor=actor, now=now, **changes)
    return Application.objects.select_related("person", "cohort__programme").get(pk=locked.pk)


def change_states(
    *, locked: Sequence[Application], to: State, actor: Person | None, now: dt.datetime, **changes: Any
) -> None:
    """The same for many, all or none, in the transaction in which the caller has locked them.

    Queries grow by the batch, not by the person. The rows in hand are as stale afterwards as before.
    """
    if to in DECIDED and actor is None:
        raise HumanNeededError
    for one in locked:
        if to not in TRANSITIONS[State(one.state)]:
            raise IllegalTransitionError(one.state, to)
    if to in DECIDED:
        changes = {"decided_at": now, "decided_by": actor, **changes}
    ids = [one.pk for one in locked]
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        ProposedDecision.objects.filter(application__in=batch).delete()
        Application.objects.filter(pk__in=batch).update(state=to, version=F("version") + 1, updated_at=now, **changes)
    record_many(actor=actor, action=f"applications.{to}", on={one: {"before": one.state} for one in locked})
