"""On the way out no cell is a formula, and the bytes depend on the content alone."""

import datetime as dt
import io
import time
import zipfile

import pytest
from openpyxl import load_workbook

from augenhoehe.intake import read_table, safe_text, write_csv, write_xlsx

FORMULAS = [
    "=1+1",
    "+49 89 1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    '=HYPERLINK("http://x","y")',
    "\n=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_texts_that_look_like_formulas_get_an_apostrophe(text: str) -> None:
    assert safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "Müller-Meier", "'quoted", "1-2", "ä@b.de"])
def test_csv_leaves_other_texts_alone(text: str) -> None:
    assert safe_text(text) == text


def test_csv_opens_in_a_german_excel_and_numbers_stay_numbers() -> None:
    data = write_csv([["Größe", "x"], [-5, -0.5], [None, True], [dt.date(2026, 3, 31), 'a"b;c']])
    assert data == '\ufeffGröße;x\r\n-5;-0.5\r\n;yes\r\n2026-03-31;"a""b;c"\r\n'.encode()
    assert write_csv([["a", "b"]], delimiter=",", bom=False) == b"a,b\r\n"


@pytest.mark.parametrize("text", [*FORMULAS, "plain", "line\nbreak", "a\x00\x07b"])
def test_xlsx_holds_texts_never_formulas(text: str) -> None:
    data = write_xlsx({"S": [["head"], [text]]})
    cell = load_workbook(io.BytesIO(data)).active["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "").replace("\x07", "").replace("\r", "\n") or cell.value == text
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert cell.quotePrefix == (text in FORMULAS)


def test_xlsx_keeps_types_and_sheets() -> None:
    data = write_xlsx({"Paare: 1/2": [["a", "b", "c"], [1, 2.5, dt.date(2026, 3, 31)]], "Rest": []})
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Paare  1 2", "Rest"]
    assert [cell.value for cell in book["Paare  1 2"][2]] == [1, 2.5, dt.datetime(2026, 3, 31)]  # noqa: DTZ001
    assert book["Paare  1 2"].freeze_panes == "A2"


def test_the_same_content_gives_the_same_bytes_at_any_time() -> None:
    rows = {"S": [["a", "b"], ["=x", 1]]}
    first = write_xlsx(rows)
    time.sleep(2.1)  # zip files tell time in steps of two seconds
    assert write_xlsx(rows) == first
    assert write_xlsx({"S": [["a", "b"], ["=x", 2]]}) != first


def test_what_leaves_as_xlsx_comes_back_alike() -> None:
    rows = [["E-Mail", "Text"], ["a@b.de", "=1+1"], ["c@d.de", "-"], ["e@f.de", "'quoted"]]
    table = read_table(write_xlsx({"S": rows}))
    assert [table.headings, *(row.cells for row in table.rows)] == [tuple(row) for row in rows]
