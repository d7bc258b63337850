from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from augenhoehe.intake import Problem, Record, Schema
from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.schemas.units import order_units, units_schema
from augenhoehe.people.enums import UnitKind
from augenhoehe.people.importing import Outcome
from augenhoehe.people.models import Unit

_KINDS = (UnitKind.DEPARTMENT, UnitKind.DIVISION, UnitKind.SECTION)


def schema(_scope: int | None = None) -> Schema:
    """The schema of units, knowing those that exist."""
    stored = list(Unit.objects.without_tree_fields())
    known = [label for unit in stored for label in (unit.short, unit.name)]
    base = units_schema(known)
    return replace(base, checks=(*base.checks, partial(_circles, stored)))


def _circles(stored: Sequence[Unit], records: Sequence[Record]) -> Iterable[Problem]:
    """A table that is sound by itself can still close a circle with what is stored."""
    short_of = {unit.pk: heading_key(unit.short) for unit in stored}
    labels = {heading_key(unit.name): heading_key(unit.short) for unit in stored}
    labels |= {heading_key(record.get("name")): heading_key(record.get("short")) for record in records}
    above = {heading_key(unit.short): short_of[unit.parent_id] for unit in stored if unit.parent_id}
    in_table = set()
    for record in records:
        if parent := record.get("parent"):
            key = heading_key(parent)
            short = heading_key(record.get("short"))
            above[short] = key if key in short_of.values() or key not in labels else labels[key]
            in_table.add(short)
    for record in records:
        start = heading_key(record.get("short"))
        seen, unit = {start}, above.get(start)
        while unit is not None and unit not in seen:
            seen.add(unit)
            unit = above.get(unit)
        if unit == start and not seen <= in_table:
            yield record.problem("unit_cycle", "parent", value=record.get("short"))


def run(*, records: Sequence[Record], **_context: Any) -> Outcome:
    """Add and change units by their short names. A unit that the table does not name stays as it is."""
    units = {heading_key(unit.short): unit for unit in Unit.objects.without_tree_fields().select_for_update()}
    added = changed = 0
    for record in order_units(records):
        names = {heading_key(unit.name): unit for unit in units.values()}
        key = heading_key(record.get("short"))
        parent = _find(record.get("parent"), units, names)
        if unit := units.get(key):
            changed += _update(unit, record, parent)
        else:
            kind = record.get("kind") or _kind_below(parent)
            units[key] = Unit.objects.create(
                name=record.get("name"), short=record.get("short"), kind=kind, parent=parent, **_given(record)
            )
            added += 1
    return Outcome(added, changed, len(records) - added - changed)


def _find(label: str | None, units: dict[str, Unit], names: dict[str, Unit]) -> Unit | None:
    if not label:
        return None
    key = heading_key(label)
    return units.get(key) or names.get(key)


def _kind_below(parent: Unit | None) -> str:
    if parent is None:
        return UnitKind.DEPARTMENT
    return _KINDS[min(_KINDS.index(UnitKind(parent.kind)) + 1, len(_KINDS) - 1)]


def _given(record: Record) -> dict[str, Any]:
    """How the unit is reached, where the table says so: an empty cell takes nothing away."""
    return {name: value for name in ("distribution_list", "list_language") if (value := record.get(name))}


def _update(unit: Unit, record: Record, parent: Unit | None) -> bool:
    wanted: dict[str, Any] = {"name": record.get("name"), **_given(record)}
    if record.get("kind"):
        wanted["kind"] = record.get("kind")
    if parent is not None:
        wanted["parent"] = parent
    differs = [
        name
        for name, value in wanted.items()
        if (unit.parent_id != parent.pk if name == "parent" and parent else getattr(unit, name) != value)
    ]
    if differs:
        unit.save_version(unit.version, **{name: wanted[name] for name in differs})
    return bool(differs)
