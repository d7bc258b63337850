"""A cohort that is over goes to the archive: read, not changed, found, taken back."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.people.models import Person
from augenhoehe.programmes import services
from augenhoehe.programmes.models import Cohort
from tests.access.test_table import TABLE, fill
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_cohort, make_role

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
LONG_AGO = dt.date(2020, 1, 1)
WRITES = sorted(
    route for route, row in TABLE.items() if route.startswith("office/cohorts/<int:cohort_id>/") and "POST" in row
)


def finish(cohort: Cohort, *, archived: bool = True) -> Cohort:
    Cohort.objects.filter(pk=cohort.pk).update(
        starts_on=LONG_AGO, ends_on=LONG_AGO + dt.timedelta(300), archived_at=NOW if archived else None
    )
    cohort.phases.update(opens_on=LONG_AGO, closes_on=LONG_AGO + dt.timedelta(300))
    cohort.refresh_from_db()
    return cohort


@pytest.mark.parametrize(("ends", "phase", "over"), [(-1, -1, True), (0, -1, False), (-1, 0, False), (-1, 5, False)])
def test_only_what_is_over_with_all_its_phases_can_be_archived(cast: Cast, ends: int, phase: int, over: bool) -> None:
    cohort = make_cohort(cast.programme, phases=["follow_up"], ends_on=TODAY + dt.timedelta(ends))
    cohort.phases.update(closes_on=TODAY + dt.timedelta(phase))
    archive = {"cohort": cohort, "actor": cast.office, "now": NOW, "today": TODAY}
    if not over:
        with pytest.raises(services.NotOverError):
            services.archive_cohort(**archive)
        return
    for _ in range(2):
        assert services.archive_cohort(**archive).archived_at == NOW
    for _ in range(2):
        assert services.restore_cohort(cohort=cohort, actor=cast.office).archived_at is None
    assert [change.subject for change in cohort.changes.all()] == ["archive", "archive"]


@pytest.mark.once
@pytest.mark.parametrize("route", WRITES)
def test_the_office_changes_nothing_in_an_archived_cohort(cast: Cast, as_: SignIn, route: str) -> None:
    finish(cast.cohort)
    path = fill(route, TABLE[route].get("sample", {}), cast)
    assert as_(cast.office).post(path).status_code == (302 if route.endswith("settings/restore/") else 409)
    assert as_(cast.stranger).post(path).status_code == 404
    assert Client().post(path).status_code == 302


def test_a_cohort_that_is_not_archived_is_changed_as_ever(cast: Cast, as_: SignIn) -> None:
    finish(cast.cohort, archived=False)
    path = f"/office/cohorts/{cast.cohort.pk}/settings/parts/"
    assert as_(cast.office).post(path, {"version": 1, "parts": []}).status_code == 302


def test_pages_can_be_read_and_say_why_nothing_can_be_sent(cast: Cast, as_: SignIn) -> None:
    finish(cast.cohort)
    client = as_(cast.office)
    for name in ("", "settings/", "settings/gate/", "applications/", "tandems/"):
        page = client.get(f"/office/cohorts/{cast.cohort.pk}/{name}", headers={"accept-language": "en"})
        assert "This cohort is archived" in page.content.decode()
    page = client.get(f"/office/cohorts/{cast.cohort.pk}/settings/").content.decode()
    assert page.index('<fieldset class="ah-archived" disabled>') < page.index('name="mentor_hours"')


def test_it_leaves_the_lists_is_found_and_comes_back(cast: Cast, as_: SignIn) -> None:
    finish(cast.cohort, archived=False)
    client, path = as_(cast.office), f"/office/cohorts/{cast.cohort.pk}/"
    own = f'href="{path}"'

    def seen() -> list[bool]:
        pages = ("/home/", "/office/programmes/", "/office/programmes/archive/")
        return [own in client.get(page).content.decode() for page in pages]

    assert seen() == [True, True, False]
    assert client.post(f"{path}settings/archive/").url == "/office/programmes/archive/"
    assert seen() == [False, False, True]
    assert list(as_(cast.other_office).get("/office/programmes/archive/").context["page"]) == []
    assert client.post(f"{path}settings/restore/").status_code == 302
    assert seen() == [True, True, False]


def test_the_archive_lists_in_a_constant_number_of_queries(cast: Cast, as_: SignIn) -> None:
    finish(cast.cohort)
    client = as_(cast.office)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/office/programmes/archive/")
        return len(captured)

    before = queries()
    for _ in range(2):
        other = finish(make_cohort())
        make_role(other.programme, cast.office)
    assert len(client.get("/office/programmes/archive/").context["page"]) == 3
    assert queries() == before
