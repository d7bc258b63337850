"""Which points of the list before the call are settled: a gate's fields, nothing else."""

from typing import Any

from .enums import CouncilResult, GatePoint, LegalBasis


def open_points(gate: Any) -> list[GatePoint]:
    """What is not settled, in the order of the list."""
    settled = {
        GatePoint.COUNCIL: council_is_settled(gate),
        GatePoint.PRIVACY: bool(gate.privacy_on and gate.privacy_with),
        GatePoint.LEGAL_BASIS: bool(
            gate.legal_basis_text if gate.legal_basis == LegalBasis.OTHER else gate.legal_basis
        ),
        GatePoint.RETENTION: bool(gate.retention_on),
        GatePoint.BUDGET: bool(gate.budget_hours),
    }
    return [point for point in GatePoint if not settled[point]]


def council_is_settled(gate: Any) -> bool:
    """The one point that cannot be overridden: a result with its date, or the reason why none is required."""
    if gate.council_result in (CouncilResult.AGREED, CouncilResult.INFORMED):
        return gate.council_on is not None
    if gate.council_result == CouncilResult.NOT_REQUIRED:
        return bool(gate.council_reason)
    return bool(gate.council_result == CouncilResult.UNRECORDED)


def may_be_passed(gate: Any, note: str) -> bool:
    """Whether the call may be released: the council's point is settled, and open points are owned up to in a note."""
    points = open_points(gate)
    return GatePoint.COUNCIL not in points and (not points or bool(note.strip()))
