"""Applications from tables."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from augenhoehe.applications import confidential
from augenhoehe.applications.enums import State
from augenhoehe.applications.kinds import KINDS
from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.intake.writing import write_xlsx
from augenhoehe.messaging.models import Mail
from augenhoehe.people.importing import Outcome, import_parsed, read
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


def bring(cohort: Cohort, text: str, sort: str = "both", *, good_only: bool = False) -> Outcome:
    office = Person.objects.filter(email="buero@stadt.example").first()
    office = office or factories.make_person(email="buero@stadt.example")
    kind = KINDS[sort]
    parsed = read(kind, text.encode(), name="tabelle.csv", scope=cohort.pk)
    return import_parsed(kind, parsed, take_good_rows=good_only, actor=office, scope=cohort.pk)


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
    bring(cohort, TABLE, "both-admitted")
    assert {one.state for one in Application.objects.all()} == {State.ADMITTED}
    assert {one.decided_by.email for one in Application.objects.all()} == {"buero@stadt.example"}
    assert sorted(Mail.objects.values_list("key", "recipient")) == [
        ("applications.admitted", "ada@stadt.example"),
        ("applications.admitted", "ben@stadt.example"),
    ]


def test_two_files_without_a_role_column(cohort: Cohort) -> None:
    bring(cohort, "email,first name,last name\nx@stadt.example,X,Y\n", "mentors")
    bring(cohort, "email,first name,last name\nz@stadt.example,Z,Y\n", "mentees")
    found = Application.objects.order_by("person__email").values_list("person__email", "side")
    assert list(found) == [("x@stadt.example", "mentor"), ("z@stadt.example", "mentee")]


def test_one_person_in_both_roles_is_an_error_at_the_row(cohort: Cohort) -> None:
    text = "Rolle;E-Mail\nMentor;x@stadt.example\nMentee;X@stadt.example\n"
    parsed = read(KINDS["both"], text.encode(), scope=cohort.pk)
    assert [(one.row, one.column, one.code) for one in parsed.errors] == [(3, "E-Mail", "other_role")]
    bring(cohort, "Rolle;E-Mail\nMentor;x@stadt.example\n")
    parsed = read(KINDS["mentees"], b"E-Mail\nx@stadt.example\n", scope=cohort.pk)
    assert [(one.row, one.code) for one in parsed.errors] == [(2, "other_role")]


MENTOR_MATCH = """first name,last name,email address,both mentor and mentee,job title,grade,organisation,profession,\
characteristics,identity to match
Ann,Ash,ann@stadt.example,no,Analyst,Grade 7,Department X,Policy,GEHEIM-1,GEHEIM-2
"""


def test_mentor_match_tables_and_the_columns_that_are_never_read(cohort: Cohort, as_: As) -> None:
    cohort_office = factories.make_person()
    factories.make_role(cohort.programme, cohort_office)
    client = as_(cohort_office)
    base = f"/office/cohorts/{cohort.pk}/applications/import/mentors/"
    file = SimpleUploadedFile("mentors.csv", MENTOR_MATCH.encode())
    check = client.post(base, {"file": file}).headers["Location"]
    page = client.get(check)
    html = page.content.decode()
    assert "GEHEIM" not in html
    assert "characteristics, identity to match" in html
    assert client.post(check, fields(page, action="import")).status_code == 302
    one = Application.objects.get()
    assert (one.side, one.person.email, one.person.unit.name) == ("mentor", "ann@stadt.example", "Department X")
    assert "GEHEIM" not in str(list(Application.objects.values())) + str(list(Person.objects.values()))
    assert Upload.objects.count() == 0


def test_a_wrong_row_imports_nothing_unless_the_office_says_so(cohort: Cohort, as_: As) -> None:
    office = factories.make_person()
    factories.make_role(cohort.programme, office)
    client = as_(office)
    wrong = TABLE.replace("co-writing:1:3", "no-such-topic:1:3")
    base = f"/office/cohorts/{cohort.pk}/applications/import/both/"
    check = client.post(base, {"file": SimpleUploadedFile("t.csv", wrong.encode())}).headers["Location"]
    page = client.get(check)
    html = page.content.decode()
    assert "no-such-topic" in html
    refused = client.post(check, fields(page, action="import"))
    assert (refused.status_code, Application.objects.count(), Unit.objects.count()) == (422, 0, 0)
    taken = client.post(check, fields(refused, action="import", take_good_rows="on"))
    assert taken.status_code == 302
    assert [one.person.email for one in Application.objects.all()] == ["ada@stadt.example"]


def test_choosing_the_table_leads_to_its_upload(cast: Cast, as_: As) -> None:
    client = as_(cast.office)
    base = f"/office/cohorts/{cast.cohort.pk}/applications/import/"
    assert client.post(base, {"table": "mentees"}).headers["Location"] == f"{base}mentees/"
    chosen = client.post(base, {"table": "both", "admit": "on"})
    assert chosen.headers["Location"] == f"{base}both-admitted/"


def test_an_upload_is_its_uploaders_alone(cast: Cast, as_: As) -> None:
    base = f"/office/cohorts/{cast.cohort.pk}/applications/import/both/"
    file = SimpleUploadedFile("t.csv", b"Rolle;E-Mail\nMentor;x@stadt.example\n")
    check = as_(cast.office).post(base, {"file": file}).headers["Location"]
    assert as_(cast.office2).get(check).status_code == 404
    assert as_(cast.office).get(check).status_code == 200


@pytest.mark.parametrize("sort", ["csv", "xlsx"])
def test_an_export_is_read_again_by_the_import(cast: Cast, as_: As, sort: str) -> None:
    site = factories.make_site(name="Rathaus")
    cast.mentor_application.sites.set([site])
    data = as_(cast.office).get(f"/office/cohorts/{cast.cohort.pk}/applications/export/{sort}/").content
    other = factories.make_cohort(cast.programme)
    kind = KINDS["both"]
    parsed = read(kind, data, name=f"x.{sort}", scope=other.pk)
    assert parsed.errors == ()
    import_parsed(kind, parsed, take_good_rows=False, actor=cast.office, scope=other.pk)
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
    parsed = read(KINDS["both"], data, scope=cohort.pk)
    assert (len(parsed.records), parsed.errors) == (2, ())
