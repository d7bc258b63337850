"""Text tables of every origin: encodings, delimiters, quotation, ragged rows, junk."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.intake import IntakeError, Limits, Table, parse_table, read_table, write_csv
from augenhoehe.intake.schemas.applications import applications_schema
from augenhoehe.intake.table import plain

SCHEMA = applications_schema()
ROWS = [["E-Mail", "Vorname", "Rolle"], ["jörg@stadt.example", "Jörg", "Mentor"]]


def text(delimiter: str, newline: str = "\r\n") -> str:
    return newline.join(delimiter.join(row) for row in ROWS) + newline


def code_of(data: bytes, **options: object) -> str:
    with pytest.raises(IntakeError) as error:
        read_table(data, **options)  # type: ignore[arg-type]
    assert error.value.problem.text == str(error.value)
    return error.value.problem.code


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_every_encoding_delimiter_and_line_end_reads_alike(delimiter: str, encoding: str, newline: str) -> None:
    table = read_table(text(delimiter, newline).encode(encoding), name="x.csv")
    assert table.headings == ("E-Mail", "Vorname", "Rolle")
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("jörg@stadt.example", "Jörg", "Mentor"))]
    assert (table.delimiter, table.encoding) == (delimiter, encoding)


def test_excels_own_line_tells_the_delimiter_and_counts_as_a_row() -> None:
    table = read_table(b"sep=;\r\na,x;b,y\r\n1,5;2,5\r\n")
    assert (table.heading_row, table.headings, table.delimiter) == (2, ("a,x", "b,y"), ";")
    assert table.rows[0].number == 3


def test_rows_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    data = b'Liste der Bewerbungen 2026\n\nE-Mail;Rolle\n\na@b.de;"Men\ntor"\n;\nc@d.de;Mentee\n'
    table = read_table(data, knows=SCHEMA.knows)
    assert table.heading_row == 3
    assert [row.number for row in table.rows] == [5, 7]


def test_commas_inside_semicolon_tables_do_not_mislead() -> None:
    table = read_table(b"Name;Zeiten\nA;Mo 8-10, Di 8-10, Mi 8-10\nB;Do 8-10, Fr 8-10\n")
    assert table.delimiter == ";"


def test_short_rows_are_filled_and_long_rows_are_told() -> None:
    table = read_table(b"a,b,c\n1\n1,2,3,,\n1,2,3,4\n")
    assert [row.cells for row in table.rows] == [("1", "", ""), ("1", "2", "3"), ("1", "2", "3")]
    assert [(p.code, p.row, dict(p.params)) for p in table.problems] == [
        ("row_too_long", 4, {"cells": 4, "headings": 3})
    ]


def test_a_row_with_too_many_cells_is_not_imported() -> None:
    table = read_table(b"E-Mail,Rolle\na@b.de,Mentor\nc@d.de,Mentor,Mentee\n")
    parsed = parse_table(table, SCHEMA)
    assert [record.row for record in parsed.records] == [2]
    assert [problem.line("x.csv") for problem in parsed.errors] == [
        "x.csv:3: The row has 3 cells, but there are only 2 headings."
    ]


def test_a_quotation_mark_never_closed_is_found_where_it_opens() -> None:
    with pytest.raises(IntakeError) as error:
        read_table(b'a,b\n1,2\n3,"4\n5,6\n7,8\n')
    assert (error.value.problem.code, error.value.problem.row) == ("open_quote", 3)


def test_closed_quotation_marks_hold_delimiters_and_line_breaks() -> None:
    table = read_table(b'a,b\n"x ""y"", z","1\n2"\n')
    assert table.rows[0].cells == ('x "y", z', "1\n2")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b" \r\n\t\r\n", "file_empty"),
        (b";;;\n;;;\n", "no_heading"),
        (bytes(range(256)) * 8, "not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        (b"PK\x03\x04 no zip at all", "xlsx_broken"),
        ("Zoë;".encode() + "Jörg".encode("cp1252"), "encoding_mixed"),
        (b"a;b\n\x81\x8d;c", "encoding_unknown"),
        (b"\xff\xfea\x00b", "encoding_unknown"),
    ],
)
def test_junk_is_refused_in_words(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_the_line_of_a_wrong_byte_is_named() -> None:
    with pytest.raises(IntakeError, match="line 3"):
        read_table(b"a;b\nc;d\n\x81;e\n")


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(rows=2), "too_many_rows"),
        (Limits(columns=1), "too_many_columns"),
        (Limits(cells=5), "too_many_cells"),
        (Limits(cell_length=3), "cell_too_long"),
        (Limits(packed=10), "file_too_large"),
    ],
)
def test_limits_hold(limits: Limits, code: str) -> None:
    assert code_of(b"aaaa,b\n1,2\n3,4\n", limits=limits) == code


def test_files_that_are_none(tmp_path) -> None:
    for path, code in ((tmp_path / "none.csv", "file_missing"), (tmp_path, "file_is_directory")):
        with pytest.raises(IntakeError) as error:
            read_table(path)
        assert error.value.problem.code == code
    with pytest.raises(IntakeError) as error:
        read_table(tmp_path / ("x" * 300))
    assert error.value.problem.code == "file_unreadable"


def test_apostrophes_of_our_own_export_are_taken_off_again() -> None:
    table = read_table(b"a,b,c\n'=1+1,'quoted',' -x\n")
    assert table.rows[0].cells == ("=1+1", "'quoted'", "-x")


csv_text = st.text(alphabet=st.sampled_from(list("ab;,\t\"\r\n'=ß€ \x00\x1c\u2028")), max_size=80)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        csv_text.map(lambda t: t.encode("utf-8")),
        csv_text.map(lambda t: t.encode("utf-16")),
    )
)
def test_no_bytes_lead_to_an_unexpected_exception(data: bytes) -> None:
    table = table_or_none(data)
    if table is None:
        return
    assert all(len(row.cells) == len(table.headings) for row in table.rows)
    for problem in parse_table(table, SCHEMA).problems:
        assert problem.line("x")


def table_or_none(data: bytes) -> Table | None:
    """None if the bytes are refused in words; any other exception fails the test."""
    try:
        return read_table(data, knows=SCHEMA.knows)
    except IntakeError as error:
        if not error.problem.text:
            raise
        return None


FIELDS = [field.label for field in SCHEMA.fields]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=len(FIELDS), max_size=len(FIELDS)), min_size=1, max_size=4))
def test_no_cell_leads_to_an_unexpected_exception(rows: list[list[str]]) -> None:
    table = table_or_none(write_csv([FIELDS, *rows]))
    if table is None:
        return
    parsed = parse_table(table, SCHEMA)
    assert all(problem.text for problem in parsed.problems)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([(";", True), (",", False), ("\t", True)]),
)
def test_what_is_written_is_read_again(rows: list[list[str]], style: tuple[str, bool]) -> None:
    data = write_csv([["first", "second"], *rows], delimiter=style[0], bom=style[1])
    table = read_table(data, knows=lambda heading: heading in {"first", "second"})
    expected = [tuple(plain(cell) for cell in row) for row in rows if any(plain(cell) for cell in row)]
    assert [row.cells for row in table.rows] == expected
