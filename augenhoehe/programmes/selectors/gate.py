"""The points of the list before a call, as its readers see them."""

from dataclasses import dataclass

from django.utils.translation import gettext

from augenhoehe.programmes import changes
from augenhoehe.programmes.enums import GatePoint, LegalBasis
from augenhoehe.programmes.models import Cohort, Gate


@dataclass(frozen=True)
class Point:
    """A point, whether it is settled, in a few words and with everything that is known about it."""

    title: str
    done: bool
    state: str
    facts: list[str]


_FIELDS: dict[GatePoint, tuple[str, ...]] = {
    GatePoint.COUNCIL: ("council_result", "council_on", "council_reason"),
    GatePoint.PRIVACY: ("privacy_on", "privacy_with"),
    GatePoint.LEGAL_BASIS: ("legal_basis", "legal_basis_text"),
    GatePoint.RETENTION: ("retention_on",),
    GatePoint.BUDGET: ("budget_hours",),
}


def gate_points(gate: Gate) -> list[Point]:
    """All five, in the order of the list. No query."""
    open_points = gate.open_points
    return [_point(gate, point, done=point not in open_points) for point in GatePoint]


def _point(gate: Gate, point: GatePoint, *, done: bool) -> Point:
    given = [(name, getattr(gate, name)) for name in _FIELDS[point]]
    facts = [changes.in_words(Gate, name, value) for name, value in given if value]
    return Point(str(point.label), done, _state(gate, point, done=done), facts)


def _state(gate: Gate, point: GatePoint, *, done: bool) -> str:
    if not done:
        return gettext("open")
    if point == GatePoint.COUNCIL:
        result = str(gate.get_council_result_display())
        return f"{result}, {changes.in_words(Gate, 'council_on', gate.council_on)}" if gate.council_on else result
    if point == GatePoint.LEGAL_BASIS:
        return gate.legal_basis_text if gate.legal_basis == LegalBasis.OTHER else str(gate.get_legal_basis_display())
    if point == GatePoint.BUDGET:
        return gettext("%(n)s hours") % {"n": gate.budget_hours}
    return changes.in_words(Gate, f"{point}_on", getattr(gate, f"{point}_on"))


def hours_planned(cohort: Cohort) -> int | None:
    """What the tandems aimed at need in working time: both sides' hours; None without their number."""
    return cohort.places * (cohort.mentor_hours + cohort.mentee_hours) if cohort.places else None
