"""Budget and statement of hours."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from augenhoehe.applications.selectors.statement import statement_of
from augenhoehe.applications.sheets import note_paper, statement_paper
from augenhoehe.documents.blocks import Paragraph, Table
from augenhoehe.people.models import Person
from augenhoehe.programmes.hours import budget
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.models import Meeting
from tests import factories
from tests.cast import Cast
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]


@pytest.mark.parametrize(("side", "shares"), [("mentor", [9, 6, 3, 3, 1, 2]), ("mentee", [9, 3, 2, 2])])
def test_the_hours_by_default(cast: Cast, side: str, shares: list[int]) -> None:
    assert [share.minutes / 60 for share in budget(cast.cohort, side)] == shares


def test_what_the_sum_leaves_is_preparation(cast: Cast) -> None:
    assert [share.minutes / 60 for share in budget(cast.cohort, "mentor", 30)] == [9, 12, 3, 3, 1, 2]


def test_a_sum_that_does_not_hold_its_parts_is_refused(cast: Cast, as_: As) -> None:
    path = f"/office/cohorts/{cast.cohort.pk}/settings/working-time/"
    client = as_(cast.office)
    form = client.get(path).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data.pop("approval_needed")
    answer = client.post(path, {**data, "mentor_hours": 17})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["mentor_hours"])
    assert client.post(path, {**data, "mentor_hours": 18, "approval_needed": "on"}).status_code == 302
    stored = Cohort.objects.get(pk=cast.cohort.pk)
    assert (stored.mentor_hours, stored.approval_needed) == (18, True)
    changes = client.get(f"/office/cohorts/{cast.cohort.pk}/settings/history/").content.decode()
    assert "Admit only with the supervisor’s approval" in changes


def test_meetings_that_took_place_count(cast: Cast) -> None:
    def meet(number: int, days: int, state: str = "planned") -> None:
        Meeting.objects.create(
            tandem=cast.tandem, number=number, starts_at=NOW + dt.timedelta(days=days), minutes=90, state=state,
            uid=f"{number}@stadt.example", place="Rathaus",
        )  # fmt: skip

    meet(1, -800)
    meet(2, -700, "cancelled")
    meet(3, 9000)
    factories.make_approval(cast.mentor_application, "agreed", decided_at=NOW, hours=30)
    statement = statement_of(cast.mentor_application, now=NOW)
    assert (statement.spent_minutes, statement.planned_minutes) == (90, 1800)
    assert statement_of(cast.mentee_application, now=NOW).spent_minutes == 90


def test_the_statement_says_who_agreed_and_when(cast: Cast, as_: As) -> None:
    factories.make_approval(cast.mentor_application, "agreed", decided_at=NOW)
    page = as_(cast.mentor).get(f"/applications/{cast.mentor_application.pk}/hours/").content.decode()
    assert "chefin@stadt.example agreed that these 24 hours are working time" in page
    assert cast.mentee.get_full_name() not in page


def test_the_statement_as_paper_says_the_same(cast: Cast, as_: As) -> None:
    factories.make_approval(cast.mentor_application, "agreed", decided_at=NOW)
    paper = statement_paper(statement_of(cast.mentor_application, now=NOW), "de")
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    assert paper.title == "Stundenaufstellung"
    assert [row[1] for row in tables[0].rows] == [
        "9 Stunden", "6 Stunden", "3 Stunden", "3 Stunden", "1 Stunde", "2 Stunden", "24 Stunden",
    ]  # fmt: skip
    answer = as_(cast.mentor).get(f"/applications/{cast.mentor_application.pk}/hours.pdf")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.getvalue().startswith(b"%PDF-")


def test_the_supervisors_note_as_pdf(cast: Cast, as_: As) -> None:
    asked = factories.make_approval(
        cast.mentor_application, "postponed", supervisor=cast.supervisor.email, reason_text="Umbau"
    )
    words = [block.text for block in note_paper(asked, "en").blocks if isinstance(block, Paragraph)]
    assert words[0].endswith("A peak of work that cannot be moved: Umbau")
    assert as_(cast.supervisor).get(f"/approvals/{asked.pk}/note.pdf").getvalue().startswith(b"%PDF-")
    assert as_(cast.mentee).get(f"/approvals/{asked.pk}/note.pdf").status_code == 404
