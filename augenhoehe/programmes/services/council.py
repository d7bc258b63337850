"""The staff council hears of every release of a call."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from augenhoehe.common.models import in_language
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import GatePoint, RoleKind
from augenhoehe.programmes.models import Gate
from augenhoehe.programmes.placeholders import CALL_RELEASED
from augenhoehe.programmes.selectors import gate_points


def tell_council(gate: Gate, actor: Person) -> None:
    """A mail to everybody who watches the programme for the staff council, in the caller's transaction."""
    programme = gate.cohort.programme
    roles = programme.roles.filter(kind=RoleKind.COUNCIL).select_related("person")
    queue_mails(
        [
            Letter(CALL_RELEASED, role.person, _values(gate, role.person, actor), programme_id=programme.pk)
            for role in roles
        ]
    )


def _values(gate: Gate, reader: Person, actor: Person) -> dict[str, str]:
    with translation.override(reader.language):
        points = dict(zip(GatePoint, gate_points(gate), strict=True))
        return {
            "first_name": reader.first_name,
            "person": actor.get_full_name(),
            "programme": in_language(gate.cohort.programme, "name", reader.language),
            "cohort": in_language(gate.cohort, "name", reader.language),
            "council": ", ".join(points[GatePoint.COUNCIL].facts),
            "points": _open(gate),
            "link": f"{settings.BASE_URL}{reverse('council-gate', args=[gate.cohort_id])}",
        }


def _open(gate: Gate) -> str:
    if not gate.open_points:
        return gettext("All points are settled.")
    names = "; ".join(str(point.label) for point in gate.open_points)
    return gettext("Open all the same: %(points)s. The office writes: “%(note)s”") % {
        "points": names,
        "note": gate.override,
    }
