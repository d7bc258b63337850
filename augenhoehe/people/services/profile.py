from typing import Any

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import differing
from augenhoehe.people.models import Person


@transaction.atomic
def change_profile(*, person: Person, version: int, changes: dict[str, Any]) -> Person:
    """What a person says about themselves. A function level set by the organisation stays as it is.

    Raises StaleError. Side effect: a log entry with the names of the changed fields.
    """
    if person.level_by_house:
        changes = {name: value for name, value in changes.items() if name != "function_level"}
    changed = differing(person, changes)
    person.save_version(version, **changes)
    if changed:
        record(actor=person, action="people.profile_changed", on=person, fields=changed)
    return person
