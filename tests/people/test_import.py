import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.audit.models import Entry
from augenhoehe.cli import load
from augenhoehe.intake import propose_mapping, write_xlsx
from augenhoehe.people.importing import BadRowsError, Outcome, import_reading, read_file, understand
from augenhoehe.people.kinds import KINDS
from augenhoehe.people.models import FormerTandem, Person, Relation, Site, Unit, Upload
from augenhoehe.people.previews import Line
from augenhoehe.people.services import forget_uploads
from tests.cast import Cast
from tests.factories import make_person, make_unit

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]

UNITS = """Kürzel;Name;übergeordnete Einheit;Art
RIT-I;Infrastruktur;RIT;Abteilung
RIT;IT-Referat;;Referat
RIT-I-2;Netze;Infrastruktur;
"""
PERSONS = """E-Mail;Vorname;Nachname;Organisationseinheit;Entgeltgruppe;Dienstjahre;Standort;Sprachen;Vorgesetzte
ina@stadt.example;Ina;Jung;RIT-I-2;E9b;2;Rathaus;Deutsch, Englisch;chef@stadt.example
chef@stadt.example;Carl;Hefner;RIT;A 15;25;Rathaus;Deutsch;
"""


def take(kind: str, text: str, *, good_rows: bool = False) -> Outcome:
    sort = KINDS[kind]
    reading = understand(sort, {"file": read_file(sort, text.encode())})
    return import_reading(sort, reading, take_good_rows=good_rows, actor=None)


def tree() -> dict[str, str | None]:
    return {unit.short: unit.parent.short if unit.parent else None for unit in Unit.objects.select_related("parent")}


def test_units_in_any_order_and_twice() -> None:
    assert take("units", UNITS) == Outcome(3, 0, 0)
    assert tree() == {"RIT": None, "RIT-I": "RIT", "RIT-I-2": "RIT-I"}
    assert dict(Unit.objects.values_list("short", "kind")) == {
        "RIT": "department",
        "RIT-I": "division",
        "RIT-I-2": "section",
    }
    assert take("units", UNITS) == Outcome(0, 0, 3)


def test_units_are_changed_and_moved() -> None:
    take("units", UNITS)
    assert take("units", "short;name;parent\nRIT-I-2;Netze und Funk;RIT\n") == Outcome(0, 1, 0)
    assert tree()["RIT-I-2"] == "RIT"
    assert Unit.objects.get(short="RIT-I-2").name == "Netze und Funk"


def test_distribution_lists_come_with_the_units_and_an_empty_cell_takes_none_away() -> None:
    table = "Kürzel;Name;Verteiler;Sprache des Verteilers\nRIT;IT-Referat;it-alle@stadt.example;Englisch\n"
    assert take("units", table) == Outcome(1, 0, 0)
    assert take("units", table.replace("it-alle@stadt.example;Englisch", ";")) == Outcome(0, 0, 1)
    unit = Unit.objects.get(short="RIT")
    assert (unit.distribution_list, unit.list_language) == ("it-alle@stadt.example", "en")
    with pytest.raises(BadRowsError):
        take("units", table.replace("it-alle@", "it alle "))


def test_a_circle_with_what_is_stored_is_told_by_row() -> None:
    take("units", UNITS)
    with pytest.raises(BadRowsError) as caught:
        take("units", "short;name;parent\nRIT;IT-Referat;RIT-I-2\n")
    assert [(problem.code, problem.row, problem.column) for problem in caught.value.reading.errors] == [
        ("unit_cycle", 2, "parent")
    ]
    assert tree()["RIT"] is None


def test_persons_their_level_and_superior_and_twice() -> None:
    take("units", UNITS)
    assert take("persons", PERSONS) == Outcome(2, 0, 0)
    ina = Person.objects.get(email="ina@stadt.example")
    assert (ina.first_name, ina.unit.short, ina.site.name, ina.career_stage, ina.languages) == (
        "Ina",
        "RIT-I-2",
        "Rathaus",
        0,
        ["de", "en"],
    )
    assert (ina.function_level, ina.level_by_house, ina.joined_at) == (2, True, None)
    relation = Relation.objects.get()
    assert (relation.superior.email, relation.subordinate, relation.kind) == ("chef@stadt.example", ina, "line")
    assert Site.objects.count() == 1
    assert take("persons", PERSONS) == Outcome(0, 0, 2)
    assert (Person.objects.count(), Relation.objects.count(), Site.objects.count()) == (2, 1, 1)


def test_the_pay_grade_is_not_stored() -> None:
    take("units", UNITS)
    take("persons", PERSONS)
    stored = str(list(Person.objects.values())) + str(list(Entry.objects.values()))
    assert "E9b" not in stored
    assert "A 15" not in stored


