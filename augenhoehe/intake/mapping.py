"""Which column stands for which field: proposed from the headings, changed by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.problems import IntakeError, Problem
from augenhoehe.intake.schema import Schema
from augenhoehe.intake.table import Table


@dataclass(frozen=True, slots=True)
class Column:
    """Column ``index`` of the table and the field it stands for (None: ignored); its item if it is wide."""

    index: int
    heading: str
    field: str | None = None
    item: str | None = None

    @property
    def target(self) -> str:
        """``""``, ``"field"`` or ``"field:item"``: the form in which a person's choice is kept."""
        return ":".join(part for part in (self.field, self.item) if part)


@dataclass(frozen=True)
class ColumnMapping:
    """One ``Column`` per heading of the table, and what is to be said about them."""

    columns: tuple[Column, ...]
    problems: tuple[Problem, ...] = ()

    def heading_of(self, field: str) -> str:
        """The table's own heading of a field; the field's name if no column stands for it."""
        return next((column.heading for column in self.columns if column.field == field), field)

    def headings(self) -> dict[str, str]:
        """Field → the table's own heading, of the first column that stands for it."""
        return {column.field: column.heading for column in reversed(self.columns) if column.field}

    def fields(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(column.field for column in self.columns if column.field)

    def to_dict(self) -> dict[str, str]:
        """Heading → target, in the order of the columns; feeds ``propose_mapping(choices=…)`` again."""
        return {column.heading: column.target for column in self.columns}


def propose_mapping(table: Table, schema: Schema, choices: Mapping[str, str | None] | None = None) -> ColumnMapping:
    """Map the columns by their headings; ``choices`` (heading → field, ``field:item`` or empty) come first.

    Raises IntakeError: ``mapping_unknown_heading``, ``mapping_unknown_field`` for choices that make no sense.
    """
    chosen = _checked(table, schema, choices or {})
    taken: dict[str, str] = {}
    for heading in table.headings:
        target = chosen.get(heading_key(heading))
        if target and ":" not in target:
            taken.setdefault(target, heading)
    columns: list[Column] = []
    problems: list[Problem] = []
    for index, heading in enumerate(table.headings):
        column = Column(index, heading)
        if heading_key(heading) in chosen:
            field, _, item = (chosen[heading_key(heading)] or "").partition(":")
            column = replace(column, field=field or None, item=item or None)
        elif found := schema.find(heading):
            column, problem = _propose(column, found, schema, taken)
            problems += [problem] if problem else []
        else:
            problems.append(_warn("column_unknown", heading, table))
        columns.append(column)
    located = tuple(replace(problem, row=table.heading_row) for problem in problems)
    return ColumnMapping(tuple(columns), located)


def _propose(
    column: Column, found: tuple[str, str | None], schema: Schema, taken: dict[str, str]
) -> tuple[Column, Problem | None]:
    field, item = found
    if item is None and not schema.by_name[field].several:
        other = taken.setdefault(field, column.heading)
        if other is not column.heading:
            return column, Problem("heading_twice", None, column.heading, {"other": other}, "warning")
    return replace(column, field=field, item=item), None


def _warn(code: str, heading: str, table: Table) -> Problem:
    return Problem(code, table.heading_row, heading, severity="warning")


def _checked(table: Table, schema: Schema, choices: Mapping[str, str | None]) -> dict[str, str | None]:
    headings = {heading_key(heading) for heading in table.headings}
    for heading, target in choices.items():
        if heading_key(heading) not in headings:
            raise IntakeError("mapping_unknown_heading", heading=heading)
        field = (target or "").partition(":")[0]
        if field and field not in schema.by_name:
            raise IntakeError("mapping_unknown_field", field=field, known=", ".join(schema.by_name))
    return {heading_key(heading): target for heading, target in choices.items()}
