"""The one door for foreign tables: bytes or a path in, a Table or an IntakeError out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from augenhoehe.intake.csv_reader import read_csv
from augenhoehe.intake.decoding import decode
from augenhoehe.intake.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from augenhoehe.intake.problems import IntakeError
from augenhoehe.intake.table import Table, build_table

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def read_bytes(path: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Read a file within the size limit.

    Raises IntakeError: ``file_missing``, ``file_is_directory``, ``file_unreadable``, ``file_too_large``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.packed + 1)
    except FileNotFoundError as error:
        raise IntakeError("file_missing") from error
    except IsADirectoryError as error:
        raise IntakeError("file_is_directory") from error
    except (OSError, ValueError) as error:
        raise IntakeError("file_unreadable", reason=getattr(error, "strerror", None) or str(error)) from error
    return data


def read_rows(
    data: bytes, *, sheet: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> tuple[list[list[str]], str | None, str | None, str | None]:
    """Return the raw rows, the sheet's name, the encoding and the delimiter (None where there is none)."""
    if len(data) > limits.packed:
        raise IntakeError("file_too_large", size=f"{len(data) / MEGABYTE:.0f}", limit=limits.packed // MEGABYTE)
    if data.startswith(_OLE):
        raise IntakeError("old_excel")
    if data.startswith(_ZIP):
        from augenhoehe.intake.xlsx_reader import read_xlsx

        rows, sheet_name = read_xlsx(data, limits, sheet)
        return rows, sheet_name, None, None
    text, encoding = decode(data)
    if not text.strip():
        raise IntakeError("file_empty")
    rows, delimiter = read_csv(text, limits)
    return rows, None, encoding, delimiter


def read_table(
    source: bytes | Path,
    *,
    name: str = "",
    knows: Callable[[str], bool] = lambda _heading: False,
    sheet: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Table:
    """Read one table. The kind of file is told by its content, not by its name.

    ``knows`` tells known headings (see ``Schema.knows``); ``sheet`` names the sheet of a workbook.
    Raises IntakeError with a problem in words a person can act on; never anything else for bad content.
    """
    data = read_bytes(source, limits) if isinstance(source, Path) else source
    rows, sheet_name, encoding, delimiter = read_rows(data, sheet=sheet, limits=limits)
    return build_table(
        name or (source.name if isinstance(source, Path) else ""),
        rows,
        knows=knows,
        sheet=sheet_name,
        encoding=encoding,
        delimiter=delimiter,
    )