def test_what_a_person_said_themselves_stays() -> None:
    take("units", UNITS)
    take("persons", PERSONS)
    site = Site.objects.create(name="Neubau")
    Person.objects.filter(email="ina@stadt.example").update(career_stage=3, site=site, languages=["fr"])
    assert take("persons", PERSONS) == Outcome(0, 0, 2)
    ina = Person.objects.get(email="ina@stadt.example")
    assert (ina.career_stage, ina.site, ina.languages) == (3, site, ["fr"])


def test_a_new_superior_ends_the_old_relation_and_keeps_it() -> None:
    take("units", UNITS)
    take("persons", PERSONS)
    changed = PERSONS.replace("chef@stadt.example\n", "neu@stadt.example\n", 1)
    assert take("persons", changed) == Outcome(0, 1, 1)
    old, new = Relation.objects.order_by("pk")
    assert (old.superior.email, old.until is not None) == ("chef@stadt.example", True)
    assert (new.superior.email, new.until) == ("neu@stadt.example", None)
    assert take("persons", changed) == Outcome(0, 0, 2)


PERIODS = "E-Mail;Vorname;Nachname;Führungskraft;Führungskraft seit;Führungskraft bis\n"


def periods() -> list[tuple[str, dt.date | None, dt.date | None]]:
    return list(Relation.objects.order_by("pk").values_list("superior__email", "since", "until"))


def test_a_superior_from_a_day_to_a_day_and_twice() -> None:
    text = f"{PERIODS}ina@stadt.example;Ina;Jung;chef@stadt.example;01.04.2025;2125-12-31\n"
    assert take("persons", text) == Outcome(1, 0, 0)
    assert periods() == [("chef@stadt.example", dt.date(2025, 4, 1), dt.date(2125, 12, 31))]
    assert take("persons", text) == Outcome(0, 0, 1)
    assert take("persons", text.replace("01.04.2025;2125-12-31", "01.05.2025;")) == Outcome(0, 1, 0)
    assert periods() == [("chef@stadt.example", dt.date(2025, 5, 1), None)]


def test_the_same_periods_with_english_headings() -> None:
    head = "email,first name,last name,supervisor,supervisor since,supervisor until\n"
    take("persons", f"{head}ina@stadt.example,Ina,Jung,chef@stadt.example,2025-04-01,2125-12-31\n")
    assert periods() == [("chef@stadt.example", dt.date(2025, 4, 1), dt.date(2125, 12, 31))]


def test_a_superior_of_long_ago_is_not_stored() -> None:
    text = f"{PERIODS}ina@stadt.example;Ina;Jung;chef@stadt.example;;31.12.2019\n"
    assert take("persons", text) == Outcome(1, 0, 0)
    assert not Relation.objects.exists()
    now = f"{PERIODS}ina@stadt.example;Ina;Jung;chef@stadt.example;;\n"
    assert take("persons", now) == Outcome(0, 1, 0)
    assert take("persons", text) == Outcome(0, 1, 0)
    assert [until for _boss, _since, until in periods()] == [dt.date(2019, 12, 31)]


def test_wrong_periods_are_told_by_row_and_field() -> None:
    text = (
        f"{PERIODS}a@stadt.example;A;A;chef@stadt.example;2025-05-01;2025-04-30\n"
        "b@stadt.example;B;B;;2025-05-01;\nc@stadt.example;C;C;chef@stadt.example;gestern;\n"
    )
    with pytest.raises(BadRowsError) as caught:
        take("persons", text)
    assert [(one.code, one.row, one.column) for one in caught.value.reading.errors] == [
        ("until_before_since", 2, "Führungskraft bis"),
        ("required", 3, "Führungskraft"),
        ("not_a_date", 4, "Führungskraft seit"),
    ]


def test_two_who_led_each_other_in_turn_are_no_circle() -> None:
    text = f"{PERIODS}a@stadt.example;A;A;b@stadt.example;;\nb@stadt.example;B;B;a@stadt.example;;2125-01-01\n"
    assert take("persons", text) == Outcome(2, 0, 0)


def test_errors_by_row_and_field_and_nothing_written() -> None:
    take("units", UNITS)
    bad = PERSONS.replace("E9b", "Z99").replace("ina@", "ina#").replace("RIT;A 15", "Unknown;A 15")
    with pytest.raises(BadRowsError) as caught:
        take("persons", bad)
    assert [(problem.code, problem.row, problem.column) for problem in caught.value.reading.errors] == [
        ("not_email", 2, "E-Mail"),
        ("grade_unknown", 2, "Entgeltgruppe"),
        ("unit_unknown", 3, "Organisationseinheit"),
    ]
    assert not Person.objects.exists()
    with pytest.raises(BadRowsError):
        take("persons", bad, good_rows=True)


