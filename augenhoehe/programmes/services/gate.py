import datetime as dt
from typing import Any

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes import gate as points
from augenhoehe.programmes.enums import GatePoint, Subject
from augenhoehe.programmes.models import Cohort, Gate

from .council import tell_council
from .keeping import keep_change, values_of


class CouncilOpenError(Exception):
    """Nobody can skip the staff council: there is no result yet."""


class NoteMissingError(Exception):
    """Points are open, and nobody has said why the call is released all the same."""

    def __init__(self, open_points: list[GatePoint]) -> None:
        super().__init__(open_points)
        self.open_points = open_points


class NotReleasedError(Exception):
    """Before the first release nobody gets into a cohort: not by the call, not by an invitation, not from a table."""


class CallReleasedError(Exception):
    """While the call is released, the staff council's point stays settled."""


@transaction.atomic
def change_gate(*, gate: Gate, version: int, changes: dict[str, Any], actor: Person, why: str = "") -> Gate:
    """Fill in what is settled before the call. Raises StaleError.

    Raises CallReleasedError when it would leave a released call without the staff council. Side effects: a log
    entry, and a kept change that the staff council reads.
    """
    locked = _seen(_locked(gate), version)
    changed, values = changes_of(locked, changes), values_of(locked, changes)
    if not changed:
        return locked
    for name, value in changes.items():
        setattr(locked, name, value)
    if locked.passed_at and not points.council_is_settled(locked):
        raise CallReleasedError
    locked.save_version(version, **changes)
    record(actor=actor, action="programmes.gate_changed", on=locked.cohort, changes=changed)
    keep_change(subject=Subject.GATE, of=locked.cohort, values=values, why=why, actor=actor)
    return locked


@transaction.atomic
def pass_gate(*, gate: Gate, version: int, note: str, actor: Person, now: dt.datetime) -> Gate:
    """Release the call: from its first day on people can apply. Twice is once. Raises StaleError.

    Raises CouncilOpenError without a result of the staff council, and NoteMissingError when other points are open
    and `note` is empty. Side effects: a log entry that names the open points, a kept change with the note, and a
    mail to the staff council.
    """
    if (locked := _locked(gate)).passed_at:
        return locked
    _seen(locked, version)
    if GatePoint.COUNCIL in locked.open_points:
        raise CouncilOpenError
    override = note.strip() if locked.open_points else ""
    if locked.open_points and not override:
        raise NoteMissingError(locked.open_points)
    skipped = [str(point) for point in locked.open_points]
    locked.save_version(version, passed_at=now, passed_by=actor, override=override)
    record(actor=actor, action="programmes.call_released", on=locked.cohort, open_points=skipped)
    keep_change(subject=Subject.GATE, of=locked.cohort, values={"passed_at": [None, now]}, why=override, actor=actor)
    tell_council(locked, actor)
    return locked


@transaction.atomic
def take_back_gate(*, gate: Gate, version: int, why: str, actor: Person) -> Gate:
    """Close the call until it is released again; applications that are there stay. Twice is once. Raises StaleError.

    Side effects: a log entry and a kept change.
    """
    if not (locked := _locked(gate)).passed_at:
        return locked
    _seen(locked, version)
    values = {"passed_at": [locked.passed_at, None]}
    locked.save_version(version, passed_at=None, passed_by=None, override="")
    record(actor=actor, action="programmes.call_taken_back", on=locked.cohort)
    keep_change(subject=Subject.GATE, of=locked.cohort, values=values, why=why, actor=actor)
    return locked


def require_release(cohort: Cohort) -> None:
    """Raises NotReleasedError for a cohort whose call the office has not released."""
    if not cohort.call_released:
        raise NotReleasedError


def _locked(gate: Gate) -> Gate:
    """The row as it is now, held until the act is over."""
    return Gate.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=gate.pk)


def _seen(gate: Gate, version: int) -> Gate:
    """StaleError when this is not the row the reader has seen."""
    if gate.version != version:
        raise StaleError
    return gate
