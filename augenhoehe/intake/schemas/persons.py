"""Staff: one row a person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.parsers.basic import parse_text
from augenhoehe.intake.parsers.grades import DEFAULT_GRADES, GradeMap
from augenhoehe.intake.problems import CellError, Problem, gettext_noop
from augenhoehe.intake.schema import Check, Field, Record, Schema
from augenhoehe.intake.schemas import fields

_ = gettext_noop


def persons_schema(
    *,
    grades: GradeMap = DEFAULT_GRADES,
    bands: Sequence[int] = fields.CAREER_BANDS,
    units: Mapping[str, str] | None = None,
    known_emails: Collection[str] = (),
) -> Schema:
    """Fields ``email``, ``first_name``, ``last_name``, ``unit``, ``function_level``, ``pay_grade``,
    ``career_stage``, ``years_in_service``, ``site``, ``languages``, ``supervisor``, ``supervisor_since``,
    ``supervisor_until``.

    ``units``: label (short name, name) → what ``unit`` becomes; None leaves the text as it is.
    ``known_emails``: people who exist already and may be named as supervisors. In a record ``function_level``
    (from the pay grade, a ``Grade`` nobody should store) and ``career_stage`` (from the years) are completed.
    """
    return Schema(
        name="persons",
        fields=(
            fields.email(required=True),
            *fields.names(required=True),
            Field(
                "unit",
                _("Unit"),
                _unit(units),
                (
                    "Organisationseinheit",
                    "OE",
                    "Org.-Einheit",
                    "department",
                    "Referat",
                    "Dienststelle",
                    "Bereich",
                ),
            ),
            *fields.level_fields(grades),
            *fields.career_fields(bands),
            fields.site(),
            fields.languages(),
            fields.supervisor(),
            *fields.supervisor_period(),
        ),
        unique=(("email",),),
        derive=lambda values: fields.complete(values, bands),
        checks=(_supervisors(known_emails), _periods),
    )


def _unit(units: Mapping[str, str] | None) -> Callable[[str], str]:
    if units is None:
        return parse_text(200)
    index = {heading_key(label): unit for label, unit in units.items()}

    def parse(text: str) -> str:
        if heading_key(text) not in index:
            raise CellError("unit_unknown", value=text[:80])
        return index[heading_key(text)]

    return parse


def _supervisors(known_emails: Collection[str]) -> Check:
    known = {address.casefold() for address in known_emails}

    def check(records: Sequence[Record]) -> Iterable[Problem]:
        above = {record.get("email").casefold(): _boss(record) for record in records}
        for record in records:
            boss = (record.get("supervisor") or "").casefold()
            if not boss:
                continue
            if boss == record.get("email").casefold():
                yield record.problem("supervisor_self", "supervisor")
            elif boss not in above and boss not in known:
                named = record.get("supervisor")
                yield record.problem("supervisor_unknown", "supervisor", severity="warning", value=named)
            elif _own_boss(record.get("email").casefold(), above):
                yield record.problem("supervisor_cycle", "supervisor", value=record.get("email"))

    return check


def _boss(record: Record) -> str:
    """The superior, as far as it counts for circles: with an end, each may have led the other in turn."""
    return "" if record.get("supervisor_until") else (record.get("supervisor") or "").casefold()


def _periods(records: Sequence[Record]) -> Iterable[Problem]:
    for record in records:
        since, until = record.get("supervisor_since"), record.get("supervisor_until")
        if (since or until) and not record.get("supervisor"):
            yield record.problem("required", "supervisor")
        elif since and until and until < since:
            yield record.problem("until_before_since", "supervisor_until")


def _own_boss(address: str, above: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    boss = above.get(address, "")
    while boss and boss not in seen:
        if boss == address:
            return True
        seen.add(boss)
        boss = above.get(boss, "")
    return False
