"""Rows to records: every problem by row and column, and the rows that are good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from augenhoehe.intake.mapping import Column, ColumnMapping, propose_mapping
from augenhoehe.intake.problems import CellError, Problem, Source
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


@dataclass(frozen=True)
class Mapped:
    """A table, which column of it stands for what, and what holds for all its rows (the role of a file)."""

    table: Table
    mapping: ColumnMapping
    fixed: Mapping[str, Any]


def parse_table(
    table: Table,
    schema: Schema,
    *,
    mapping: ColumnMapping | None = None,
    fixed: Mapping[str, Any] | None = None,
) -> Parsed:
    """``parse_tables`` for one."""
    return parse_tables([Mapped(table, mapping or propose_mapping(table, schema), fixed or {})], schema)[0]


def parse_tables(tables: Sequence[Mapped], schema: Schema) -> tuple[Parsed, ...]:
    """Read every row by ``schema``. What is checked between rows is checked across the tables.

    Never raises for what stands in the cells: that becomes problems, each told at its own table.
    """
    readings = [_read(one, schema) for one in tables]
    records, found = _without_repetition([record for one in readings for record in one.records], schema)
    for check in schema.checks:
        found += check(records)
    wrong = {(problem.source, problem.row) for problem in found if problem.is_error}
    good = [record for record in records if (record.source, record.row) not in wrong]
    first = readings[0].source
    return tuple(
        Parsed(
            one.table,
            one.mapping,
            tuple(record for record in good if record.source is one.source),
            _by_row([*one.problems, *(problem for problem in found if (problem.source or first) is one.source)]),
        )
        for one in readings
    )


def _by_row(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.row or 0))


@dataclass(frozen=True)
class _Reading:
    """A table by itself, before the checks between rows."""

    table: Table
    mapping: ColumnMapping
    source: Source
    records: list[Record]
    problems: list[Problem]


def _read(one: Mapped, schema: Schema) -> _Reading:
    table, mapping = one.table, one.mapping
    source = Source(table.name, mapping.headings())
    problems = [*table.problems, *mapping.problems]
    missing = list(_missing_columns(table, schema, mapping, one.fixed))
    records: list[Record] = []
    if not missing:
        too_long = {problem.row for problem in table.problems if problem.is_error}
        items = _wide_items(mapping, schema, table, problems)
        for row in table.rows:
            values, wrong = _parse_row(row, schema, mapping, items, one.fixed)
            problems += wrong
            if row.number not in too_long and not any(problem.is_error for problem in wrong):
                records.append(Record(row.number, values, source))
    if not table.rows:
        problems.append(Problem("no_rows", table.heading_row))
    return _Reading(table, mapping, source, records, [*problems, *missing])


def _missing_columns(
    table: Table, schema: Schema, mapping: ColumnMapping, fixed: Mapping[str, Any]
) -> Iterable[Problem]:
    present = mapping.fields() | frozenset(fixed)
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
    row: TableRow, schema: Schema, mapping: ColumnMapping, items: dict[int, str], fixed: Mapping[str, Any]
) -> tuple[Values, list[Problem]]:
    values: Values = dict(fixed)
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
        problems += _contradictions(row, mapping, values, fixed)
        problems += _unfilled(row, schema, mapping, values)
    if not problems:
        schema.derive(values)
    return values, problems


def _contradictions(
    row: TableRow, mapping: ColumnMapping, values: Values, fixed: Mapping[str, Any]
) -> Iterable[Problem]:
    """Cells that deny what holds for the whole table: the files were given in the wrong order, say."""
    for name, value in fixed.items():
        if values[name] != value:
            yield Problem(
                "role_contradicts", row.number, mapping.heading_of(name), {"value": values[name], "role": value}
            )


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


def _without_repetition(records: list[Record], schema: Schema) -> tuple[list[Record], list[Problem]]:
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
            problems.append(record.clash("duplicate_same", other, severity="warning"))
        else:
            problems.append(record.clash("duplicate", other, key[-1], value=str(record.get(key[-1]))))
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
