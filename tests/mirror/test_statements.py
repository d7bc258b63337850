"""The office words the statements; who has begun to answer keeps theirs."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.mirror.errors import LastStatementError, TooManyStatementsError
from augenhoehe.mirror.models import Statement, StatementSet
from augenhoehe.mirror.rules import MOST_STATEMENTS
from augenhoehe.mirror.selectors.statements import edition_of
from augenhoehe.mirror.services.statements import (
    change_statement,
    create_statement,
    keep_edition,
    load_starter_statements,
)
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.starters import start
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

from .world import make_cohort, make_running, save

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
WORDS = {
    "text_de": "Wer fragt, führt.",
    "text_en": "Who asks, leads.",
    "prompt_de": "Wer hat zuletzt gefragt?",
    "prompt_en": "Who was the last to ask?",
}


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort()


@pytest.fixture
def office(cohort: Cohort) -> Person:
    person = factories.make_person()
    factories.make_role(cohort.programme, person)
    return person


def change(statement: Statement, actor: Person, version: int = 1, **changes: object) -> Statement:
    now = {name: getattr(statement, name) for name in (*WORDS, "active")}
    return change_statement(statement=statement, version=version, changes={**now, **changes}, actor=actor)


def test_a_new_programme_has_twelve_in_both_languages_each_with_its_question() -> None:
    programme = factories.make_programme()
    start(programme)
    rows = list(programme.mirror_statements.all())
    assert [row.position for row in rows] == list(range(1, 13))
    assert all(getattr(row, name) for row in rows for name in WORDS)
    assert len({getattr(row, name) for row in rows for name in WORDS}) == 48
    assert load_starter_statements(programme) == 0


def test_a_cohort_follows_the_office_until_the_first_answer(cohort: Cohort, office: Person) -> None:
    tandem, statement = make_running(cohort), Statement.objects.get(key="presence")
    change(statement, office, text_de="Erst so.")
    assert "Erst so." in {one.text_de for one in edition_of(cohort).statements}
    save(tandem)
    statement.refresh_from_db()
    change(statement, office, version=2, text_de="Dann anders.", active=False)
    create_statement(programme=cohort.programme, values=WORDS, draft_key=uuid.uuid4(), actor=office)
    kept, later = edition_of(cohort), edition_of(factories.make_cohort(cohort.programme))
    assert (kept.kept, len(kept.statements), "Erst so." in {one.text_de for one in kept.statements}) == (True, 12, True)
    assert [one.key for one in later.statements][-1] == "who-asks-leads"
    assert "presence" not in {one.key for one in later.statements}


def test_what_is_kept_is_kept_once(cohort: Cohort, office: Person) -> None:
    first = keep_edition(cohort, NOW)
    change(Statement.objects.get(key="upward"), office, text_en="Upwards.")
    assert keep_edition(cohort, NOW).print == first.print
    assert StatementSet.objects.count() == 1


def test_the_same_draft_twice_is_one(cohort: Cohort, office: Person) -> None:
    draft = uuid.uuid4()
    made = [
        create_statement(programme=cohort.programme, values=WORDS, draft_key=draft, actor=office) for _time in range(2)
    ]
    assert made[0] == made[1]
    with pytest.raises(StaleError):
        create_statement(
            programme=cohort.programme, values={**WORDS, "text_en": "No."}, draft_key=draft, actor=office
        )  # fmt: skip
    assert Entry.objects.filter(action="mirror.statement_created").count() == 1
    again = create_statement(programme=cohort.programme, values=WORDS, draft_key=uuid.uuid4(), actor=office)
    assert (again.key, again.position) == ("who-asks-leads-2", 14)


def test_no_more_than_anybody_answers_and_never_none(cohort: Cohort, office: Person) -> None:
    for _more in range(MOST_STATEMENTS - 12):
        create_statement(programme=cohort.programme, values=WORDS, draft_key=uuid.uuid4(), actor=office)
    with pytest.raises(TooManyStatementsError):
        create_statement(programme=cohort.programme, values=WORDS, draft_key=uuid.uuid4(), actor=office)
    Statement.objects.exclude(key="presence").update(active=False)
    with pytest.raises(LastStatementError):
        change(Statement.objects.get(key="presence"), office, active=False)
    Statement.objects.exclude(key="upward").update(active=True)
    Statement.objects.create(programme=cohort.programme, key="x", active=True, **WORDS)
    with pytest.raises(TooManyStatementsError):
        change(Statement.objects.get(key="upward"), office, active=True)


def test_the_log_says_what_was_changed(cohort: Cohort, office: Person) -> None:
    change(Statement.objects.get(key="upward"), office, text_en="Upwards.")
    entry = Entry.objects.get(action="mirror.statement_changed")
    assert (entry.actor_id, entry.data) == (
        office.pk, {"changes": {"text_en": ["Feedback belongs upwards too.", "Upwards."]}},
    )  # fmt: skip


# The office's pages.


def test_the_office_adds_rewords_and_retires(cohort: Cohort, office: Person, as_: As) -> None:
    client, here = as_(office), f"/office/cohorts/{cohort.pk}/evaluation/mirror/statements/"
    draft = str(uuid.uuid4())
    assert client.post(f"{here}new/", {"draft_key": draft}).status_code == 422
    for _twice in range(2):
        assert client.post(f"{here}new/", {**WORDS, "draft_key": draft}).status_code == 302
    assert client.post(f"{here}new/", {**WORDS, "text_en": "No.", "draft_key": draft}).status_code == 409
    made = Statement.objects.get(key="who-asks-leads")
    there = f"{here}{made.pk}/"
    assert client.post(there, {**WORDS, "version": 1}).status_code == 302
    made.refresh_from_db()
    assert made.active is False
    late = client.post(there, {**WORDS, "text_en": "Mine.", "version": 1, "active": "on"})
    assert (late.status_code, b"Mine." in late.content) == (409, True)
    assert b"out of use" in client.get(here).content


def test_the_last_one_stays_and_the_page_says_why(cohort: Cohort, office: Person, as_: As) -> None:
    only = Statement.objects.get(key="presence")
    Statement.objects.exclude(pk=only.pk).delete()
    page = as_(office).post(
        f"/office/cohorts/{cohort.pk}/evaluation/mirror/statements/{only.pk}/", {**WORDS, "version": 1}
    )  # fmt: skip
    assert (page.status_code, b"At least one statement" in page.content) == (422, True)


def test_another_programmes_statement_is_not_found(cohort: Cohort, office: Person, as_: As) -> None:
    foreign = Statement.objects.get(programme=make_cohort().programme, key="presence")
    here = f"/office/cohorts/{cohort.pk}/evaluation/mirror/statements/{foreign.pk}/"
    assert as_(office).get(here).status_code == 404


def test_without_the_part_there_is_no_page(cohort: Cohort, office: Person, as_: As) -> None:
    Cohort.objects.update(parts=[])
    here = f"/office/cohorts/{cohort.pk}/evaluation/mirror/statements/"
    for page in ("", "new/", f"{Statement.objects.earliest('pk').pk}/"):
        assert as_(office).get(f"{here}{page}").status_code == 404


def test_a_cohort_that_keeps_its_wording_says_so(cohort: Cohort, office: Person, as_: As) -> None:
    here = f"/office/cohorts/{cohort.pk}/evaluation/mirror/statements/"
    assert b"keeps its wording" not in as_(office).get(here).content
    tandem: Tandem = make_running(cohort)
    save(tandem)
    assert b"keeps its wording" in as_(office).get(here).content


@pytest.mark.parametrize("number", [1, 3])
def test_flat_in_queries(cohort: Cohort, office: Person, as_: As, number: int) -> None:
    Statement.objects.filter(position__gt=number).delete()
    client, here = as_(office), f"/office/cohorts/{cohort.pk}/evaluation/mirror/statements/"
    client.get(here)
    with CaptureQueriesContext(connection) as queries:
        client.get(here)
    assert len(queries) == 8
