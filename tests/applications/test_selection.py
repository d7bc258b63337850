"""The selection: filters, order, comparison, spread, asking."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application, NeedCheck
from augenhoehe.applications.selectors.selection import spread
from augenhoehe.applications.selectors.units import all_units
from augenhoehe.applications.services import propose_many
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import checklist_of, duties_of
from augenhoehe.programmes.parts import Part
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
NOW, TODAY = factories.NOW, factories.TODAY


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/office/cohorts/{cast.cohort.pk}/applications/"


def mentee(cast: Cast, name: str, level: int, *, time: bool | None = True, **changes: Any) -> Application:
    """A submitted mentee who needs the cast's topic; `time` None: without a need check."""
    person = factories.make_person(first_name="", last_name=name, unit=changes.pop("unit", None))
    values = {"state": State.SUBMITTED, "topics": {cast.topic: (level, 3)}, **changes}
    one = factories.make_application(cast.cohort, "mentee", person, **values)
    if time is not None:
        NeedCheck.objects.create(application=one, time_confirmed=time, done_at=NOW)
    return one


def listed(client: Client, url: str) -> list[str]:
    return [row.application.person.last_name for row in client.get(url).context["rows"]]


def test_of_the_recommended_whoever_needs_more_topics_comes_first(cast: Cast, as_: As, base: str) -> None:
    other = factories.make_topic(cast.cohort.programme)
    mentee(cast, "Abt", 0)
    mentee(cast, "Bad", 0, topics={cast.topic: (0, 3), other: (1, 2)})
    assert listed(as_(cast.office), f"{base}selection/?state=submitted&sort=need") == ["Bad", "Abt"]


def test_filters_and_order(cast: Cast, as_: As, base: str) -> None:
    first, second = factories.make_unit(name="A-Referat"), factories.make_unit(name="B-Referat")
    mentee(cast, "Abt", 2, unit=second)
    mentee(cast, "Bad", 0, unit=first)
    mentee(cast, "Cox", 1, time=False)
    mentee(cast, "Dorn", 0, time=None)
    mentee(cast, "Egg", 0, state=State.DRAFT)
    client = as_(cast.office)
    url = f"{base}selection/"
    assert listed(client, url) == ["Abt", "Bad", "Cox", "Dorn"]
    assert listed(client, f"{url}?state=submitted&sort=need") == ["Bad", "Cox", "Dorn", "Abt"]
    assert listed(client, f"{url}?state=submitted&sort=department") == ["Bad", "Abt", "Cox", "Dorn"]
    found = {
        need: listed(client, f"{url}?state=submitted&need={need}")
        for need in ("recommended", "time_open", "other_way", "missing")
    }
    assert found == {"recommended": ["Bad"], "time_open": ["Cox"], "other_way": ["Abt"], "missing": ["Dorn"]}
    assert sorted(listed(client, f"{url}?state=")) == ["Abt", "Bad", "Cox", "Dorn", "Muster", "Muster"]


def test_a_part_that_is_off_leaves_no_column(cast: Cast, as_: As, base: str) -> None:
    cast.cohort.parts = [part for part in Part.values if part not in (Part.NEED_CHECK, Part.WORKING_TIME)]
    cast.cohort.save()
    mentee(cast, "Abt", 0)
    client = as_(cast.office)
    html = client.get(f"{base}selection/?sort=need&need=missing").content.decode()
    assert "Abt" in html
    assert not [word for word in ("Need", "recommended", "Working time") if f">{word}<" in html]
    assert client.post(f"{base}selection/ask/").status_code == 404
    checks = {check.title for check in checklist_of(cast.cohort, TODAY)}
    assert ("Applications decided" in checks, "Need checks" in checks) == (True, False)


