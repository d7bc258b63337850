"""The directory: by consent, for those who take or took part, and left at once."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.network.cards import entering
from augenhoehe.network.errors import NetworkError
from augenhoehe.network.models import AlumniEntry, LeaveLink
from augenhoehe.network.panels import directory as panel
from augenhoehe.network.selectors.directory import cohort_for, departments_in_directory, directory_of, own_topics
from augenhoehe.network.services import directory
from augenhoehe.network.services.directory import forget_links, leave_directory, remind_due, save_entry
from augenhoehe.network.services.links import link_to_leave
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part, all_parts
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.panels import Situation
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
WITHOUT = [part for part in all_parts() if part != Part.NETWORK]
SHOWN = {"show_unit": True, "show_address": False, "line": "Ask me about forms."}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def tandem() -> Tandem:
    return factories.make_tandem(factories.make_cohort(), state="closed", ends_on=TODAY - dt.timedelta(days=3))


def enter(tandem: Tandem, version: int = 0, **changes: Any) -> AlumniEntry:
    given = {"topics": [], "now": NOW, "changes": SHOWN, **changes}
    return save_entry(cohort=tandem.cohort, actor=tandem.mentor.person, version=version, **given)


def names(cohort: Cohort, **filters: Any) -> list[str]:
    return [one.person.last_name for one in directory_of(cohort.programme, filters)]


def form(entry: AlumniEntry | None = None, **changes: Any) -> dict[str, Any]:
    return {"version": entry.version if entry else 0, "show_unit": "on", "line": "Forms.", **changes}


@pytest.mark.parametrize("state", ["proposed", "accepted", "confirmed", "paused", "not_formed", "ended", "closed"])
def test_one_enters_after_the_closing_only(tandem: Tandem, state: str) -> None:
    Tandem.objects.update(state=state)
    if state == "closed":
        assert enter(tandem).line == "Ask me about forms."
    else:
        with pytest.raises(NetworkError):
            enter(tandem)


def test_nobody_else_enters_here(tandem: Tandem) -> None:
    stranger = factories.make_application(tandem.cohort).person
    with pytest.raises(NetworkError):
        save_entry(cohort=tandem.cohort, actor=stranger, version=0, changes=SHOWN, topics=[], now=NOW)


def test_without_the_part_nobody_enters(tandem: Tandem) -> None:
    Cohort.objects.update(parts=WITHOUT)
    tandem.cohort.refresh_from_db()
    with pytest.raises(NetworkError):
        enter(tandem)


def test_two_clicks_are_one_entry_and_a_stale_edit_is_told(tandem: Tandem) -> None:
    entry = enter(tandem)
    changed = enter(tandem, entry.version, changes=SHOWN | {"line": "Forms and more."})
    assert AlumniEntry.objects.get().line == "Forms and more."
    with pytest.raises(StaleError):
        enter(tandem, entry.version - 1)
    with pytest.raises(StaleError):
        enter(tandem, 0)
    assert changed.version == 2


def test_by_form_and_back_out(as_: As, tandem: Tandem) -> None:
    browser, topic = as_(tandem.mentor.person), factories.make_topic(tandem.cohort.programme)
    here = f"/cohorts/{tandem.cohort_id}/alumni/"
    assert browser.post(f"{here}me/", form(topics=[topic.pk])).status_code == 302
    entry = AlumniEntry.objects.get()
    assert (entry.show_unit, entry.show_address, entry.line, [*entry.topics.all()]) == (True, False, "Forms.", [topic])
    stale = browser.post(f"{here}me/", form(line="Other words."))
    assert stale.status_code == 409
    assert b"Other words." in stale.content
    assert browser.post(f"{here}me/", form(entry, line="x" * 201)).status_code == 422
    assert browser.post(f"{here}me/", form(entry, topics=[10**30])).status_code == 422
    assert browser.post(f"{here}me/leave/").status_code == 302
    assert not AlumniEntry.objects.exists()
    assert browser.post(f"{here}me/leave/").status_code == 404


def test_what_is_not_shown_stands_nowhere(as_: As, tandem: Tandem) -> None:
    person = factories.make_person(unit=factories.make_unit(name="Amt für Stille"), email="still@stadt.example")
    factories.make_entry(tandem.cohort, person, show_unit=False, show_address=False)
    department = departments_in_directory(tandem.cohort.programme)
    assert [*department] == []
    page = as_(tandem.mentee.person).get(f"/cohorts/{tandem.cohort_id}/alumni/").content.decode()
    assert person.last_name in page
    assert "Amt für Stille" not in page
    assert "still@stadt.example" not in page
    assert names(tandem.cohort, department=person.unit) == []


def test_words_topics_and_departments(tandem: Tandem) -> None:
    cohort, topic = tandem.cohort, factories.make_topic(tandem.cohort.programme, name_de="Ämterlotsen")
    top = factories.make_unit()
    below = factories.make_unit(parent=top, kind="section")
    one = factories.make_person(last_name="Özdemir", unit=below)
    factories.make_entry(cohort, one, topics=[topic])
    factories.make_entry(cohort, factories.make_person(last_name="Blau", unit=factories.make_unit()), line="Haushalt")
    assert names(cohort) == ["Blau", "Özdemir"]
    assert names(cohort, q="özdemir") == ["Özdemir"]
    assert names(cohort, q="ämter özdemir") == ["Özdemir"]
    assert names(cohort, q="haushalt") == ["Blau"]
    assert names(cohort, topic=topic) == ["Özdemir"]
    assert names(cohort, department=top) == ["Özdemir"]
    assert top in departments_in_directory(cohort.programme)


def test_who_is_listed(tandem: Tandem) -> None:
    """Of cohorts of the programme that have a directory, people who can still sign in."""
    cohort = tandem.cohort
    elder = factories.make_cohort(cohort.programme)
    without = factories.make_cohort(cohort.programme, parts=WITHOUT)
    for where, name, changes in (
        (elder, "Elder", {}), (without, "Without", {}), (factories.make_cohort(), "Elsewhere", {}),
        (cohort, "Gone", {"is_active": False}),
    ):  # fmt: skip
        factories.make_entry(where, factories.make_person(last_name=name, **changes))
    assert names(cohort) == ["Elder"]


@pytest.mark.parametrize(
    ("state", "read"), [("admitted", True), ("submitted", False), ("withdrawn", False), ("declined", False)]
)
def test_who_reads_it(state: str, read: bool) -> None:
    application = factories.make_application(factories.make_cohort(), state=state)
    assert (cohort_for(application.person, application.cohort_id) is not None) is read
    Cohort.objects.update(parts=WITHOUT)
    assert cohort_for(application.person, application.cohort_id) is None


def test_an_entry_opens_the_directory_when_the_application_is_gone(as_: As, tandem: Tandem) -> None:
    entry = enter(tandem)
    tandem.mentor.delete()
    assert as_(entry.person).get(f"/cohorts/{tandem.cohort_id}/alumni/me/").status_code == 200


def test_the_office_does_not_read_it(as_: As, tandem: Tandem) -> None:
    office = factories.make_person()
    factories.make_role(tandem.cohort.programme, office)
    assert as_(office).get(f"/cohorts/{tandem.cohort_id}/alumni/").status_code == 404


def test_asked_on_the_home_page_for_a_month(tandem: Tandem) -> None:
    person = tandem.mentor.person
    assert [duty.href for duty in entering(person, TODAY)] == [f"/cohorts/{tandem.cohort_id}/alumni/me/"]
    assert [*entering(person, TODAY + dt.timedelta(days=28))] == []
    entry = enter(tandem)
    assert [*entering(person, TODAY)] == []
    leave_directory(entry=entry, actor=person)
    Cohort.objects.update(parts=WITHOUT)
    assert [*entering(person, TODAY)] == []


def test_at_the_closing_each_sees_their_own_entry(as_: As, tandem: Tandem) -> None:
    enter(tandem)
    for side, stands in (("mentor", True), ("mentee", False)):
        application = getattr(tandem, side)
        found = panel(Situation(tandem, application.side, application.person, NOW))
        assert found is not None
        assert bool(found.entry) is stands
        page = as_(application.person).get(f"/tandems/{tandem.pk}/closing/").content.decode()
        assert ("You stand in the directory" in page) is stands
    tandem.state = "confirmed"
    assert panel(Situation(tandem, tandem.mentor.side, tandem.mentor.person, NOW)) is None


def test_home_leads_there(as_: As, tandem: Tandem) -> None:
    link = f'href="/cohorts/{tandem.cohort_id}/alumni/"'
    assert link in as_(tandem.mentor.person).get("/home/").content.decode()
    Cohort.objects.update(parts=WITHOUT)
    assert link not in as_(tandem.mentor.person).get("/home/").content.decode()


def test_topics_are_suggested_from_the_application() -> None:
    cohort = factories.make_cohort()
    good, wanted, neither = (factories.make_topic(cohort.programme) for _time in range(3))
    mentor = factories.make_application(cohort, topics={good: (3, 0), wanted: (0, 2), neither: (0, 0)})
    assert {*own_topics(mentor.person, cohort.programme)} == {good.pk, wanted.pk}


def test_a_mail_a_year_with_a_way_out(client: Client, tandem: Tandem) -> None:
    entry = enter(tandem)
    AlumniEntry.objects.update(created_at=NOW - dt.timedelta(days=365))
    assert remind_due(now=NOW - dt.timedelta(days=1)) == 0
    assert [remind_due(now=NOW), remind_due(now=NOW)] == [1, 0]
    assert remind_due(now=NOW + dt.timedelta(days=364)) == 0
    assert remind_due(now=NOW + dt.timedelta(days=365)) == 1
    mail = Mail.objects.filter(key="network.reminder").earliest("pk")
    found = re.search(r"/links/alumni/[^/\s]+/", mail.text)
    assert found is not None
    assert b"Leave the directory" in client.get(found[0]).content
    assert AlumniEntry.objects.filter(pk=entry.pk).exists()
    assert b"You are out of the directory" in client.post(found[0]).content
    assert not AlumniEntry.objects.exists()
    assert client.post(found[0]).status_code == 404


def test_two_workers_remind_once(tandem: Tandem) -> None:
    enter(tandem)
    AlumniEntry.objects.update(created_at=NOW - dt.timedelta(days=365))
    entry = AlumniEntry.objects.select_related("cohort", "programme", "person").get()
    assert [directory._remind(entry, NOW) for _worker in range(2)] == [True, False]
    assert LeaveLink.objects.count() == 1


def test_no_mail_without_the_part_but_a_way_out(client: Client, tandem: Tandem) -> None:
    entry = enter(tandem)
    AlumniEntry.objects.update(created_at=NOW - dt.timedelta(days=400))
    Cohort.objects.update(parts=WITHOUT)
    assert remind_due(now=NOW) == 0
    link = link_to_leave(entry, NOW).partition("example")[2] or link_to_leave(entry, NOW)
    path = "/links/" + link.partition("/links/")[2]
    assert client.post(path).status_code == 200
    assert not AlumniEntry.objects.exists()


def test_old_links_are_over_and_forgotten(client: Client, tandem: Tandem) -> None:
    path = "/links/" + link_to_leave(enter(tandem), NOW - dt.timedelta(days=401)).partition("/links/")[2]
    assert client.post(path).status_code == 410
    assert AlumniEntry.objects.exists()
    assert forget_links(now=NOW) == 1
    assert not LeaveLink.objects.exists()


def test_it_goes_with_the_person(tandem: Tandem) -> None:
    enter(tandem)
    tandem.mentor.person.delete()
    assert not AlumniEntry.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_flat_in_queries(as_: As, tandem: Tandem, number: int) -> None:
    for _time in range(number):
        factories.make_entry(tandem.cohort, topics=[factories.make_topic(tandem.cohort.programme)])
    browser = as_(tandem.mentor.person)
    browser.get("/home/")
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(f"/cohorts/{tandem.cohort_id}/alumni/").status_code == 200
    assert len(queries) == 15


def test_pages_of_twenty_four(as_: As, tandem: Tandem) -> None:
    for number in range(25):
        factories.make_entry(tandem.cohort, factories.make_person(last_name=f"Z{number:02}"))
    here = f"/cohorts/{tandem.cohort_id}/alumni/"
    assert b"Z24" not in as_(tandem.mentor.person).get(here).content
    assert b"Z24" in as_(tandem.mentor.person).get(f"{here}?page=2").content
    assert b"Nobody fits this search" in as_(tandem.mentor.person).get(f"{here}?q=nobody").content
