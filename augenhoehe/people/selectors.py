"""Which people, units and relations somebody sees."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from .enums import DeclaredKind, FunctionLevel, RelationKind
from .models import FormerTandem, Grade, Person, Relation, Site, Unit

# What an application cannot do without; the rest of the profile helps and may stay empty.
REQUIRED = ("first_name", "last_name", "unit", "function_level")


_INDENT = chr(0xA0) * 4


def missing_in_profile(person: Person) -> list[str]:
    """Labels of what has to be filled in before an application, in the reader's language."""
    return [
        str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in REQUIRED
        if getattr(person, f"{name}_id" if name == "unit" else name) in (None, "", [])
    ]


def people(*, search: str = "", unit: Unit | None = None, state: str = "") -> QuerySet[Person]:
    """Persons for the administrator.

    `unit` takes in everything below it; `state`: active, disabled, imported.
    """
    found = Person.objects.select_related("unit").filter(unconfirmed=False)
    for word in search.split():
        found = found.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word))
    if unit:
        below = Unit.objects.descendants(unit, include_self=True).values_list("pk", flat=True)
        found = found.filter(unit__in=list(below))
    conditions: dict[str, Q] = {
        "active": Q(is_active=True, joined_at__isnull=False),
        "imported": Q(is_active=True, joined_at=None),
        "disabled": Q(is_active=False),
        "administrators": Q(is_administrator=True),
    }
    return found.filter(conditions[state]) if state in conditions else found


def units() -> list[Unit]:
    """All units in the order of the tree, each with `indent` and `people_count`. Two queries."""
    counts = dict(Person.objects.exclude(unit=None).values_list("unit").annotate(Count("pk")).order_by())
    tree = list(Unit.objects.with_tree_fields())
    for unit in tree:
        unit.indent = _INDENT * unit.tree_depth
        unit.people_count = counts.get(unit.pk, 0)
    return tree


def department_of(person: Person) -> str:
    """Name of the department that the person's unit belongs to; empty without a unit. One query."""
    if person.unit_id is None:
        return ""
    top = Unit.objects.ancestors(person.unit_id, include_self=True).first()
    return top.name if top else ""


def unit_choices(without: Unit | None = None) -> list[tuple[Any, str]]:
    """Choices for a select: units by tree, indented; without a unit and all below it. One query."""
    return [
        (unit.pk, f"{_INDENT * unit.tree_depth}{unit.name} ({unit.short})")
        for unit in Unit.objects.with_tree_fields()
        if without is None or without.pk not in unit.tree_path
    ]


def sites() -> QuerySet[Site]:
    """All sites, each with `people_count`."""
    return Site.objects.annotate(people_count=Count("people"))


def grades_by_level() -> list[tuple[str, list[Grade]]]:
    """The pay-grade map: function level → its grades, in the order a reader expects (A9 before A10).

    One query.
    """
    levels: dict[int, list[Grade]] = {}
    for grade in sorted(Grade.objects.all(), key=lambda grade: _natural(grade.code)):
        levels.setdefault(grade.function_level, []).append(grade)
    return [(str(FunctionLevel(level).label), levels[level]) for level in sorted(levels)]


def _natural(code: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", code)]


@dataclass(frozen=True)
class InstallationNumbers:
    """What the administrator's first page counts."""

    people: int
    joined: int
    disabled: int
    units: int
    sites: int
    grades: int


def installation_numbers() -> InstallationNumbers:
    """Four queries."""
    known = Person.objects.filter(unconfirmed=False).aggregate(
        people=Count("pk"),
        joined=Count("pk", filter=Q(joined_at__isnull=False)),
        disabled=Count("pk", filter=Q(is_active=False)),
    )
    return InstallationNumbers(
        **known, units=Unit.objects.count(), sites=Site.objects.count(), grades=Grade.objects.count()
    )


@dataclass(frozen=True)
class Declared:
    """A relation as its declarer reads it. `key` names it in addresses: "relation-7", "tandem-3"."""

    key: str
    other: Person
    kind: DeclaredKind
    row: Relation | FormerTandem

    @property
    def until(self) -> Any:
        return self.row.ended_on if isinstance(self.row, FormerTandem) else self.row.until


_MINE = {
    RelationKind.LINE: (DeclaredKind.MY_STAFF, DeclaredKind.MY_LINE),
    RelationKind.APPRAISAL: (DeclaredKind.I_APPRAISE, DeclaredKind.APPRAISES_ME),
    RelationKind.PERSONNEL: (DeclaredKind.I_DECIDE_ON, DeclaredKind.DECIDES_ON_ME),
}


def declared_by(person: Person) -> list[Declared]:
    """What this person declared; nobody else sees it. Two queries."""
    relations = Relation.objects.filter(declared_by=person).select_related("superior", "subordinate").order_by("pk")
    tandems = FormerTandem.objects.filter(declared_by=person).select_related("mentor", "mentee").order_by("pk")
    return [*(_relation(row, person) for row in relations), *(_tandem(row, person) for row in tandems)]


def _relation(row: Relation, person: Person) -> Declared:
    mine, theirs = _MINE[RelationKind(row.kind)]
    if row.superior_id == person.pk:
        return Declared(f"relation-{row.pk}", row.subordinate, mine, row)
    return Declared(f"relation-{row.pk}", row.superior, theirs, row)


def _tandem(row: FormerTandem, person: Person) -> Declared:
    if row.mentee_id == person.pk:
        return Declared(f"tandem-{row.pk}", row.mentor, DeclaredKind.MY_MENTOR, row)
    return Declared(f"tandem-{row.pk}", row.mentee, DeclaredKind.MY_MENTEE, row)


def imported_about(person: Person) -> list[str]:
    """Relations from the staff list that concern this person, in words: everybody may see what is stored."""
    rows = Relation.objects.filter(declared_by=None).filter(Q(superior=person) | Q(subordinate=person))
    words = {
        RelationKind.LINE: _("line relation"),
        RelationKind.APPRAISAL: _("appraisal"),
        RelationKind.PERSONNEL: _("personnel decisions"),
    }
    return [
        f"{words[RelationKind(row.kind)]}: {other}"
        for row in rows.select_related("superior", "subordinate").order_by("pk")
        for other in (row.superior, row.subordinate)
        if other != person
    ]
