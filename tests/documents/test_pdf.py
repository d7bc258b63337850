"""Papers as PDF/UA-1: what the standard asks for is in the file, and nothing that was written acts as a command."""

import datetime as dt
import io
from typing import Any

import pikepdf
import pytest
import typst

from augenhoehe.documents import pdf
from augenhoehe.documents.blocks import Bullets, Facts, Heading, Paragraph, Table, blocks_of
from augenhoehe.documents.pdf import Paper, render_pdf

NOW = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
CITY = "Stadt Auenbrück"
BLOCKS = [
    Facts([("Name", "Ayşe Müller"), ("Stunden", "24")]),
    Heading("Worum es geht"),
    Paragraph("Einmal im Monat\nneunzig Minuten."),
    Bullets(["Das ist Arbeitszeit.", "Niemand wird benotet."]),
    Table(["Tag", "Minuten"], [["1. Februar", "90"]] * 60),
]


@pytest.fixture(autouse=True)
def _city(settings: Any) -> None:
    settings.ORGANISATION_NAME = CITY


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def tags(element: Any) -> list[str]:
    """The names of the structure elements in reading order."""
    found = []
    for kid in element.K if isinstance(element.get("/K"), pikepdf.Array) else [element.get("/K")]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [str(kid.S)[1:], *tags(kid)]
    return found


def faults(content: bytes) -> list[str]:
    """What PDF/UA-1 asks for of the file as a whole and is missing."""
    file = opened(content)
    root = file.Root
    with file.open_metadata() as xmp:
        checks = {
            "says that it is PDF/UA-1": xmp.get("pdfuaid:part") == "1",
            "title in the metadata": bool(xmp.get("dc:title")),
            "is marked": bool(root.get("/MarkInfo", {}).get("/Marked", False)),
            "has a language": "/Lang" in root,
            "has a structure": "/StructTreeRoot" in root,
            "shows its title": bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            "tab order follows the structure": all(page.get("/Tabs") == "/S" for page in file.pages),
            "fonts are embedded": all(_embedded(page) for page in file.pages),
        }
    return [name for name, holds in checks.items() if not holds]


def _embedded(page: Any) -> bool:
    fonts = page.get("/Resources", {}).get("/Font", {}).values()
    below = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for font in fonts]
    return all(any(f"/FontFile{n}" in font.FontDescriptor for n in ("", "2", "3")) for font in below)


def test_the_file_has_what_the_standard_asks_for() -> None:
    content = render_pdf(Paper("Nachweis", "de", BLOCKS, "Reverse Mentoring"), now=NOW)
    file = opened(content)
    assert faults(content) == []
    assert str(file.Root.Lang) == "de-DE"
    assert len(file.pages) > 1
    with file.open_metadata() as xmp:
        assert (xmp["dc:title"], xmp["dc:creator"]) == ("Nachweis", [CITY])


def test_a_file_without_tags_has_faults() -> None:
    """The negative control: the same words, made without the standard and without tags."""
    plain = typst.compile(b"#set document(title: [Nachweis])\nNachweis", format="pdf", pdf_tags=False)
    assert faults(plain) == [
        "says that it is PDF/UA-1",
        "is marked",
        "has a structure",
        "shows its title",
        "tab order follows the structure",
    ]


def links(file: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Where each link leads, and its description for those who do not see it."""
    found = [note for page in file.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    return [(str(note.A.URI), str(note.get("/Contents", ""))) for note in found]


def test_addresses_are_links_with_tags() -> None:
    address, mailbox = "https://stadt.example/programm/?a=1&b=(2)#x", "buero@stadt.example"
    blocks = [
        Paragraph(f"Siehe ({address}). Oder {mailbox}, http://x.example/kim@y.example/."),
        Bullets([address]),
        Table(["Wo"], [[address]]),
        Facts([("Seite", address)]),
        Paragraph("https:// und @ und a@b allein"),
    ]
    content = render_pdf(Paper(f"Zu {address}", "de", blocks), now=NOW)
    file = opened(content)
    assert faults(content) == []
    targets = [address, f"mailto:{mailbox}", "http://x.example/kim@y.example/", *[address] * 3]
    assert [to for to, _ in links(file)] == targets
    assert all(words for _, words in links(file))
    assert tags(file.Root.StructTreeRoot).count("Link") == len(targets)


def test_headings_lists_and_tables_are_tagged_in_reading_order() -> None:
    blocks = [Heading("Erstens"), Bullets(["a", "b"]), Heading("Zweitens"), Table(["Tag"], [["1."]])]
    file = opened(render_pdf(Paper("Titel", "de", blocks), now=NOW))
    found = tags(file.Root.StructTreeRoot)
    assert [tag for tag in found if tag in ("H1", "H2", "L", "LI", "Table", "TH", "TD")] == [
        *("H1", "H2", "L", "LI", "LI", "H2", "Table", "TH", "TD"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '#panic("no")',
        '#read("/etc/passwd")',
        "= heading *bold* $x$ <label> @reference // comment",
        '"); #panic("no',
        "\\u{0} \\ \\\\ ` ``` #{",
        "{{ braces }} {% tag %}",
    ],
)
def test_what_is_written_is_never_a_command(text: str) -> None:
    blocks = [Heading(text), Paragraph(text), Bullets([text]), Facts([(text, text)]), Table([text], [[text]])]
    content = render_pdf(Paper(text, "de", blocks, text), now=NOW)
    assert faults(content) == []
    with opened(content).open_metadata() as xmp:
        assert xmp["dc:title"] == text


@pytest.mark.parametrize(
    "text", ["😀", "漢字", "\x00\x07", "\ufdd0", "\u200b\u202e", "ä\u0301\u0323", "אב 😀", "", "\n\n"]
)
def test_whatever_is_written_becomes_a_paper(text: str) -> None:
    blocks = [Heading(text), Paragraph(text), Bullets([text]), Bullets([]), Facts([(text, text)]), Table([text], [])]
    assert faults(render_pdf(Paper(text, "en", blocks), now=NOW)) == []


def test_the_fonts_show_every_character_that_is_kept() -> None:
    """What takes the place of a failed paper must not fail itself."""
    everything = "".join(chr(code) for low, high in pdf._SHOWN for code in range(low, high + 1))
    kept = "".join(pdf._shown(char) for char in everything)
    assert len(set(kept)) > 2_000
    assert faults(render_pdf(Paper("Zeichen", "de", [Paragraph(kept + "😀")]), now=NOW)) == []


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = Paper("Nachweis", "de", BLOCKS)
    assert render_pdf(paper, now=NOW) == render_pdf(paper, now=NOW)


def test_a_written_text_is_read_in_blocks() -> None:
    text = "Vorweg.\r\n\r\n## Warum\nWeil\nes hilft.\n\n- eins\n- zwei\n\n## Nur eine Überschrift\n\n\n"
    assert blocks_of(text) == [
        Paragraph("Vorweg."),
        Heading("Warum"),
        Paragraph("Weil es hilft."),
        Bullets(["eins", "zwei"]),
        Heading("Nur eine Überschrift"),
    ]
