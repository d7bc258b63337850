"""Workbooks: the sheets' cells as the texts a person would type."""

from __future__ import annotations

import datetime as dt
import io
import math
from typing import TYPE_CHECKING

from augenhoehe.intake.limits import Limits
from augenhoehe.intake.problems import IntakeError
from augenhoehe.intake.xlsx_guard import checked_copy

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def read_xlsx(data: bytes, limits: Limits, sheet: str | None = None) -> tuple[list[list[str]], str]:
    """Return the rows of ``sheet`` (default: the first visible sheet with content) and the sheet's name.

    Raises IntakeError: those of ``checked_copy``, ``sheet_unknown``, ``cell_too_long``, ``xlsx_needs_extra``.
    """
    workbook = _open(checked_copy(data, limits))
    names = _visible(workbook)
    if sheet is not None and sheet not in names:
        raise IntakeError("sheet_unknown", sheet=sheet, sheets=", ".join(names))
    rows: list[list[str]] = []
    for name in [sheet] if sheet is not None else names:
        rows = _rows(_load(workbook, name), limits)
        if any(cell for row in rows for cell in row):
            return rows, name
    return rows, sheet or (names[0] if names else "")


def _open(data: bytes) -> CalamineWorkbook:
    try:
        import python_calamine
    except ImportError as error:
        raise IntakeError("xlsx_needs_extra") from error
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except BaseException as error:
        raise _broken(error) from error


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ.__repr__().endswith("WorkSheet") and sheet.visible.__repr__().endswith(".Visible")
    ]


def _load(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except BaseException as error:
        raise _broken(error) from error


def _broken(error: BaseException) -> BaseException:
    """A panic of the Rust reader arrives as a BaseException; a wish to stop (Ctrl-C) must pass."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return IntakeError("xlsx_broken", reason=(str(error).splitlines() or ["unknown"])[0][:120])
    return error


def _rows(sheet: CalamineSheet, limits: Limits) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            row = [_text(cell) for cell in cells]
            if any(len(cell) > limits.cell_length for cell in row):
                raise IntakeError("cell_too_long", row=number, limit=limits.cell_length)
            while row and not row[-1]:
                row.pop()
            rows.append(row)
    except BaseException as error:
        if isinstance(error, IntakeError):
            raise
        raise _broken(error) from error
    return rows


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
