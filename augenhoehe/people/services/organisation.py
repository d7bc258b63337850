from typing import Any, TypeVar

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.changes import changes_of
from augenhoehe.intake.parsers.grades import DEFAULT_GRADES, GradeMap, grade_key
from augenhoehe.people.models import Grade, Person, Site, Unit

Place = TypeVar("Place", Unit, Site, Grade)


class UnitCycleError(Exception):
    """A unit cannot stand above itself."""


class InUseError(Exception):
    """Something still belongs to it: units below, or people."""


@transaction.atomic
def create_place(*, model: type[Place], actor: Person | None, **values: Any) -> Place:
    """A new unit, site or line of the pay-grade map. Side effect: a log entry."""
    place = model.objects.create(**values)
    record(actor=actor, action=f"people.{model._meta.model_name}_created", on=place)
    return place


@transaction.atomic
def change_place(*, place: Place, version: int, changes: dict[str, Any], actor: Person) -> Place:
    """Change a unit (or move it, with all below it), a site or a line of the pay-grade map.

    Raises StaleError, and UnitCycleError for a unit that would come to stand below itself. Side effect: a
    log entry.
    """
    if isinstance(place, Unit) and (parent := changes.get("parent")):
        list(Unit.objects.select_for_update().values_list("pk"))
        if Unit.objects.descendants(place, include_self=True).filter(pk=parent.pk).exists():
            raise UnitCycleError
    changed = changes_of(place, changes)
    place.save_version(version, **changes)
    if changed:
        record(actor=actor, action=f"people.{place._meta.model_name}_changed", on=place, changes=changed)
    return place


@transaction.atomic
def delete_place(*, place: Place, actor: Person) -> None:
    """Remove what nobody uses. Raises InUseError. Side effect: a log entry."""
    if isinstance(place, Unit) and (place.people.exists() or place.children.exists()):
        raise InUseError
    if isinstance(place, Site) and place.people.exists():
        raise InUseError
    record(actor=actor, action=f"people.{place._meta.model_name}_deleted", on=place)
    place.delete()


@transaction.atomic
def load_default_grades() -> int:
    """Put the shipped map (A3–A16, B1–B11, E1–E15Ü, S2–S18, QE1–QE4) into the database. Returns how many
    were new.

    Lines that exist keep their level.
    """
    known = {grade_key(code) for code in Grade.objects.values_list("code", flat=True)}
    new = [
        Grade(
            code=code.replace("E9A", "E9a").replace("E9B", "E9b").replace("E9C", "E9c"),
            function_level=grade.level,
        )
        for code, grade in DEFAULT_GRADES.grades.items()
        if grade.scale == "de" and grade_key(code) not in known
    ]
    return len(Grade.objects.bulk_create(new))


def grade_map() -> GradeMap:
    """The map that imports use: the shipped one, overruled by this installation's. One query."""
    return DEFAULT_GRADES.with_levels(dict(Grade.objects.values_list("code", "function_level")))
