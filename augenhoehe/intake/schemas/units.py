"""The organisation tree: one row a unit, each naming the unit above."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.parsers.basic import parse_choice, parse_email, parse_text
from augenhoehe.intake.parsers.words import MAIL_LANGUAGES, UNIT_KINDS
from augenhoehe.intake.problems import Problem, gettext_noop
from augenhoehe.intake.schema import Check, Field, Record, Schema

_ = gettext_noop


def units_schema(known_units: Collection[str] = ()) -> Schema:
    """Fields ``name``, ``short``, ``parent`` (short name or name of the unit above), ``kind``, ``distribution_list``,
    ``list_language`` (``de`` or ``en``).

    ``known_units``: short names and names that exist already and may stand above. In a record, ``parent`` is
    text as in the table; ``order_units`` sorts parents before children.
    """
    return Schema(
        name="units",
        fields=(
            Field("name", _("Name"), parse_text(200), ("Bezeichnung", "unit name", "title"), required=True),
            Field(
                "short",
                _("Short name"),
                parse_text(30),
                (
                    "Kürzel",
                    "Kurzbezeichnung",
                    "Kurzzeichen",
                    "Kurzname",
                    "abbreviation",
                    "code",
                    "OE",
                    "unit",
                ),
                required=True,
            ),
            Field(
                "parent",
                _("Unit above"),
                parse_text(200),
                (
                    "übergeordnet",
                    "übergeordnete Einheit",
                    "übergeordnete OE",
                    "parent unit",
                    "gehört zu",
                    "oben",
                ),
            ),
            Field(
                "distribution_list",
                _("Distribution list"),
                parse_email,
                (
                    *("Verteiler", "Mailverteiler", "Verteilerliste", "Verteileradresse", "E-Mail-Verteiler"),
                    *("mailing list", "list address", "distribution list address"),
                ),
            ),
            Field(
                "list_language",
                _("Language of its mails"),
                parse_choice(MAIL_LANGUAGES),
                ("Sprache des Verteilers", "Verteilersprache", "Sprache", "language", "list language"),
            ),
            Field("kind", _("Kind"), parse_choice(UNIT_KINDS), ("Art", "Typ", "type", "Ebene")),
        ),
        unique=(("short",),),
        checks=(_parents(known_units),),
    )


def _parents(known_units: Collection[str]) -> Check:
    known = {heading_key(name) for name in known_units}

    def check(records: Sequence[Record]) -> Iterable[Problem]:
        index = unit_index(records)
        for record in records:
            parent = record.get("parent")
            if not parent:
                continue
            if heading_key(parent) not in index and heading_key(parent) not in known:
                yield record.problem("parent_unknown", "parent", value=parent)
            elif _in_circle(record, index):
                yield record.problem("unit_cycle", "parent", value=record.get("short"))

    return check


def unit_index(records: Sequence[Record]) -> dict[str, Record]:
    """Units by the keys of their short names and, where no short name is equal, of their names."""
    index = {heading_key(record.get("short")): record for record in records}
    for record in records:
        index.setdefault(heading_key(record.get("name")), record)
    return index


def _in_circle(record: Record, index: dict[str, Record]) -> bool:
    seen = {id(record)}
    above = record
    while (parent := above.get("parent")) and (found := index.get(heading_key(parent))):
        if found is record:
            return True
        if id(found) in seen:
            return False  # a circle further up, told at its own rows
        seen.add(id(found))
        above = found
    return False


def order_units(records: Sequence[Record]) -> list[Record]:
    """Parents before children, otherwise in the order of the table. Needs records without a cycle."""
    index = unit_index(records)
    ordered: dict[int, Record] = {}

    for record in records:
        chain = [record]
        while (parent := chain[-1].get("parent")) and (above := index.get(heading_key(parent))):
            if above in chain or above.row in ordered:
                break
            chain.append(above)
        for one in reversed(chain):
            ordered.setdefault(one.row, one)
    return list(ordered.values())
