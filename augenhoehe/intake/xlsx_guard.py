"""An xlsx file is a zip of XML: check both before a reader sees them.

The parts that hold the tables are unpacked within limits, parsed once by expat (no DOCTYPE, no cell beyond
the limits) and packed anew. The reader gets only what was checked, so no two programs can disagree about the
archive.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from augenhoehe.intake.limits import MEGABYTE, Limits
from augenhoehe.intake.problems import IntakeError

_CHUNK = 256 * 1024
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
# Media, comments, drawings, pivot caches and macros are of no use to an intake.
_WANTED = re.compile(
    r"(\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels"
    r"|xl/(workbook|sharedStrings|styles)\.xml|xl/worksheets/[^/]+\.xml)",
    re.IGNORECASE,
)


def checked_copy(data: bytes, limits: Limits) -> bytes:
    """Return a clean archive with the table parts of ``data``.

    Raises IntakeError: ``xlsx_broken``, ``not_xlsx``, ``old_excel`` (encrypted), ``unpacked_too_large``,
    ``xml_entities``, ``too_many_rows``, ``too_many_columns``, ``too_many_cells``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _copy(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise IntakeError("xlsx_broken", reason=_reason(error)) from error
    except RuntimeError as error:  # zipfile's way to say that a part is encrypted
        raise IntakeError("old_excel") from error


def _copy(archive: zipfile.ZipFile, limits: Limits) -> bytes:
    entries = archive.infolist()
    if not any(entry.filename.lower() == "xl/workbook.xml" for entry in entries):
        raise IntakeError("not_xlsx")
    too_large = IntakeError("unpacked_too_large", limit=limits.unpacked // MEGABYTE)
    if len(entries) > limits.parts or sum(entry.file_size for entry in entries) > limits.unpacked:
        raise too_large
    target = io.BytesIO()
    left = limits.unpacked
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as clean:
        for entry in entries:
            if not _WANTED.fullmatch(entry.filename):
                continue
            scan = _Scan(limits, is_sheet="worksheets/" in entry.filename.lower())
            with archive.open(entry) as source, clean.open(entry.filename, "w") as copy:
                for chunk in _chunks(source):
                    left -= len(chunk)
                    if left < 0:
                        raise too_large
                    scan.feed(chunk)
                    copy.write(chunk)
            scan.close()
    return target.getvalue()


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__


@dataclass
class _Scan:
    """One pass over one XML part: well-formed, no DOCTYPE, and how far the cells of a sheet reach."""

    limits: Limits
    is_sheet: bool
    _parser: expat.XMLParserType = field(init=False)
    _last_row: int = 0
    _width: int = 0
    _column: int = 0
    _cells: int = 0

    def __post_init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        if self.is_sheet:
            self._parser.StartElementHandler = self._element

    def feed(self, chunk: bytes) -> None:
        try:
            self._parser.Parse(chunk, False)
        except (expat.ExpatError, LookupError) as error:
            raise IntakeError("xlsx_broken", reason=_reason(error)) from error

    def close(self) -> None:
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise IntakeError("xlsx_broken", reason=_reason(error)) from error
        if self._last_row * self._width > self.limits.cells:  # the reader lays the sheet out as a full rectangle
            raise IntakeError("too_many_cells", limit=self.limits.cells)

    def _doctype(self, *_args: object) -> None:
        raise IntakeError("xml_entities")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._at_row(attributes.get("r", ""))
        elif local == "c":
            self._at_cell(attributes.get("r", ""))

    def _at_row(self, reference: str) -> None:
        self._reach(int(reference) if reference.isascii() and reference.isdigit() else self._last_row + 1, 0)
        self._column = 0

    def _at_cell(self, reference: str) -> None:
        self._cells += 1
        if self._cells > self.limits.cells:
            raise IntakeError("too_many_cells", limit=self.limits.cells)
        if not reference:
            self._column += 1
            self._reach(self._last_row, self._column)
        elif match := _REFERENCE.fullmatch(reference):
            self._column = column_number(match[1])
            self._reach(int(match[2]), self._column)
        else:
            raise IntakeError("xlsx_broken", reason=f"cell reference {reference[:20]!r}")

    def _reach(self, row: int, column: int) -> None:
        self._last_row = max(self._last_row, row)
        self._width = max(self._width, column)
        if self._last_row > self.limits.rows:
            raise IntakeError("too_many_rows", limit=self.limits.rows)
        if self._width > self.limits.columns:
            raise IntakeError("too_many_columns", limit=self.limits.columns)


def column_number(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
