"""Workbooks: what is read, and what is refused before it can hurt."""

import datetime as dt
import io
import resource
import zipfile
import zlib

import pytest
from openpyxl import Workbook

from augenhoehe.intake import IntakeError, Limits, read_table, write_xlsx

GOOD = write_xlsx({"Personen": [["E-Mail", "Jahre"], ["a@b.de", 5]]})


def rezip(changes: dict[str, bytes | None], data: bytes = GOOD) -> bytes:
    """The workbook with parts replaced, added or (None) left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        parts: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()} | changes
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def sheet(cells: str) -> bytes:
    head = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f"{head}<sheetData>{cells}</sheetData></worksheet>".encode()


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(IntakeError) as error:
        read_table(data, limits=limits or Limits())
    return error.value.problem.code


def outcome(data: bytes) -> str:
    """``read`` or the code of the refusal; any other exception fails the test."""
    try:
        read_table(data)
    except IntakeError as error:
        return error.problem.code
    return "read"


def test_cells_become_what_a_person_would_type() -> None:
    book = Workbook()
    page = book.active
    page.title = "Liste"
    page.append([])
    page.append(["Text", "Zahl", "Komma", "Datum", "Zeitpunkt", "Ja", "Formel"])
    page.append([" x ", 7, 1.5, dt.date(2026, 3, 31), dt.datetime(2026, 3, 31, 9, 30), True, "=1+1"])  # noqa: DTZ001
    buffer = io.BytesIO()
    book.save(buffer)
    table = read_table(buffer.getvalue())
    assert (table.sheet, table.heading_row) == ("Liste", 2)
    assert [(row.number, row.cells) for row in table.rows] == [
        (3, ("x", "7", "1.5", "2026-03-31", "2026-03-31 09:30", "yes", ""))
    ]


def test_the_first_visible_sheet_with_content_is_taken_or_the_one_named() -> None:
    book = Workbook()
    book.active.title = "Leer"
    hidden = book.create_sheet("Versteckt")
    hidden.append(["geheim"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Daten").append(["a"])
    book.create_sheet("Mehr").append(["b"])
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    assert read_table(data).headings == ("a",)
    assert read_table(data, sheet="Mehr").headings == ("b",)
    with pytest.raises(IntakeError, match="Leer, Daten, Mehr"):
        read_table(data, sheet="Versteckt")


def test_a_zip_bomb_is_refused_without_unpacking_it() -> None:
    bomb = rezip({"xl/worksheets/sheet1.xml": sheet("<row/>" * 9_500_000)})
    assert len(bomb) < 200_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert code_of(bomb) == "unpacked_too_large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_a_zip_that_lies_about_its_sizes_does_not_get_further() -> None:
    content = sheet("<row/>" * 9_500_000)
    honest = rezip({"xl/worksheets/sheet1.xml": content})
    lying = honest.replace(len(content).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != honest
    assert code_of(lying) == "xlsx_broken"


def test_many_small_parts_are_a_bomb_too() -> None:
    assert code_of(rezip({f"xl/media/{i}.png": b"" for i in range(2100)})) == "unpacked_too_large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused_in_every_part_and_encoding(part: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    laughs = f'{head}<!DOCTYPE l [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    assert code_of(rezip({part: laughs.encode(encoding)})) == "xml_entities"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ('<row r="1"><c r="XFD1048576"><v>1</v></c></row>', "too_many_rows"),
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "too_many_rows"),
        ('<row r="1"><c t="x>y" r="XFD1"><v>1</v></c></row>', "too_many_columns"),
        ("<row>" + "<c/>" * 500 + "</row>", "too_many_columns"),
        ('<row r="99999"><c r="OJ99999"><v>1</v></c></row>', "too_many_cells"),
        ('<row r="1"><c r="A1B"><v>1</v></c></row>', "xlsx_broken"),
        ('<row r="1"><c r="A1"><v>1</c></row>', "xlsx_broken"),
        ("<row>", "xlsx_broken"),
    ],
)
def test_a_sheet_cannot_claim_more_than_the_limits(cells: str, code: str) -> None:
    assert code_of(rezip({"xl/worksheets/sheet1.xml": sheet(cells)})) == code


def test_other_archives_and_encrypted_ones_are_told_apart() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert code_of(buffer.getvalue()) == "not_xlsx"
    encrypted = bytearray(GOOD)
    at = 0
    while (at := encrypted.find(b"PK\x01\x02", at)) >= 0:
        encrypted[at + 8] |= 1
        at += 4
    assert code_of(bytes(encrypted)) in {"old_excel", "xlsx_broken"}


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_missing_or_garbled_parts_are_a_damaged_workbook(part: str) -> None:
    for content in (None, b"", b"<x/>"):
        data = rezip({part: content})
        assert outcome(data) in {"xlsx_broken", "not_xlsx", "no_heading"}


@pytest.mark.parametrize("step", range(0, len(GOOD), max(1, len(GOOD) // 60)))
def test_a_workbook_cut_or_flipped_anywhere_never_breaks_the_reader(step: int) -> None:
    flipped = bytearray(GOOD)
    flipped[step] ^= 0xFF
    for data in (GOOD[:step], bytes(flipped)):
        assert outcome(data) in {"read", "xlsx_broken", "not_xlsx", "not_a_table", "old_excel", "file_empty"}


def test_a_reader_without_calamine_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert code_of(GOOD) == "xlsx_needs_extra"


def test_compressed_junk_is_not_a_table() -> None:
    assert code_of(zlib.compress(b"x" * 1000)) in {"not_a_table", "encoding_unknown", "encoding_mixed"}
