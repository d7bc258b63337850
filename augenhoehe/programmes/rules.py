"""Who may do what for a programme.

Every predicate takes the person and a programme, or something that has one.
"""

from typing import Any

import rules

from .enums import RoleKind

OFFICE_KINDS = (RoleKind.OFFICE, RoleKind.STAND_IN)
APPROVER_KINDS = (RoleKind.OFFICE, RoleKind.STAND_IN, RoleKind.APPROVER)


def _programme_id(thing: Any) -> int | None:
    for path in (("programme_id",), ("cohort", "programme_id")):
        value = thing
        for name in path:
            value = getattr(value, name, None)
        if value is not None:
            return int(value)
    return getattr(thing, "pk", None)


def _has_role(person: Any, thing: Any, kinds: tuple[RoleKind, ...]) -> bool:
    return (
        person.is_authenticated
        and thing is not None
        and person.roles.filter(programme_id=_programme_id(thing), kind__in=kinds).exists()
    )


@rules.predicate
def is_office(person: Any, thing: Any) -> bool:
    return _has_role(person, thing, OFFICE_KINDS)


@rules.predicate
def is_approver(person: Any, thing: Any) -> bool:
    return _has_role(person, thing, APPROVER_KINDS)


@rules.predicate
def is_council(person: Any, thing: Any) -> bool:
    return _has_role(person, thing, (RoleKind.COUNCIL,))


@rules.predicate
def is_sponsor(person: Any, thing: Any) -> bool:
    return _has_role(person, thing, (RoleKind.SPONSOR,))


@rules.predicate
def takes_part(person: Any, cohort: Any) -> bool:
    """Whoever applied may read what the matching goes by.

    The room above is reached through the cohort alone.
    """
    return person.is_authenticated and cohort is not None and cohort.applications.filter(person=person).exists()


rules.add_perm("programmes.manage", is_office)
rules.add_perm("programmes.approve", is_approver)
rules.add_perm("programmes.see_rules", is_office | is_approver | is_council)
rules.add_perm("programmes.read_rules", is_office | is_approver | is_council | takes_part)
rules.add_perm("programmes.see_sums", is_office | is_approver | is_council | is_sponsor)
