from typing import Any

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.people.models import Person

from .organisation import load_default_grades
from .sign_in import person_for

_NAMES = ("email", "first_name", "last_name")


class OwnAccountError(Exception):
    """Nobody locks themselves out: another administrator does that."""


@transaction.atomic
def add_person(*, email: str, actor: Person | None, **values: Any) -> Person:
    """Add a person by hand, of any domain: an administrator vouches. A known address is left as it is."""
    if person := Person.objects.filter(email__iexact=email).first():
        return person
    person = Person(email=email.lower(), level_by_house=values.get("function_level") is not None, **values)
    person.set_unusable_password()
    person.save()
    record(actor=actor, action="people.added", on=person)
    return person


@transaction.atomic
def change_person(*, person: Person, version: int, changes: dict[str, Any], actor: Person) -> Person:
    """What an administrator changes: name, unit, function level, right to sign in, right to run the
    installation.

    Raises StaleError, and OwnAccountError when administrators would shut themselves out. Side effects: a
    log entry with the fields and, but for names, old and new values; a level that is set here can no longer
    be changed by the person; a disabled account is out at its next request, and its old sessions stay dead
    when it is enabled again.
    """
    if person == actor and not (changes.get("is_active", True) and changes.get("is_administrator", True)):
        raise OwnAccountError
    changed = changes_of(person, changes)
    if "function_level" in changed:
        changes = {**changes, "level_by_house": changes["function_level"] is not None}
    person.save_version(version, **changes)
    if not person.is_active and "is_active" in changed:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    if changed:
        values = {name: pair for name, pair in changed.items() if name not in _NAMES}
        record(actor=actor, action="people.changed", on=person, fields=sorted(changed), changes=values)
    return person


@transaction.atomic
def appoint_administrator(*, email: str, actor: Person | None) -> Person:
    """Let the person with this address run the installation.

    Raises AddressRefusedError. Side effect: a log entry.
    """
    person = person_for(email=email)
    if not person.is_administrator:
        Person.objects.filter(pk=person.pk).update(is_administrator=True)
        person.refresh_from_db()
        record(actor=actor, action="people.administrator_appointed", on=person)
    load_default_grades()
    return person
