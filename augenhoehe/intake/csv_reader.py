"""Text tables: which delimiter, where the rows begin and end, what a broken quotation does."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from augenhoehe.intake.limits import Limits
from augenhoehe.intake.problems import IntakeError

DELIMITERS = (";", ",", "\t")
_SAMPLE_ROWS = 30
_END = "\x00end"
# A line of its own after the text: if it does not come back as one, a quotation mark that was never closed
# has swallowed it, and people's rows with it.


def read_csv(text: str, limits: Limits) -> tuple[list[list[str]], str]:
    """Return the rows (blank ones as empty lists, so that row numbers stay) and the delimiter.

    Raises IntakeError: ``open_quote``, ``too_many_rows``, ``too_many_columns``, ``too_many_cells``,
    ``cell_too_long``.
    """
    text, declared = _excel_declaration(text)
    delimiter = declared or guess_delimiter(text)
    rows: list[list[str]] = [[]] if declared else []  # the line "sep=;" is a row to a spreadsheet program too
    cells = 0
    for row in _records(text, delimiter):
        if row == [_END]:
            return rows, delimiter
        if row and row[-1].endswith(_END):
            break
        rows.append(row)
        cells += len(row)
        _check_size(row, len(rows), cells, limits)
    raise IntakeError("open_quote", row=len(rows) + 1)


def guess_delimiter(text: str) -> str:
    """The delimiter under which most of the first rows are as wide as the heading row, and that is widest."""
    return max(DELIMITERS, key=lambda delimiter: (*_fit(text, delimiter), -DELIMITERS.index(delimiter)))


def _fit(text: str, delimiter: str) -> tuple[bool, float, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row in islice(reader, _SAMPLE_ROWS) if any(cell.strip() for cell in row)]
    except csv.Error:
        return False, 0.0, 0
    if not widths or max(widths) < 2:
        return False, 0.0, 0
    usual = max(widths, key=widths.count)
    return usual > 1, widths.count(usual) / len(widths), usual


def _excel_declaration(text: str) -> tuple[str, str | None]:
    first, newline, rest = text.partition("\n")
    first = first.strip().strip('"')
    if newline and len(first) == 5 and first.lower().startswith("sep=") and first[4] in ";,|":
        return rest, first[4]
    if newline and first.lower() == "sep=":  # the tab has been stripped
        return rest, "\t"
    return text, None


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    # The limit is global to the process, so it is only ever raised; cells are measured by ourselves.
    if csv.field_size_limit() <= len(text) + len(_END):
        csv.field_size_limit(len(text) + len(_END) + 1)
    separator = "" if not text or text.endswith(("\n", "\r")) else "\n"
    return csv.reader(io.StringIO(text + separator + _END, newline=""), delimiter=delimiter)


def _check_size(row: list[str], number: int, cells: int, limits: Limits) -> None:
    if number > limits.rows:
        raise IntakeError("too_many_rows", limit=limits.rows)
    if len(row) > limits.columns:
        raise IntakeError("too_many_columns", row=number, limit=limits.columns)
    if cells > limits.cells:
        raise IntakeError("too_many_cells", limit=limits.cells)
    if any(len(cell) > limits.cell_length for cell in row):
        raise IntakeError("cell_too_long", row=number, limit=limits.cell_length)
