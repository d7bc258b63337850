"""What the settings of a cohort and its programme lack before the call opens, line by line."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from . import selectors
from .enums import PhaseKind, RoleKind
from .models import Cohort, Gate
from .parts import Part
from .rules import APPROVER_KINDS, OFFICE_KINDS

NEEDED = (PhaseKind.CALL, PhaseKind.SELECTION, PhaseKind.MATCHING, PhaseKind.RUNNING)


@dataclass(frozen=True)
class Line:
    title: str
    state: str
    done: bool
    href: str


def lines(cohort: Cohort) -> Iterable[Line]:
    """Settings, people, lessons, then the points before the call and its release. Three queries, and one more
    where the gate was not fetched with the cohort."""
    yield _places(cohort)
    yield _phases(cohort)
    yield _contact(cohort)
    yield from _people(cohort)
    if waiting := selectors.open_lessons(cohort):
        text = ngettext("%(n)s lesson to decide", "%(n)s lessons to decide", waiting) % {"n": waiting}
        yield Line(gettext("Lessons of earlier cohorts"), text, False, _at("office-lessons", cohort))
    yield from _gate(cohort)


def _at(name: str, cohort: Cohort) -> str:
    return reverse(name, args=[cohort.pk])


def _places(cohort: Cohort) -> Line:
    text = ngettext("%(n)s tandem", "%(n)s tandems", cohort.places or 0) % {"n": cohort.places}
    state = text if cohort.places else gettext("no number yet")
    return Line(gettext("Tandems aimed at"), state, bool(cohort.places), _at("office-settings", cohort))


def _phases(cohort: Cohort) -> Line:
    there = {phase.kind for phase in cohort.phases.all()}
    missing = [str(kind.label) for kind in NEEDED if kind not in there]
    state = gettext("missing: %(phases)s") % {"phases": ", ".join(missing)} if missing else gettext("all days are set")
    return Line(gettext("Phases set"), state, not missing, _at("office-phases", cohort))


def _contact(cohort: Cohort) -> Line:
    contact = cohort.programme.contact_email
    state = contact or gettext("nobody is named on the programme page")
    return Line(gettext("Contact for questions"), state, bool(contact), _at("office-programme", cohort))


def _people(cohort: Cohort) -> Iterable[Line]:
    roles = list(cohort.programme.roles.values_list("kind", "person_id"))
    number = Counter(kind for kind, _ in roles)
    href = _at("office-roles", cohort)
    if cohort.four_eyes:
        enough = len({person for kind, person in roles if kind in APPROVER_KINDS}) > 1
        state = gettext("there is one") if enough else gettext("nobody but you may approve a publication")
        yield Line(gettext("A second person who approves"), state, enough, href)
    if cohort.selection_four_eyes:
        enough = len({person for kind, person in roles if kind in OFFICE_KINDS}) > 1
        state = gettext("there is one") if enough else gettext("nobody but you may confirm a decision about people")
        yield Line(gettext("A second person who confirms decisions about people"), state, enough, href)
    wanted = [(RoleKind.COUNCIL, gettext("Staff council has access"))]
    if cohort.uses(Part.BACKING):
        wanted.append((RoleKind.SPONSOR, gettext("Sponsor named")))
    for kind, title in wanted:
        yield Line(title, gettext("there is one") if number[kind] else gettext("nobody yet"), bool(number[kind]), href)


def _gate(cohort: Cohort) -> Iterable[Line]:
    gate = getattr(cohort, "gate", None) or Gate(cohort=cohort)
    href = _at("office-gate", cohort)
    for point in selectors.gate_points(gate):
        yield Line(point.title, point.state, point.done, href)
    state = gettext("released") if gate.passed_at else gettext("nobody can apply yet")
    yield Line(gettext("Call released"), state, gate.passed_at is not None, href)