def test_good_rows_only_when_asked() -> None:
    take("units", UNITS)
    bad = PERSONS.replace("E9b", "Z99")
    with pytest.raises(BadRowsError):
        take("persons", bad)
    assert take("persons", bad, good_rows=True) == Outcome(1, 0, 0)
    assert list(Person.objects.values_list("email", flat=True)) == ["chef@stadt.example"]


def test_a_large_list_needs_few_queries() -> None:
    make_unit(short="RIT")
    rows = [f"p{n}@stadt.example;Kim;Muster{n};RIT;E9b;p{n // 10}@stadt.example" for n in range(1, 1200)]
    text = "E-Mail;Vorname;Nachname;OE;EG;Vorgesetzte\n" + "\n".join(["p0@stadt.example;Kim;M;RIT;B3;", *rows])
    with CaptureQueriesContext(connection) as captured:
        assert take("persons", text).added == 1200
    assert len(captured) < 60
    assert Relation.objects.count() == 1199


RELATIONS = """Wer;Beziehung;Wen;seit;bis
chef@stadt.example;beurteilt;ina@stadt.example;01.04.2025;
Chef@stadt.example;entscheidet über Personalfragen;ina@stadt.example;;
ina@stadt.example;war Mentorin von;chef@stadt.example;;31.12.2019
chef@stadt.example;Beurteilung;uli@stadt.example;;31.12.2019
"""


def related() -> list[tuple[str, str, str, dt.date | None, dt.date | None]]:
    fields = ("superior__email", "kind", "subordinate__email", "since", "until")
    return list(Relation.objects.order_by("pk").values_list(*fields))


def test_appraisal_roles_and_former_tandems_and_twice() -> None:
    chef, ina, uli = (make_person(email=f"{name}@stadt.example") for name in ("chef", "ina", "uli"))
    own = Relation.objects.create(superior=chef, subordinate=ina, kind="appraisal", declared_by=ina)
    assert take("relations", RELATIONS) == Outcome(3, 0, 1)
    assert related()[1:] == [
        (chef.email, "appraisal", ina.email, dt.date(2025, 4, 1), None),
        (chef.email, "personnel", ina.email, None, None),
    ]
    tandem = FormerTandem.objects.get()
    assert (tandem.mentor, tandem.mentee, tandem.ended_on) == (ina, chef, dt.date(2019, 12, 31))
    assert take("relations", RELATIONS) == Outcome(0, 0, 4)
    later = RELATIONS.replace("01.04.2025;", ";01.05.2025").replace("31.12.2019", "30.11.2019")
    assert take("relations", later) == Outcome(0, 2, 2)
    assert related()[1][3:] == (dt.date(2025, 4, 1), dt.date(2025, 5, 1))
    own.refresh_from_db()
    assert (own.since, own.until) == (None, None)


