"""Hostile input is refused, kindly: a message and 422, never a 500, and nothing of it gets into a mail's header."""

import io
import re
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from augenhoehe.applications import services as selection
from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.intake import write_xlsx
from augenhoehe.messaging.envelope import compose
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person, Upload
from tests.cast import Cast
from tests.factories import NOW

from .stage import Stage
from .walker import ask, client_of, few

MEGABYTE = 1024 * 1024
BOOK = write_xlsx({"Tabelle": [["E-Mail", "Vorname"], ["a@stadt.example", "Ada"]]})


def changed(part: str, content: bytes, times: int = 1) -> bytes:
    """The workbook with one part replaced; `times` writes the content over and over, without holding it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w", force_zip64=True) as out:
            for _ in range(times):
                out.write(content)
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
XXE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>"""
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>"""

FILES: dict[str, tuple[str, bytes]] = {
    # Ten megabytes more than may come out of a workbook.
    "zip bomb": ("t.xlsx", changed(SHEET, b"\0" * MEGABYTE, times=60)),
    "external entity": ("t.xlsx", changed(SHEET, XXE)),
    "entities that grow": ("t.xlsx", changed(SHEET, LAUGHS)),
    "broken archive": ("t.xlsx", BOOK[: len(BOOK) // 2]),
    "archive that is no workbook": ("t.xlsx", b"PK\x05\x06" + b"\0" * 18),
    "old or protected workbook": ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "bytes of no encoding": ("t.csv", b"E-Mail;Vorname\n\x81\x8d\x8f@stadt.example;\x90\n"),
    "two encodings": ("t.csv", "E-Mail;Vorname\na@stadt.example;Jörg\n".encode() + b"b@stadt.example;J\xf6rg\n"),
    "UTF-16 cut in two": ("t.csv", "E-Mail;Vorname\n".encode("utf-16")[:-1]),
    "a picture": ("t.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "a quotation mark that never closes": ("t.csv", b'E-Mail;Vorname\n"a@stadt.example;x\n'),
    "nothing": ("t.csv", b""),
    "no table": ("t.csv", b"\0" * 5000),
}
PAGES: dict[str, tuple[str, str, Callable[[Cast], str]]] = {
    "units": ("admin", "file", lambda cast: "/installation/import/units/"),
    "persons": ("admin", "file", lambda cast: "/installation/import/persons/"),
    "relations": ("admin", "file", lambda cast: "/installation/import/relations/"),
    "applications": ("office", "both", lambda cast: f"/office/cohorts/{cast.cohort.pk}/applications/import/"),
}


def bring(cast: Cast, page: str, name: str, data: bytes) -> tuple[Client, object]:
    role, field, path = PAGES[page]
    client = client_of(cast, role)
    return client, client.post(path(cast), {field: SimpleUploadedFile(name, data)})


@pytest.mark.once
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("what", FILES)
def test_a_bad_file_is_refused_with_a_sentence_at_the_field(cast: Cast, page: str, what: str) -> None:
    _client, answer = bring(cast, page, *FILES[what])
    html = answer.content.decode()
    assert (answer.status_code, Upload.objects.count()) == (422, 0)
    assert 'aria-invalid="true"' in html
    assert "root:" not in html


@pytest.mark.parametrize("page", PAGES)
def test_formulas_and_markup_are_text_on_the_page(cast: Cast, page: str) -> None:
    evil = '=HYPERLINK("https://evil.example")'
    table = f"E-Mail;Vorname;Kurz;Name;Rolle\n{evil};<script>alert(1)</script>;=1+1;@SUM(A1);Mentor\n"
    client, answer = bring(cast, page, "=cmd|' /C calc'!A0.csv", table.encode())
    assert answer.status_code == 302
    shown = client.get(answer.headers["Location"])
    assert (shown.status_code, "<script>alert" in shown.content.decode()) == (200, False)
    refused = client.post(answer.headers["Location"], {"action": "import"})
    assert refused.status_code == 422
    assert not Person.objects.filter(first_name__contains="script").exists()


LINE_ENDS = "\r\nBcc: thief@evil.example\r\n\r\nHello"


def test_line_ends_in_names_stay_out_of_mail_headers(cast: Cast) -> None:
    """Names with line ends, however they got in: a mail keeps its one recipient and its own header lines."""
    name = f"Kim{LINE_ENDS}"[:80]
    Person.objects.filter(pk=cast.mentor.pk).update(first_name=name, last_name=name)
    type(cast.programme).objects.filter(pk=cast.programme.pk).update(name_en=f"Reverse{LINE_ENDS}"[:100])
    cast.tandem.delete()
    Application.objects.filter(pk=cast.mentor_application.pk).update(state=State.SUBMITTED)
    application = Application.objects.select_related("person", "cohort__programme").get(pk=cast.mentor_application.pk)
    selection.decide(actor=cast.office, application=application, to=State.ADMITTED, now=NOW)
    mail = Mail.objects.latest("pk")
    sent = message_from_bytes(compose(mail).message().as_bytes(), policy=default)
    assert (sent["To"], sent["Bcc"], sent["Cc"]) == (cast.mentor.email, None, None)
    assert set(sent.keys()) == {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted",
        "X-Auto-Response-Suppress", "Content-Language",
    }  # fmt: skip


def test_line_ends_do_not_come_in_by_the_profile(cast: Cast) -> None:
    data = {"first_name": f"Kim{LINE_ENDS}", "last_name": "M", "language": "en", "version": cast.mentor.version}
    client_of(cast, "mentor").post("/profile/", data)
    assert "\n" not in Person.objects.get(pk=cast.mentor.pk).first_name


HUGE = "9" * 30
QUERIES = (
    # A list that refuses one of them would hide the others, so the numbers come in two portions.
    f"?page={HUGE}&topic={HUGE}&department={HUGE}&unit={HUGE}",
    f"?run={HUGE}&a={HUGE}&category={HUGE}&page=-1&b=x&state=nothing&side=nothing&department=%F0%9F%92%A9",
    "?text=%00&q=%00&search=%00&recipient=%00&key=%00&note=%00&as=%00&next=%00&state=%00",
    "?text=%FF%FE&q=%27%22%3C%25&search=%5C&next=//evil.example&kind=../../etc/passwd&run=-1&a=0&topic=x",
)


def strict() -> bool:
    """PostgreSQL refuses NUL and what is too long for its column; SQLite nothing but too large a number."""
    return connection.vendor == "postgresql"


def test_no_page_falls_over_an_address(stage: Stage) -> None:
    """Numbers beyond every column, NUL and broken bytes in every parameter that a list knows.

    Whoever opens a page first stands for the others: a list reads its parameters whoever asks. A page whose code never
    looks at them is opened once.
    """
    fell, opened, reading, queries = set(), set(), 0, QUERIES if strict() else QUERIES[:2]
    for role in ("office", "mentor", "admin"):
        client = client_of(stage.cast, role)
        for path in sorted({path.partition("?")[0] for path in few(stage, role, many=1)} - opened):
            answer = ask(client, "GET", path)
            if answer.status_code == 200:
                opened.add(path)
                if "GET" in vars(answer.wsgi_request):  # a cached property
                    reading += 1
                    fell |= {path + query for query in queries if ask(client, "GET", path + query).status_code >= 500}
    assert fell == set()
    assert (len(opened) > 150, reading > 40) == (True, True), (len(opened), reading)


NASTY = ("\0", HUGE, "x" * 100_000)
WITHOUT_A_PAGE = ("version", "draft_key", "note", "ids", "to", "answer", "text", "direction", "kind", "action")
"""Fields of the acts that lead on at once, and so show no form to read the names from."""


def test_no_form_falls_over_what_is_sent(stage: Stage) -> None:
    """Every form of every room with NUL, a huge number or a very long text in each of its fields, by one who may."""
    fell, opened, sent = set(), set(), 0
    for role in ("office", "mentor", "stranger", "admin"):
        client = client_of(stage.cast, role)
        for path in few(stage, role, "POST"):
            page = None if path in opened else ask(client, "POST", path)
            if page is None or page.status_code == 404:
                continue
            opened.add(path)
            names = re.findall(r'name="(\w+)"', page.content.decode()) or WITHOUT_A_PAGE
            for value in NASTY if strict() else (HUGE,):
                sent += 1
                if ask(client, "POST", path, dict.fromkeys(names, value)).status_code >= 500:
                    fell.add(f"{path} as {role}: {value[:3]!r}")
    assert fell == set()
    assert sent > (150 if strict() else 50)
