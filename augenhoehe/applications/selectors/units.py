"""From a unit to its department."""

from dataclasses import dataclass

from augenhoehe.people.enums import UnitKind
from augenhoehe.people.models import Unit


@dataclass(frozen=True)
class UnitFacts:
    """A unit as a list shows it; `path` leads from its department (else the root) down to itself."""

    pk: int
    name: str
    short: str
    path: tuple[int, ...]

    @property
    def department(self) -> int:
        return self.path[0]


def all_units() -> dict[int, UnitFacts]:
    """Unit id → its facts. One query."""
    rows = list(
        Unit.objects.without_tree_fields()
        .order_by("name", "pk")
        .values_list("pk", "parent_id", "kind", "name", "short")
    )
    above = {pk: (parent, kind) for pk, parent, kind, _name, _short in rows}
    return {pk: UnitFacts(pk, name, short, _path(pk, above)) for pk, _parent, _kind, name, short in rows}


def _path(unit: int, above: dict[int, tuple[int | None, str]]) -> tuple[int, ...]:
    path: list[int] = []
    current: int | None = unit
    while current is not None and current not in path:
        path.insert(0, current)
        parent, kind = above[current]
        if kind == UnitKind.DEPARTMENT:
            break
        current = parent
    return tuple(path)


def departments(units: dict[int, UnitFacts]) -> list[UnitFacts]:
    """The units at which the paths begin, by name."""
    return [unit for unit in units.values() if unit.department == unit.pk]
