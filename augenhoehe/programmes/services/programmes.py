from typing import Any

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.people.models import Person
from augenhoehe.programmes import starters
from augenhoehe.programmes.enums import Direction, Subject
from augenhoehe.programmes.models import Programme

from .keeping import keep_change, values_of


@transaction.atomic
def create_programme(
    *,
    slug: str,
    name_de: str,
    name_en: str,
    actor: Person | None,
    direction: str = Direction.REVERSE,
    **texts: Any,
) -> Programme:
    """A new programme with the starter topic pool. `texts` are further fields of the model.

    Side effects: what the rooms above register as starters, and a log entry.
    """
    programme = Programme.objects.create(slug=slug, name_de=name_de, name_en=name_en, direction=direction, **texts)
    starters.start(programme)
    record(actor=actor, action="programmes.created", on=programme, slug=slug)
    return programme


@transaction.atomic
def change_programme(
    *, programme: Programme, version: int, changes: dict[str, Any], actor: Person, why: str = ""
) -> Programme:
    """Change the programme's texts and settings, or make a regular programme of a pilot.

    Raises StaleError. Side effects: a log entry, and a kept change with old, new and why.
    """
    changed, values = changes_of(programme, changes), values_of(programme, changes)
    programme.save_version(version, **changes)
    if changed:
        record(actor=actor, action="programmes.changed", on=programme, changes=changed)
        keep_change(subject=Subject.PROGRAMME, of=programme, values=values, why=why, actor=actor)
    return programme