def test_wrong_relations_are_told_by_row_and_field() -> None:
    make_person(email="chef@stadt.example")
    text = (
        "Wer;Art;Wen;seit;bis\nchef@stadt.example;beurteilt;fremd@stadt.example;;\n"
        "chef@stadt.example;kennt;chef@stadt.example;;\n"
        "chef@stadt.example;beurteilt;chef@stadt.example;2025-05-02;2025-05-01\n"
    )
    with pytest.raises(BadRowsError) as caught:
        take("relations", text)
    assert [(one.code, one.row, one.column) for one in caught.value.reading.errors] == [
        ("person_unknown", 2, "Wen"),
        ("not_a_choice", 3, "Art"),
        ("relation_self", 4, "Wen"),
        ("until_before_since", 4, "bis"),
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_an_empty_table_has_headings_that_are_read(admin: Client, kind: str, language: str) -> None:
    answer = admin.get(f"/installation/import/{kind}/?empty", headers={"accept-language": language})
    fields = KINDS[kind].schema(None).fields
    table = read_file(KINDS[kind], answer.content, name="t.xlsx")
    mapping = propose_mapping(table, KINDS[kind].schema(None))
    assert {column.field for column in mapping.columns} == {field.name for field in fields}


@pytest.fixture
def admin(cast: Cast, as_: SignIn) -> Client:
    return as_(cast.admin)


def upload(client: Client, kind: str, content: bytes, name: str = "list.csv") -> str:
    answer = client.post(f"/installation/import/{kind}/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return str(answer.url)


def columns(page: object) -> dict[str, str]:
    return {field.html_name: field.initial for field, _samples in page.context["files"][0].columns}


@pytest.mark.parametrize("as_xlsx", [False, True])
def test_the_way_through_the_pages(admin: Client, as_xlsx: bool) -> None:
    rows = [line.split(";") for line in UNITS.strip().split("\n")]
    content = write_xlsx({"OE": rows}) if as_xlsx else UNITS.encode("cp1252")
    path = upload(admin, "units", content)
    page = admin.get(path)
    assert columns(page) == {
        "file-column-0": "short",
        "file-column-1": "name",
        "file-column-2": "parent",
        "file-column-3": "kind",
    }
    assert (len(page.context["reading"].records), page.context["reading"].left_out) == (3, 0)
    before = Unit.objects.count()
    assert admin.post(path, {**columns(page), "action": "preview"}).status_code == 200
    assert Unit.objects.count() == before
    assert admin.post(path, {**columns(page), "action": "import"}).url == "/installation/units/"
    assert Unit.objects.count() == before + 3
    assert not Upload.objects.exists()
    assert admin.get(path).status_code == 404


def test_a_column_is_mapped_by_hand(admin: Client) -> None:
    path = upload(admin, "units", b"short;name;Irgendwas\nA;Abteilung;\nB;Bereich;A\n")
    page = admin.get(path)
    assert columns(page)["file-column-2"] == ""
    page = admin.post(path, {**columns(page), "file-column-2": "parent", "action": "preview"})
    assert columns(page)["file-column-2"] == "parent"
    assert columns(admin.get(path))["file-column-2"] == "parent"
    admin.post(path, {**columns(page), "action": "import"})
    assert tree()["B"] == "A"


def test_wrong_rows_are_refused_until_the_good_ones_are_asked_for(admin: Client) -> None:
    path = upload(admin, "units", b"short;name\nA;Abteilung\nB;\n")
    page = admin.post(path, {**columns(admin.get(path)), "action": "import"})
    assert page.status_code == 422
    assert page.context["files"][0].errors == [Line(3, "name", "A value is missing.")]
    assert not Unit.objects.filter(short="A").exists()
    answer = admin.post(path, {**columns(page), "action": "import", "take_good_rows": "on"})
    assert answer.status_code == 302
    assert Unit.objects.filter(short="A").exists()
    assert not Unit.objects.filter(short="B").exists()


def test_a_column_that_must_not_be_read_is_named_and_dropped(admin: Client) -> None:
    content = b"email;first name;last name;religion\na@stadt.example;A;B;CANARY\n"
    path = upload(admin, "persons", content)
    assert b"CANARY" not in bytes(Upload.objects.get().data)
    page = admin.get(path)
    text = page.content.decode()
    assert "religion" in text
    assert "CANARY" not in text


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"\x00\x01\x02", "neither an xlsx"), (b"PK\x03\x04broken", "damaged"), (b"\xff\xfe\x00", "")],
)
def test_what_is_no_table_is_an_error_at_the_field(admin: Client, content: bytes, words: str) -> None:
    answer = admin.post("/installation/import/units/", {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["file"])
    assert not Upload.objects.exists()


def test_an_upload_is_its_owners_alone(cast: Cast, admin: Client, as_: SignIn) -> None:
    path = upload(admin, "units", UNITS.encode())
    other = make_person(is_administrator=True)
    assert as_(other).get(path).status_code == 404
    assert as_(cast.office).get(path).status_code == 404
    assert admin.get(path.replace("units", "persons")).status_code == 404


def test_the_same_file_twice_is_one_upload_and_it_goes_after_a_day(admin: Client) -> None:
    assert upload(admin, "units", UNITS.encode()) == upload(admin, "units", UNITS.encode())
    stored = Upload.objects.get()
    assert forget_uploads(now=stored.created_at) == 0
    assert forget_uploads(now=stored.expires_at) == 1


def test_giving_up_deletes_the_upload(admin: Client) -> None:
    path = upload(admin, "units", UNITS.encode())
    assert admin.post(path, {"action": "discard"}).status_code == 302
    assert not Upload.objects.exists()


class Arguments:
    def __init__(self, kind: str, file: Path, *, take_good_rows: bool = False) -> None:
        self.kind, self.file, self.take_good_rows = kind, file, take_good_rows


def test_the_console_imports_and_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "units.csv", tmp_path / "bad.csv"
    good.write_text(UNITS)
    bad.write_text("short;name\nX;\nY;Ypsilon\n")
    assert load.run(Arguments("units", good)) == 0
    assert capsys.readouterr().out == "3 added, 0 changed, 0 unchanged, 0 left out.\n"
    assert load.run(Arguments("units", bad)) == 2
    assert capsys.readouterr().err.splitlines()[0] == "bad.csv:2: name: A value is missing."
    assert not Unit.objects.filter(short="Y").exists()
    assert load.run(Arguments("units", bad, take_good_rows=True)) == 0
    assert Unit.objects.filter(short="Y").exists()
    assert load.run(Arguments("units", tmp_path / "none.csv")) == 2
    assert "There is no such file." in capsys.readouterr().err
