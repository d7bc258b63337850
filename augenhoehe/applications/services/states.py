"""The one place where an application's state changes."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F

from augenhoehe.applications.enums import DECIDED, TRANSITIONS, State
from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person


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

    Raises IllegalTransitionError; HumanNeededError for a decision (admit, reserve, decline) without a person.
    """
    if to in DECIDED and actor is None:
        raise HumanNeededError
    locked = Application.objects.select_for_update().get(pk=application.pk)
    before = State(locked.state)
    if to not in TRANSITIONS[before]:
        raise IllegalTransitionError(before, to)
    if to in DECIDED:
        changes = {**changes, "decided_at": now, "decided_by": actor}
    Application.objects.filter(pk=locked.pk).update(state=to, version=F("version") + 1, updated_at=now, **changes)
    record(actor=actor, action=f"applications.{to}", on=locked, before=before)
    return Application.objects.select_related("person", "cohort__programme").get(pk=locked.pk)
