"""What a page shows of an uploaded file: its columns, its first rows as understood, what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from augenhoehe.intake import Column, Field, Parsed, Problem

from .forms import CheckForm, column_name
from .importing import Kind, Part, Reading, problem_text

PREVIEW_ROWS = 5
PROBLEMS_SHOWN = 200
SAMPLED_ROWS = 50


@dataclass(frozen=True)
class Line:
    """A problem in the reader's language."""

    row: int | None
    column: str | None
    text: str


@dataclass(frozen=True)
class Preview:
    """A file on the check page. `columns`: the field to choose a meaning, and examples of what stands there."""

    part: Part
    parsed: Parsed
    columns: list[tuple[BoundField, list[str]]]
    labels: list[str]
    rows: list[tuple[int, list[str]]]

    @property
    def title(self) -> str:
        """The file's name and, where a kind takes several, what stands in it: two may have the same name."""
        name = self.parsed.table.name
        return f"{name} ({self.part.says})" if self.part.says else name

    @property
    def errors(self) -> list[Line]:
        return _lines(self.parsed.errors)

    @property
    def warnings(self) -> list[Line]:
        return _lines(self.parsed.warnings)

    @property
    def more_errors(self) -> int:
        return max(0, len(self.parsed.errors) - PROBLEMS_SHOWN)


def previews(kind: Kind, reading: Reading, form: CheckForm) -> list[Preview]:
    """One for each file, in the order of the kind's parts."""
    return [
        _preview(part, reading.parts[part.key], reading.fields, form)
        for part in kind.parts
        if part.key in reading.parts
    ]


def _preview(part: Part, parsed: Parsed, fields: Sequence[Field], form: CheckForm) -> Preview:
    first = parsed.records[:PREVIEW_ROWS]
    # What the reading has completed is shown too: the level from the pay grade, the stage from the years.
    shown = [
        field for field in fields if field.name != "pay_grade" and any(one.get(field.name) is not None for one in first)
    ]
    return Preview(
        part,
        parsed,
        [(form[column_name(part.key, one.index)], _samples(parsed, one)) for one in parsed.mapping.columns],
        [_(field.label) for field in shown],
        [(one.row, [_cell(one.get(field.name)) for field in shown]) for one in first],
    )


def _samples(parsed: Parsed, column: Column) -> list[str]:
    cells = (row.cells[column.index] for row in parsed.table.rows[:SAMPLED_ROWS])
    return list(dict.fromkeys(cell for cell in cells if cell))[:3]


def _cell(value: Any) -> str:
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(map(str, value)))
    if isinstance(value, dict):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _lines(problems: tuple[Problem, ...]) -> list[Line]:
    return [Line(one.row, one.column, problem_text(one)) for one in problems[:PROBLEMS_SHOWN]]
