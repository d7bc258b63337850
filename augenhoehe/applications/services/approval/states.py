"""The one place where an approval's state changes."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F

from augenhoehe.applications.enums import APPROVAL_TRANSITIONS, ApprovalState
from augenhoehe.applications.models import Approval
from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person

from ..states import IllegalTransitionError

_RELATED = ("application__person", "application__cohort__programme")


class ApprovalOverError(Exception):
    """Nobody asks for this approval any more, or it can no longer be changed."""


def locked(approval: Approval) -> Approval:
    """The row as it is now, for this transaction alone."""
    return Approval.objects.select_for_update().get(pk=approval.pk)


@transaction.atomic
def change_approval(
    *,
    approval: Approval,
    to: ApprovalState,
    actor: Person | None,
    now: dt.datetime,
    version: int | None = None,
    **changes: Any,
) -> Approval:
    """Lock the row, check the transition, save state and `changes`, write the log. Returns the fresh row.

    `actor` is None for the machine and for a supervisor, who acts by a link and need not be known here; `version` is
    the one the reader decided on. Raises IllegalTransitionError and StaleError.
    """
    row = locked(approval)
    before = ApprovalState(row.state)
    if version is not None and row.version != version:
        raise StaleError
    if to not in APPROVAL_TRANSITIONS[before]:
        raise IllegalTransitionError(before, to)
    Approval.objects.filter(pk=row.pk).update(state=to, version=F("version") + 1, updated_at=now, **changes)
    record(actor=actor, action=f"applications.approval_{to}", on=row, before=before, application=row.application_id)
    return fresh(row)


def fresh(approval: Approval) -> Approval:
    """The stored row with what its mails speak of."""
    return Approval.objects.select_related(*_RELATED).get(pk=approval.pk)
