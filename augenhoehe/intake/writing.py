"""Tables on the way out: no cell is ever a formula, and the same content gives the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | float | bool | dt.date | None
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STAMP = (1980, 1, 1, 0, 0, 0)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_WIDEST = 60


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program might take the text for a formula."""
    return bool(_FORMULA.match(text))


def safe_text(value: Value) -> str:
    """The value as csv text; what looks like a formula gets an apostrophe in front. Numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = _ILLEGAL.sub("", value)
    return f"'{text}" if is_formula(text) else text


def write_csv(rows: Iterable[Sequence[Value]], *, delimiter: str = ";", bom: bool = True) -> bytes:
    """UTF-8, by default as a German Excel opens it with a double click. Line ends are CR LF (RFC 4180)."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([[safe_text(value) for value in row] for row in rows])
    return buffer.getvalue().encode("utf-8-sig" if bom else "utf-8")


def write_xlsx(sheets: Mapping[str, Iterable[Sequence[Value]]]) -> bytes:
    """A workbook: sheet name → rows, the first row being headings (bold, fixed when scrolling).

    Texts are stored as texts, whatever they begin with; nothing in the file tells when it was written.
    """
    from openpyxl import Workbook

    book = Workbook()
    for unused in list(book.worksheets):
        book.remove(unused)
    for name, rows in sheets.items():
        _fill(book.create_sheet(sheet_title(name)), rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_time(buffer.getvalue())


def sheet_title(name: str) -> str:
    """At most 31 characters, none of those that spreadsheet programs refuse."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31] or "1"


def _fill(sheet: Worksheet, rows: Iterable[Sequence[Value]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    bold = Font(bold=True)
    widths: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is None or value == "":
                continue
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                text = _ILLEGAL.sub("", value)[:32_767]
                cell.value = text
                cell.data_type = "s"  # assigning "=…" had made it a formula
                cell.quotePrefix = is_formula(text)
            else:
                cell.value = ("yes" if value else "no") if isinstance(value, bool) else value
            if number == 1:
                cell.font = bold
            widths[column] = min(_WIDEST, max(widths.get(column, 8), len(str(value))))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width + 2
    sheet.freeze_panes = "A2"


def _without_time(data: bytes) -> bytes:
    """Pack anew with fixed times, and without the document properties that hold the time of writing."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = _CORE.encode() if name == "docProps/core.xml" else source.read(name)
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return buffer.getvalue()