def test_two_to_four_beside_each_other(cast: Cast, as_: As, base: str) -> None:
    people = [mentee(cast, f"Person{number}", 0, motivation=f"Grund {number}") for number in range(5)]
    draft = mentee(cast, "Entwurf", 0, state=State.DRAFT)
    client = as_(cast.office)
    ids = [one.pk for one in people]
    response = client.post(f"{base}decide/", {"ids": ids[:2], "to": "compare"})
    assert response.headers["Location"].startswith(f"{base}selection/compare/?ids={ids[0]}&ids={ids[1]}&")
    html = client.get(response.headers["Location"]).content.decode()
    assert ("Grund 0" in html, "Grund 1" in html, "Grund 2" in html) == (True, True, False)
    query = "&".join(f"ids={pk}" for pk in (*ids, draft.pk))
    assert len(client.get(f"{base}selection/compare/?{query}").context["people"]) == 4
    foreign = factories.make_application(factories.make_cohort(), state=State.SUBMITTED)
    alone = client.get(f"{base}selection/compare/?ids={ids[0]}&ids={foreign.pk}&ids=x&ids={'9' * 40}")
    assert "Please tick two to four people" in alone.content.decode()


def test_how_departments_are_spread(cast: Cast) -> None:
    department = factories.make_unit(name="Zz-Referat")
    section = factories.make_unit(kind="section", parent=department)
    for state in (State.SUBMITTED, State.DECLINED, State.ADMITTED, State.DRAFT, State.WITHDRAWN):
        mentee(cast, "X", 0, unit=section, state=state)
    mentee(cast, "Y", 0, state=State.SUBMITTED)
    rows = {
        name: (mentors.applied, mentees.admitted, mentees.applied)
        for name, mentors, mentees in spread(cast.cohort, all_units())
    }
    assert (rows["Zz-Referat"], rows["no department"]) == ((0, 1, 3), (0, 0, 1))
    mine = cast.mentor.unit
    assert mine is not None
    assert rows[mine.name] == (1, 0, 0)


def test_asking_is_a_mail_and_a_card(cast: Cast, as_: As, base: str) -> None:
    one = mentee(cast, "Abt", 0, time=None)
    assert [check.state for check in checklist_of(cast.cohort, TODAY) if check.title == "Need checks"] == ["1 missing"]
    assert "Fill in your need check" not in {duty.title for duty in duties_of(one.person, TODAY)}
    client = as_(cast.office)
    assert client.post(f"{base}selection/ask/").status_code == 302
    assert "asked within the last week" in client.post(f"{base}selection/ask/", follow=True).content.decode()
    assert [mail.key for mail in Mail.objects.filter(person_id=one.person_id)] == ["applications.need_asked"]
    assert "Fill in your need check" in {duty.title for duty in duties_of(one.person, TODAY)}
    NeedCheck.objects.update(done_at=NOW)
    assert "Fill in your need check" not in {duty.title for duty in duties_of(one.person, TODAY)}


def test_a_begun_application_is_a_card_until_the_call_closes(cast: Cast) -> None:
    one = mentee(cast, "Abt", 0, state=State.DRAFT)
    titles = {duty.title for duty in duties_of(one.person, TODAY)}
    assert "Your application is begun, not submitted" in titles
    cast.cohort.phases.filter(kind="call").delete()
    assert "Your application is begun, not submitted" not in {duty.title for duty in duties_of(one.person, TODAY)}


def test_the_checklist_counts_what_waits_for_a_second_person(cast: Cast) -> None:
    cast.cohort.selection_four_eyes = True
    cast.cohort.save()
    people = [mentee(cast, "Abt", 0), mentee(cast, "Bad", 0)]
    propose_many(actor=cast.office, applications=people, to=State.ADMITTED, now=NOW)
    checks = {check.title: check.state for check in checklist_of(cast.cohort, TODAY)}
    assert (checks["Proposed decisions"], checks["Applications decided"]) == (
        "2 wait for a second person",
        "2 to decide",
    )


@pytest.mark.parametrize("query", ["", "?state=&sort=need", "?state=&sort=department"])
def test_queries_do_not_grow(cast: Cast, as_: As, base: str, query: str) -> None:
    client, spent = as_(cast.office), []
    for number in (1, 2):
        for _ in range(number):
            mentee(cast, "Abt", 0, unit=factories.make_unit())
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{base}selection/{query}")
        spent.append(len(queries))
    assert spent[0] == spent[1]
    assert spent[0] <= 20
