"""The one place where an approval's state changes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from augenhoehe.applications.enums import APPROVAL_TRANSITIONS, ApprovalState
from augenhoehe.applications.models import Approval
from augenhoehe.audit.services import record_many
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person

from ..states import IllegalTransitionError

RELATED = ("application__person", "application__cohort__programme")


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
    if version is not None and row.version != version:
        raise StaleError
    change_approvals(locked=[row], to=to, actor=actor, now=now, **changes)
    return fresh(row)


def change_approvals(
    *, locked: Sequence[Approval], to: ApprovalState, actor: Person | None, now: dt.datetime, **changes: Any
) -> None:
    """The same for many, all or none, in the transaction in which the caller has locked them."""
    for one in locked:
        if to not in APPROVAL_TRANSITIONS[ApprovalState(one.state)]:
            raise IllegalTransitionError(one.state, to)
    rows = Approval.objects.filter(pk__in=[one.pk for one in locked])
    rows.update(state=to, version=F("version") + 1, updated_at=now, **changes)
    record_many(
        actor=actor,
        action=f"applications.approval_{to}",
        on={one: {"before": one.state, "application": one.application_id} for one in locked},
    )


def fresh(approval: Approval) -> Approval:
    """The stored row with what its mails speak of."""
    return Approval.objects.select_related(*RELATED).get(pk=approval.pk)
