"""Units and sites that a table of applications names; those that are not there yet are made."""

from collections.abc import Iterable, Sequence

from augenhoehe.intake import Record
from augenhoehe.intake.headings import heading_key
from augenhoehe.people.enums import UnitKind
from augenhoehe.people.models import Site, Unit

_PLACES = (
    ("department", UnitKind.DEPARTMENT),
    ("division", UnitKind.DIVISION),
    ("section", UnitKind.SECTION),
    ("unit", UnitKind.SECTION),
)


def find_sites(named: Iterable[Iterable[str]]) -> dict[str, Site]:
    """Heading key of the name → site; sites that are not there yet are made."""
    sites = {heading_key(site.name): site for site in Site.objects.all()}
    for names in named:
        for name in sorted(names):
            if heading_key(name) not in sites:
                sites[heading_key(name)] = Site.objects.create(name=name[:120])
    return sites


def find_units(records: Sequence[Record]) -> list[str | None]:
    """The short name of each record's deepest unit; units that are not there yet are made, one below the other.

    An organisation without any department stands for the department.
    """
    known: dict[tuple[int | None, str], int] = {}
    anywhere: dict[str, list[int]] = {}
    shorts: set[str] = set()
    for unit in Unit.objects.without_tree_fields():
        shorts.add(unit.short.casefold())
        for label in {heading_key(unit.name), heading_key(unit.short)}:
            known.setdefault((unit.parent_id, label), unit.pk)
            anywhere.setdefault(label, []).append(unit.pk)
    found = [_deepest(record, known, anywhere, shorts) for record in records]
    short = dict(Unit.objects.without_tree_fields().values_list("pk", "short"))
    return [short.get(pk) for pk in found]


def _deepest(
    record: Record,
    known: dict[tuple[int | None, str], int],
    anywhere: dict[str, list[int]],
    shorts: set[str],
) -> int | None:
    above: int | None = None
    for name, kind in _PLACES:
        label = record.get(name) or (record.get("organisation") if name == "department" else None)
        if not label:
            continue
        key = heading_key(label)
        pk = known.get((above, key))
        if pk is None and len(anywhere.get(key, ())) == 1:
            pk = anywhere[key][0]
        if pk is None:
            short = _short(label, shorts)
            kind = UnitKind.DEPARTMENT if above is None else kind
            pk = Unit.objects.create(name=label, short=short, kind=kind, parent_id=above).pk
            known[above, key] = pk
            anywhere.setdefault(key, []).append(pk)
        above = pk
    return above


def _short(label: str, taken: set[str]) -> str:
    """A short name of at most 30 characters that nobody has yet."""
    short, number = label[:30], 1
    while short.casefold() in taken:
        number += 1
        short = f"{label[:25]} {number}"
    taken.add(short.casefold())
    return short
