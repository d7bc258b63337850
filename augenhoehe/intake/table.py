"""A table: headings, rows with the numbers a spreadsheet shows, and what was left unread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from augenhoehe.intake.headings import is_never_read
from augenhoehe.intake.problems import IntakeError, Problem

_SEARCHED_FOR_HEADING = 20
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class TableRow:
    """``number`` counts as a spreadsheet does, from 1; ``cells`` has one text per heading."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read of a file. ``not_read`` names the columns whose cells were dropped unread."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    heading_row: int
    not_read: tuple[str, ...] = ()
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    problems: tuple[Problem, ...] = ()


def build_table(
    name: str,
    raw: Sequence[Sequence[str]],
    *,
    knows: Callable[[str], bool] = lambda _heading: False,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Table:
    """Find the heading row, drop the columns that are never read, and give every row the same width.

    ``knows`` says whether a heading is a known one: it tells headings from a title line above them.
    Raises IntakeError: ``no_heading``.
    """
    at = _heading_row(raw, knows)
    headings = [heading.strip() for heading in raw[at]]
    while headings and not headings[-1]:
        headings.pop()
    kept = [i for i, heading in enumerate(headings) if heading and not is_never_read(heading)]
    rows, problems = _rows(raw, at, len(headings), kept)
    return Table(
        name=name,
        headings=tuple(headings[i] for i in kept),
        rows=rows,
        heading_row=at + 1,
        not_read=tuple(heading for heading in headings if heading and is_never_read(heading)),
        sheet=sheet,
        encoding=encoding,
        delimiter=delimiter,
        problems=(*problems, *_not_read_problems(headings, at + 1)),
    )


def _heading_row(raw: Sequence[Sequence[str]], knows: Callable[[str], bool]) -> int:
    best, best_count = -1, -1
    for i, row in enumerate(raw[:_SEARCHED_FOR_HEADING]):
        if any(cell.strip() for cell in row):
            count = sum(1 for cell in row if cell.strip() and knows(cell))
            if count > best_count:
                best, best_count = i, count
    if best < 0:
        raise IntakeError("no_heading")
    return best


def _rows(
    raw: Sequence[Sequence[str]], at: int, width: int, kept: list[int]
) -> tuple[tuple[TableRow, ...], list[Problem]]:
    rows: list[TableRow] = []
    problems: list[Problem] = []
    for number, cells in enumerate(raw[at + 1 :], start=at + 2):
        clean = [plain(cell) for cell in cells]
        if not any(clean):
            continue
        if any(clean[width:]):
            filled = max(i for i, cell in enumerate(clean) if cell) + 1
            problems.append(Problem("row_too_long", number, params={"cells": filled, "headings": width}))
        rows.append(TableRow(number, tuple(clean[i] if i < len(clean) else "" for i in kept)))
    return tuple(rows), problems


def plain(cell: str) -> str:
    """The cell without outer blanks and without the apostrophe that our own export puts before formulas."""
    text = cell.strip(" \t\r\n\u00a0\ufeff")
    if text.startswith("'") and text[1:].lstrip(" ").startswith(_FORMULA_STARTS):
        return text[1:].strip()
    return text


def _not_read_problems(headings: list[str], row: int) -> list[Problem]:
    return [
        Problem("column_not_read", row, heading, severity="warning") for heading in headings if is_never_read(heading)
    ]
