"""Applications from tables."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications import confidential
from augenhoehe.applications.enums import State
from augenhoehe.applications.kinds import APPLICATIONS
from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.intake.writing import write_xlsx
from augenhoehe.messaging.models import Mail
from augenhoehe.people.importing import BadRowsError, Outcome, Reading, import_reading, read_file, understand
from augenhoehe.people.models import Person, Unit, Upload
from augenhoehe.programmes.models import Cohort
from tests import factories
from tests.applications.forms import fields
from tests.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]

TABLE = """Rolle;E-Mail;Vorname;Nachname;Referat;Abteilung;Besoldungsgruppe;Dienstjahre;Themen;Zeiten;Form;\
Sprachen;sucht;gibt;nicht mit;Motivation
Mentorin;ada@stadt.example;Ada;Abel;Referat A;Abteilung 1;A9;4;co-writing:3;Mo 8-10;Video;de, en;advice:3;\
feedback:2;boss@stadt.example;Weil es passt
Mentee;ben@stadt.example;Ben;Boll;Referat B;;B2;22;co-writing:1:3;Mo 8-10, Di vormittags;Video;de;;;;
"""


@pytest.fixture
def cohort() -> Cohort:
    cohort = factories.make_cohort()
    factories.make_topic(cohort.programme, key="co-writing", name_de="Gemeinsam schreiben")
    return cohort


def read(cohort: Cohort, **files: str | bytes) -> Reading:
    """What files say; each under the key of its part, and named like it."""
    tables = {
        part: read_file(
            APPLICATIONS, data.encode() if isinstance(data, str) else data, name=f"{part}.csv", scope=cohort.pk
        )
        for part, data in files.items()
    }
    return understand(APPLICATIONS, tables, scope=cohort.pk)


def bring(cohort: Cohort, text: str = "", *, admit: bool = False, **files: str) -> Outcome:
    office = Person.objects.filter(email="buero@stadt.example").first()
    office = office or factories.make_person(email="buero@stadt.example")
    reading = read(cohort, **(files or {"both": text}))
    return import_reading(APPLICATIONS, reading, take_good_rows=False, actor=office, scope=cohort.pk, admit=admit)


def test_a_row_becomes_a_person_a_unit_and_a_submitted_application(cohort: Cohort) -> None:
    assert bring(cohort, TABLE) == Outcome(added=2)
    ada = Application.objects.get(person__email="ada@stadt.example")
    assert (ada.side, ada.state, ada.motivation) == ("mentor", State.SUBMITTED, "Weil es passt")
    assert (ada.slots, ada.modes, ada.languages) == ([0], ["video"], ["de", "en"])
    assert (ada.aspect_seeks, ada.aspect_gives) == ({"advice": 3}, {"feedback": 2})
    assert [(one.topic.key, one.level, one.relevance) for one in ada.topics.all()] == [("co-writing", 3, 0)]
    person = ada.person
    assert (person.get_full_name(), person.career_stage, person.unit.name) == ("Ada Abel", 1, "Abteilung 1")
    assert person.unit.parent.name == "Referat A"
    ben = Application.objects.get(person__email="ben@stadt.example")
    assert [(one.level, one.relevance) for one in ben.topics.all()] == [(1, 3)]
    assert ben.slots == [0, 4, 5]
    assert person.function_level < ben.person.function_level
    assert confidential.own_exclusions(reader=person, application=ada) == ["boss@stadt.example"]
    assert Mail.objects.count() == 0


def everything() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values()) for model in (Application, Person, Unit, Application.sites.through)
    ]


def test_the_same_table_twice_changes_nothing(cohort: Cohort) -> None:
    bring(cohort, TABLE)
    before = everything()
    entries = Entry.objects.filter(action="applications.imported").count()
    assert bring(cohort, TABLE) == Outcome(unchanged=2)
    turned = TABLE.replace("\n", "\n\n")
    assert bring(cohort, turned) == Outcome(unchanged=2)
    assert everything() == before
    assert Entry.objects.filter(action="applications.imported").count() == entries


def test_a_changed_row_changes_its_application_alone(cohort: Cohort) -> None:
    bring(cohort, TABLE)
    assert bring(cohort, TABLE.replace("Weil es passt", "Weil ich will")) == Outcome(changed=1, unchanged=1)
    assert Application.objects.get(person__email="ada@stadt.example").motivation == "Weil ich will"


def test_what_a_person_wrote_stays(cohort: Cohort) -> None:
    bring(cohort, TABLE)
    Application.objects.update(imported_hash="", motivation="Eigene Worte")
    assert bring(cohort, TABLE.replace("passt", "anders")) == Outcome(unchanged=2)
    assert {one.motivation for one in Application.objects.all()} == {"Eigene Worte"}


def test_whoever_withdrew_is_not_brought_back(cohort: Cohort) -> None:
    bring(cohort, TABLE)
    Application.objects.update(state=State.WITHDRAWN, motivation="")
    assert bring(cohort, TABLE.replace("passt", "anders")) == Outcome(unchanged=2)
    assert {(one.state, one.motivation) for one in Application.objects.all()} == {(State.WITHDRAWN, "")}


def test_admitted_at_once_with_a_mail_each(cohort: Cohort) -> None:
    bring(cohort, TABLE, admit=True)
    assert {one.state for one in Application.objects.all()} == {State.ADMITTED}
    assert {one.decided_by.email for one in Application.objects.all()} == {"buero@stadt.example"}
    assert sorted(Mail.objects.values_list("key", "recipient")) == [
        ("applications.admitted", "ada@stadt.example"),
        ("applications.admitted", "ben@stadt.example"),
    ]


MENTORS = "email,first name,last name\nx@stadt.example,X,Y\n"
MENTEES = "E-Mail;Vorname;Nachname\nz@stadt.example;Z;Y\n"


def test_two_files_without_a_role_column_are_one_act(cohort: Cohort) -> None:
    assert bring(cohort, mentors=MENTORS, mentees=MENTEES) == Outcome(added=2)
    found = Application.objects.order_by("person__email").values_list("person__email", "side", "origin")
    assert list(found) == [
        ("x@stadt.example", "mentor", "mentors.csv, row 2"),
        ("z@stadt.example", "mentee", "mentees.csv, row 2"),
    ]
    assert Entry.objects.filter(action="people.table_imported").count() == 1


def test_a_wrong_row_in_one_file_keeps_both_out(cohort: Cohort) -> None:
    with pytest.raises(BadRowsError):
        bring(cohort, mentors=MENTORS, mentees=MENTEES.replace("z@", "z"))
    assert not Application.objects.exists()
    assert not Person.objects.filter(email="x@stadt.example").exists()


def errors(reading: Reading) -> list[tuple[str, int | None, str | None, str]]:
    return [
        (parsed.table.name, one.row, one.column, one.code) for parsed in reading.parts.values() for one in parsed.errors
    ]


def test_one_person_in_both_roles_is_an_error_at_the_row(cohort: Cohort) -> None:
    text = "Rolle;E-Mail\nMentor;x@stadt.example\nMentee;X@stadt.example\n"
    assert errors(read(cohort, both=text)) == [("both.csv", 3, "E-Mail", "role_twice")]
    bring(cohort, "Rolle;E-Mail\nMentor;x@stadt.example\n")
    assert errors(read(cohort, mentees="E-Mail\nx@stadt.example\n")) == [("mentees.csv", 2, "E-Mail", "other_role")]


def test_one_person_in_both_files_is_told_with_file_and_row(cohort: Cohort) -> None:
    reading = read(cohort, mentors=MENTORS, mentees=f"{MENTEES}X@stadt.example;X;Y\n")
    assert errors(reading) == [("mentees.csv", 3, "E-Mail", "role_twice_in_file")]
    assert [one.text for one in reading.errors] == [
        "“X@stadt.example” stands in row 2 of “mentors.csv” in the other role; a person takes part in one."
    ]
    assert [one.row for one in reading.parts["mentees"].records] == [2]


def test_rows_that_repeat_another_file(cohort: Cohort) -> None:
    again = "Rolle;E-Mail;Vorname;Nachname\nMentor;x@stadt.example;X;Y\nMentor;X@stadt.example;Xe;Y\n"
    reading = read(cohort, mentors=MENTORS, both=again)
    assert [(one.code, one.row) for one in reading.parts["both"].problems] == [
        ("duplicate_same_in_file", 2),
        ("duplicate_in_file", 3),
    ]
    assert reading.left_out == 2


def test_files_in_the_wrong_order_are_noticed(cohort: Cohort) -> None:
    text = "Rolle;E-Mail\nMentee;x@stadt.example\n;y@stadt.example\n"
    assert errors(read(cohort, mentors=text)) == [("mentors.csv", 2, "Rolle", "role_contradicts")]


def test_swapped_files_are_noticed_by_the_levels(cohort: Cohort) -> None:
    high, low = "E-Mail;Ebene\na@stadt.example;6\n", "E-Mail;Ebene\nb@stadt.example;1\n"
    warned = [one.code for parsed in read(cohort, mentors=high, mentees=low).parts.values() for one in parsed.warnings]
    assert warned == ["roles_reversed"]


MENTOR_MATCH = """first name,last name,email address,both mentor and mentee,job title,grade,organisation,profession,\
characteristics,identity to match
Ann,Ash,ann@stadt.example,no,Analyst,Grade 7,Department X,Policy,GEHEIM-1,GEHEIM-2
"""


def page_of(cohort: Cohort) -> str:
    return f"/office/cohorts/{cohort.pk}/applications/import/"


def send(client: Client, cohort: Cohort, **files: str) -> str:
    sent = {part: SimpleUploadedFile(f"{part}.csv", text.encode()) for part, text in files.items()}
    answer = client.post(page_of(cohort), sent)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


@pytest.fixture
def client(cohort: Cohort, as_: As) -> Client:
    office = factories.make_person()
    factories.make_role(cohort.programme, office)
    return as_(office)


def test_mentor_match_tables_and_the_columns_that_are_never_read(cohort: Cohort, client: Client) -> None:
    check = send(client, cohort, mentors=MENTOR_MATCH)
    assert b"GEHEIM" not in bytes(Upload.objects.get().data)
    assert b"ann@stadt.example" in bytes(Upload.objects.get().data)
    page = client.get(check)
    html = page.content.decode()
    assert "GEHEIM" not in html
    assert "characteristics, identity to match" in html
    assert client.post(check, fields(page, action="import")).status_code == 302
    one = Application.objects.get()
    assert (one.side, one.person.email, one.person.unit.name) == ("mentor", "ann@stadt.example", "Department X")
    assert "GEHEIM" not in str(list(Application.objects.values())) + str(list(Person.objects.values()))
    assert Upload.objects.count() == 0


def test_a_workbook_with_a_column_that_is_never_read_is_not_stored_either(cohort: Cohort, client: Client) -> None:
    rows = [["E-Mail", "Religion", "Vorname"], ["x@stadt.example", "GEHEIM", "Xe"]]
    client.post(page_of(cohort), {"mentors": SimpleUploadedFile("m.xlsx", write_xlsx({"A": rows, "B": rows}))})
    upload = Upload.objects.get()
    assert upload.tables["mentors"].not_read == ("Religion",)
    assert b"GEHEIM" not in bytes(upload.data)


def test_a_wrong_row_imports_nothing_unless_the_office_says_so(cohort: Cohort, client: Client) -> None:
    check = send(client, cohort, both=TABLE.replace("co-writing:1:3", "no-such-topic:1:3"))
    page = client.get(check)
    assert "no-such-topic" in page.content.decode()
    refused = client.post(check, fields(page, action="import"))
    assert (refused.status_code, Application.objects.count(), Unit.objects.count()) == (422, 0, 0)
    taken = client.post(check, fields(refused, action="import", take_good_rows="on"))
    assert taken.status_code == 302
    assert [one.person.email for one in Application.objects.all()] == ["ada@stadt.example"]


def test_one_check_page_for_two_files_each_with_its_own_columns(cohort: Cohort, client: Client) -> None:
    mentees = MENTEES.replace("E-Mail", "Kontakt")
    check = send(client, cohort, mentors=MENTORS, mentees=mentees)
    page = client.get(check)
    assert [(file.part.key, len(file.rows), len(file.errors)) for file in page.context["files"]] == [
        ("mentors", 1, 0),
        ("mentees", 0, 2),
    ]
    chosen = fields(page, **{"mentees-column-0": "email"})
    page = client.post(check, {**chosen, "action": "preview"})
    assert [len(file.rows) for file in page.context["files"]] == [1, 1]
    assert client.post(check, fields(page, action="import", admit="on")).status_code == 302
    assert set(Application.objects.values_list("side", "state")) == {
        ("mentor", State.ADMITTED),
        ("mentee", State.ADMITTED),
    }


def test_without_a_file_the_first_field_says_so(cohort: Cohort, client: Client) -> None:
    answer = client.post(page_of(cohort), {})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["mentors"])


def test_a_bad_file_beside_a_good_one_is_told_at_its_field(cohort: Cohort, client: Client) -> None:
    sent = {
        "mentors": SimpleUploadedFile("m.csv", MENTORS.encode()),
        "mentees": SimpleUploadedFile("e.xlsx", b"PK\x03\x04"),
    }
    answer = client.post(page_of(cohort), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["mentees"])
    assert not Upload.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_rows(cohort: Cohort) -> None:
    head, row, *_rest = TABLE.splitlines()
    row += ";Rathaus;chefin@stadt.example"
    counts = []
    for sort, rows in (("a", 1), ("b", 1), ("c", 3), ("d", 30)):
        lines = [row.replace("ada@", f"{sort}{number}@") for number in range(rows)]
        with CaptureQueriesContext(connection) as captured:
            bring(cohort, "\n".join([f"{head};Standorte;Führungskraft", *lines]))
        counts.append(len(captured))
    assert counts[1] == counts[2] == counts[3]


def test_an_upload_is_its_uploaders_alone(cast: Cast, as_: As) -> None:
    check = send(as_(cast.office), cast.cohort, both="Rolle;E-Mail\nMentor;x@stadt.example\n")
    assert as_(cast.office2).get(check).status_code == 404
    assert as_(cast.office).get(check).status_code == 200


@pytest.mark.parametrize("sort", ["csv", "xlsx"])
def test_an_export_is_read_again_by_the_import(cast: Cast, as_: As, sort: str) -> None:
    site = factories.make_site(name="Rathaus")
    cast.mentor_application.sites.set([site])
    data = as_(cast.office).get(f"/office/cohorts/{cast.cohort.pk}/applications/export/{sort}/").content
    other = factories.make_cohort(cast.programme)
    reading = read(other, both=data)
    assert reading.errors == ()
    import_reading(APPLICATIONS, reading, take_good_rows=False, actor=cast.office, scope=other.pk, admit=False)
    for side, source in (("mentor", cast.mentor_application), ("mentee", cast.mentee_application)):
        copy = Application.objects.get(cohort=other, side=side)
        for name in ("person", "aspect_seeks", "aspect_gives", "slots", "modes", "languages", "motivation"):
            assert getattr(copy, name) == getattr(source, name), name
        assert list(copy.topics.values("topic", "level", "relevance")) == list(
            source.topics.values("topic", "level", "relevance")
        )
        assert list(copy.sites.all()) == list(source.sites.all())


def test_a_workbook_is_read_like_a_text(cohort: Cohort) -> None:
    rows = [line.split(";") for line in TABLE.replace("\\\n", "").splitlines()]
    data = write_xlsx({"Tabelle": rows})
    assert io.BytesIO(data).read(2) == b"PK"
    reading = read(cohort, both=data)
    assert (len(reading.records), reading.errors) == (2, ())
