"""The tables of `augenhoehe match`: one or two files to records of mentors and mentees, or BadInput."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from augenhoehe.cli.match_errors import BadInput
from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.mapping import propose_mapping
from augenhoehe.intake.parsers.grades import DEFAULT_GRADES
from augenhoehe.intake.parsing import Parsed, parse_table
from augenhoehe.intake.problems import IntakeError, Problem
from augenhoehe.intake.reader import read_table
from augenhoehe.intake.schema import Record, Schema
from augenhoehe.intake.schemas.applications import applications_schema, is_mentor_match
from augenhoehe.intake.schemas.fields import CAREER_BANDS
from augenhoehe.intake.table import Table

if TYPE_CHECKING:
    from augenhoehe.cli.rules_file import RulesFile

SIDES = ("mentor", "mentee")


@dataclass(frozen=True)
class Sheet:
    """One file: its path as given, the side it stands for (None: by role column), what it says."""

    path: str
    side: str | None
    parsed: Parsed


@dataclass(frozen=True)
class Intake:
    """All sheets of one call."""

    sheets: tuple[Sheet, ...]

    def records(self, role: str) -> list[Record]:
        return [r for sheet in self.sheets for r in sheet.parsed.records if r.get("role") == role]

    def fields(self) -> frozenset[str]:
        """The fields that have a column in at least one file."""
        return frozenset().union(*(sheet.parsed.mapping.fields() for sheet in self.sheets))

    def is_mentor_match(self) -> bool:
        return all(is_mentor_match(sheet.parsed.table) for sheet in self.sheets)

    def warnings(self) -> list[str]:
        return [problem.line(sheet.path) for sheet in self.sheets for problem in sheet.parsed.warnings]


def read_intake(paths: Sequence[str], rules_file: RulesFile) -> Intake:
    """Read one file with a role column, or the mentors' and the mentees'. Raises BadInput."""
    schema = applications_schema(
        grades=DEFAULT_GRADES.with_levels(rules_file.grades),
        bands=rules_file.bands or CAREER_BANDS,
        email_required=False,
    )
    sides: Sequence[str | None] = SIDES if len(paths) == 2 else (None,)
    lines: list[str] = []
    sheets: list[Sheet] = []
    columns = _Columns(rules_file.columns)
    if unknown := columns.unknown(schema):
        raise BadInput(*unknown)
    for path, side in zip(paths, sides, strict=True):
        try:
            parsed = _parse(Path(path), side, schema, columns)
        except IntakeError as error:
            lines.append(error.problem.line(path))
            continue
        lines += [problem.line(path) for problem in parsed.errors]
        sheets.append(Sheet(path, side, parsed))
    lines += [] if lines else [*columns.unused(), *_empty_sides(sheets, paths)]
    if lines:
        raise BadInput(*lines)
    return Intake(tuple(sheets))


def _parse(path: Path, side: str | None, schema: Schema, columns: _Columns) -> Parsed:
    table = read_table(path, knows=lambda heading: schema.knows(heading) or columns.names(heading))
    mapping = propose_mapping(table, schema, columns.choices(table))
    return parse_table(table, schema, mapping=mapping, fixed={} if side is None else {"role": side})


class _Columns:
    """The headings named in rules.toml; each must occur in at least one file."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = columns
        self._seen: set[str] = set()

    def names(self, heading: str) -> bool:
        return heading_key(heading) in {heading_key(name) for name in self._columns}

    def choices(self, table: Table) -> dict[str, str | None]:
        present = {heading_key(heading) for heading in table.headings}
        chosen = {name: field for name, field in self._columns.items() if heading_key(name) in present}
        self._seen |= set(chosen)
        return {name: field or None for name, field in chosen.items()}

    def unknown(self, schema: Schema) -> list[str]:
        """Fields that do not exist."""
        known = ", ".join(schema.by_name)
        return [
            Problem("mapping_unknown_field", column=name, params={"field": field, "known": known}).line("[columns]")
            for name, field in self._columns.items()
            if field and field.partition(":")[0] not in schema.by_name
        ]

    def unused(self) -> list[str]:
        """Headings that no file has."""
        return [
            Problem("mapping_unknown_heading", params={"heading": name}).line("[columns]")
            for name in self._columns
            if name not in self._seen
        ]


def _empty_sides(sheets: Sequence[Sheet], paths: Sequence[str]) -> list[str]:
    roles = {record.get("role") for sheet in sheets for record in sheet.parsed.records}
    return [f"{', '.join(paths)}: There is no {side}." for side in SIDES if side not in roles]
