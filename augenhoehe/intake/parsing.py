"""Rows to records: every problem by row and column, and the rows that are good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from augenhoehe.intake.mapping import Column, ColumnMapping, propose_mapping
from augenhoehe.intake.problems import CellError, Param, Problem
from augenhoehe.intake.schema import Field, Record, Schema, Values
from augenhoehe.intake.table import Table, TableRow


@dataclass(frozen=True)
class Parsed:
    """What a table says. ``records`` are the rows without an error, ``problems`` are sorted by row."""

    table: Table
    mapping: ColumnMapping
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.is_error)


def parse_table(
    table: Table,
    schema: Schema,
    *,
    mapping: ColumnMapping | None = None,
    defaults: Mapping[str, Any] | None = None,
) -> Parsed:
    """Read every row of ``table`` by ``schema``. ``defaults`` fill fields it lacks (the role of a file).

    Never raises for what stands in the cells: that becomes problems.
    """
    mapping = mapping or propose_mapping(table, schema)
    defaults = defaults or {}
    problems = [*table.problems, *mapping.problems]
    missing = list(_missing_columns(table, schema, mapping, defaults))
    records: list[Record] = []
    if not missing:
        too_long = {problem.row for problem in table.problems if problem.is_error}
        items = _wide_items(mapping, schema, table, problems)
        for row in table.rows:
            values, wrong = _parse_row(row, schema, mapping, items, defaults)
            problems += wrong
            if row.number not in too_long and not any(problem.is_error for problem in wrong):
                records.append(Record(row.number, values))
        records, repeated = _without_repetition(records, schema, mapping)
        problems += repeated
        wrong_rows = {problem.row for problem in repeated if problem.is_error}
        for check in schema.checks:
            found = list(check(records, mapping.heading_of))
            problems += found
            wrong_rows |= {problem.row for problem in found if problem.is_error}
        records = [record for record in records if record.row not in wrong_rows]
    if not table.rows:
        problems.append(Problem("no_rows", table.heading_row))
    problems += missing
    problems.sort(key=lambda problem: problem.row or 0)
    return Parsed(table, mapping, tuple(records), tuple(problems))


def _missing_columns(
    table: Table, schema: Schema, mapping: ColumnMapping, defaults: Mapping[str, Any]
) -> Iterable[Problem]:
    present = mapping.fields() | frozenset(defaults)
    for field in schema.fields:
        if field.required and field.name not in present:
            known = ", ".join(dict.fromkeys((field.label, *field.headings[:4])))
            yield Problem("column_missing", table.heading_row, None, {"field": field.label, "known": known})
    for group in schema.one_of:
        if not present & set(group):
            labels = ", ".join(schema.by_name[name].label for name in group)
            yield Problem("column_one_of", table.heading_row, None, {"fields": labels})


def _wide_items(mapping: ColumnMapping, schema: Schema, table: Table, problems: list[Problem]) -> dict[int, str]:
    """Column index → the item's key, for wide columns; an unknown item is told once, at its heading."""
    items: dict[int, str] = {}
    for column in mapping.columns:
        wide = schema.by_name[column.field].wide if column.field and column.item else None
        if wide is None or column.item is None:
            continue
        try:
            items[column.index] = wide.item(column.item)
        except CellError as error:
            problems.append(Problem(error.code, table.heading_row, column.heading, error.params))
    return items


def _parse_row(
    row: TableRow, schema: Schema, mapping: ColumnMapping, items: dict[int, str], defaults: Mapping[str, Any]
) -> tuple[Values, list[Problem]]:
    values: Values = dict(defaults)
    problems: list[Problem] = []
    for column in mapping.columns:
        cell = row.cells[column.index]
        if not column.field or not cell:
            continue
        try:
            _take(values, schema.by_name[column.field], column, cell, items)
        except CellError as error:
            problems.append(Problem(error.code, row.number, column.heading, error.params))
    if not problems:
        problems += _unfilled(row, schema, mapping, values)
    if not problems:
        schema.derive(values)
    return values, problems


def _take(values: Values, field: Field, column: Column, cell: str, items: dict[int, str]) -> None:
    if column.item is None:
        if field.several and field.name in values:
            return
        parsed = field.parse(cell)
        if field.wide and isinstance(parsed, dict):
            parsed = {**values.get(field.name, {}), **parsed}
        values[field.name] = parsed
    elif field.wide and column.index in items:
        known = values.setdefault(field.name, {})
        known[items[column.index]] = field.wide.parse(cell)


def _unfilled(row: TableRow, schema: Schema, mapping: ColumnMapping, values: Values) -> Iterable[Problem]:
    for field in schema.fields:
        if field.required and field.name not in values:
            yield Problem("required", row.number, mapping.heading_of(field.name))
    for group in schema.one_of:
        if not any(name in values for name in group):
            present = next((name for name in group if name in mapping.fields()), group[0])
            yield Problem("required", row.number, mapping.heading_of(present))


def _without_repetition(
    records: list[Record], schema: Schema, mapping: ColumnMapping
) -> tuple[list[Record], list[Problem]]:
    """A row that repeats another word for word is left out with a warning; else the same key is an error."""
    first: dict[tuple[object, ...], Record] = {}
    kept: list[Record] = []
    problems: list[Problem] = []
    for record in records:
        clash = _clash(record, schema, first)
        if clash is None:
            kept.append(record)
            continue
        key, other = clash
        if other.values == record.values:
            problems.append(Problem("duplicate_same", record.row, None, {"first": other.row}, severity="warning"))
        else:
            params: dict[str, Param] = {"value": str(record.get(key[-1])), "first": other.row}
            problems.append(Problem("duplicate", record.row, mapping.heading_of(key[-1]), params))
    return kept, problems


def _clash(
    record: Record, schema: Schema, first: dict[tuple[object, ...], Record]
) -> tuple[tuple[str, ...], Record] | None:
    clash = None
    for key in schema.unique:
        if any(record.get(name) is None for name in key):
            continue
        folded = (key, *(_fold(record.get(name)) for name in key))
        other = first.setdefault(folded, record)
        if other is not record and clash is None:
            clash = (key, other)
    return clash


def _fold(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value
