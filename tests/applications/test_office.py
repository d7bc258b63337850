"""The office reads, decides and exports."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.applications.views import office as views
from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from tests import factories
from tests.applications.forms import fields
from tests.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/office/cohorts/{cast.cohort.pk}/applications/"


def submitted(cast: Cast, side: str = "mentor", **changes: Any) -> Application:
    return factories.make_application(cast.cohort, side, state=State.SUBMITTED, **changes)


def sent(cast: Cast) -> QuerySet[Mail]:
    """The mails of this test; the cast brings one of its own."""
    return Mail.objects.exclude(pk=cast.mail.pk)


def names(response: Any) -> set[str]:
    return {one.person.get_full_name() for one, *_rest in response.context["rows"]}


@pytest.mark.parametrize(
    ("to", "text", "key"),
    [
        ("admitted", "", "admitted"),
        ("reserve", "", "reserve"),
        ("declined", "places", "declined_places"),
        ("declined", "course", "declined_course"),
        ("declined", "topics", "declined_topics"),
    ],
)
def test_a_decision_is_stored_logged_and_told(cast: Cast, as_: As, base: str, to: str, text: str, key: str) -> None:
    one = submitted(cast)
    client = as_(cast.office)
    url = f"{base}{one.pk}/"
    data = {"to": to, "text": text, "reason": "Grund: wenige Plätze"}
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 302]
    one.refresh_from_db()
    assert (one.state, one.decided_by, one.decision_reason) == (to, cast.office, "Grund: wenige Plätze")
    mail = sent(cast).get()
    assert (mail.key, mail.recipient) == (f"applications.{key}", one.person.email)
    assert "wenige Plätze" not in mail.text
    assert [entry.action for entry in Entry.objects.all()] == [f"applications.{to}"]


def test_declining_needs_a_reason_and_keeps_what_was_typed(cast: Cast, as_: As, base: str) -> None:
    one = submitted(cast)
    response = as_(cast.office).post(f"{base}{one.pk}/", {"to": "declined", "reason": " ", "text": "course"})
    one.refresh_from_db()
    assert (response.status_code, one.state, sent(cast).count()) == (
        422,
        State.SUBMITTED,
        0,
    )
    assert fields(response)["text"] == ["course"]


def test_somebody_who_withdrew_meanwhile_is_a_409(cast: Cast, as_: As, base: str) -> None:
    one = submitted(cast)
    client = as_(cast.office)
    client.get(f"{base}{one.pk}/")
    Application.objects.filter(pk=one.pk).update(state=State.WITHDRAWN)
    response = client.post(f"{base}{one.pk}/", {"to": "admitted"})
    assert (response.status_code, sent(cast).count()) == (409, 0)


def test_several_at_once_first_shows_the_names(cast: Cast, as_: As, base: str) -> None:
    one, other = submitted(cast), submitted(cast, "mentee")
    gone = factories.make_application(cast.cohort, state=State.WITHDRAWN)
    client = as_(cast.office)
    page = client.post(f"{base}decide/", {"ids": [one.pk, other.pk, gone.pk], "to": "admitted"})
    html = page.content.decode()
    assert page.status_code == 200
    assert all(person.person.last_name in html for person in (one, other, gone))
    assert Application.objects.filter(state=State.SUBMITTED).count() == 2

    assert client.post(f"{base}decide/", fields(page)).status_code == 302
    states = [Application.objects.get(pk=pk).state for pk in (one.pk, other.pk, gone.pk)]
    assert states == [State.ADMITTED, State.ADMITTED, State.WITHDRAWN]
    assert sorted(mail.recipient for mail in sent(cast)) == sorted([one.person.email, other.person.email])


def test_several_of_another_programme_are_left_alone(cast: Cast, as_: As, base: str) -> None:
    foreign = factories.make_application(factories.make_cohort(), state=State.SUBMITTED)
    as_(cast.office).post(f"{base}decide/", {"ids": [foreign.pk], "to": "admitted", "confirmed": "yes"})
    foreign.refresh_from_db()
    assert foreign.state == State.SUBMITTED


def test_nobody_ticked_is_said(cast: Cast, as_: As, base: str) -> None:
    response = as_(cast.office).post(f"{base}decide/", {"to": "admitted"}, follow=True)
    assert "Please tick at least one person." in response.content.decode()


def test_filters(cast: Cast, as_: As, base: str) -> None:
    department = factories.make_unit()
    section = factories.make_unit(kind="section", parent=department)
    topic = factories.make_topic(cast.programme)
    anna = factories.make_person(first_name="Anna", last_name="Abt", unit=section)
    bert = factories.make_person(first_name="Bert", last_name="Bad")
    carl = factories.make_person(first_name="Carl", last_name="Cox")
    factories.make_application(cast.cohort, "mentor", anna, state=State.SUBMITTED, topics={topic: (2, 0)})
    factories.make_application(cast.cohort, "mentee", bert, state=State.RESERVE, topics={topic: (3, 0)})
    factories.make_application(cast.cohort, "mentor", carl, state=State.WITHDRAWN)
    client = as_(cast.office)
    cast_names = {"Mentor Muster", "Mentee Muster"}

    def found(query: str) -> set[str]:
        return names(client.get(base + query))

    assert found("") == {"Anna Abt", "Bert Bad"} | cast_names
    assert found("?side=mentee") == {"Bert Bad", "Mentee Muster"}
    assert found("?state=submitted") == {"Anna Abt"}
    assert found("?state=withdrawn") == {"Carl Cox"}
    assert found(f"?department={department.pk}") == {"Anna Abt"}
    assert found(f"?topic={topic.pk}") == {"Anna Abt"}
    assert found("?text=bert+bad") == {"Bert Bad"}
    assert found("?side=nonsense&topic=x&department=9999999&state=?") == {"Anna Abt", "Bert Bad"} | cast_names


def test_a_draft_stays_with_its_person(cast: Cast, as_: As, base: str) -> None:
    one = factories.make_application(cast.cohort, state=State.DRAFT, motivation="Noch nicht fertig")
    client = as_(cast.office)
    for page in (f"{base}{one.pk}/", f"{base}export/csv/"):
        html = client.get(page).content.decode()
        assert one.person.last_name in html
        assert "Noch nicht fertig" not in html


def test_the_detail_shows_the_answers_and_escapes_them(cast: Cast, as_: As, base: str) -> None:
    one = submitted(cast, motivation="Weil <b>fett</b>", topics={cast.topic: (3, 0)}, slots=[0, 1, 4])
    html = as_(cast.office).get(f"{base}{one.pk}/").content.decode()
    assert "Weil &lt;b&gt;fett&lt;/b&gt;" in html
    assert str(cast.topic) in html
    assert "Monday 8–10, 10–12" in html


def test_the_reserve_list_keeps_its_order(cast: Cast, as_: As, base: str) -> None:
    people = [submitted(cast, "mentee") for _ in range(3)]
    client = as_(cast.office)
    for one in people:
        client.post(f"{base}{one.pk}/", {"to": "reserve", "reason": f"Grund {one.pk}"})
    page = client.get(f"{base}reserve/").content.decode()
    assert [one.pk for one in people if f"Grund {one.pk}<" not in page] == []

    def order() -> list[int]:
        lists = dict(client.get(f"{base}reserve/").context["lists"])
        return [one.pk for one in lists["mentee"]]

    first, second, third = (one.pk for one in people)
    assert order() == [first, second, third]
    client.post(f"{base}{third}/move/", {"direction": "up"})
    assert order() == [first, third, second]
    client.post(f"{base}{first}/move/", {"direction": "down"})
    client.post(f"{base}{third}/move/", {"direction": "up"})
    assert order() == [third, first, second]
    client.post(f"{base}{third}/", {"to": "admitted"})
    assert order() == [first, second]
    assert Application.objects.get(pk=third).reserve_rank is None


def test_the_reserve_list_comes_in_pages_and_keeps_its_order(
    cast: Cast, as_: As, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE", 2)
    made = [
        factories.make_application(cast.cohort, side, state=State.RESERVE, reserve_rank=rank)
        for side, many in (("mentee", 5), ("mentor", 2))
        for rank in range(1, many + 1)
    ]
    client, mentees = as_(cast.office), [one.pk for one in made[:5]]

    def page(number: int) -> dict[str, list[int]]:
        lists = client.get(f"{base}reserve/", {"page": number}).context["lists"]
        return {side: [one.pk for one in people] for side, people in lists}

    assert [page(number).get("mentee") for number in (1, 2, 3)] == [mentees[:2], mentees[2:4], mentees[4:]]
    assert [len(page(number).get("mentor", [])) for number in (1, 2, 3)] == [2, 0, 0]
    html = client.get(f"{base}reserve/", {"page": 2}).content.decode()
    assert [f'Place">{place}</td>' in html for place in (2, 3, 4, 5)] == [False, True, True, False]

    moved = client.post(f"{base}{mentees[2]}/move/", {"direction": "up"})
    assert moved.headers["Location"] == f"{base}reserve/?page=1#application-{mentees[2]}"
    assert page(1)["mentee"] == [mentees[0], mentees[2]]
    down = client.post(f"{base}{mentees[2]}/move/", {"direction": "down"})
    assert down.headers["Location"] == f"{base}reserve/?page=2#application-{mentees[2]}"
    assert page(1)["mentee"] + page(2)["mentee"] == mentees[:4]


def test_giving_back_reopens_it_after_the_call_too(cast: Cast, as_: As, base: str) -> None:
    one = submitted(cast)
    cast.cohort.phases.filter(kind="call").delete()
    response = as_(cast.office).post(f"{base}{one.pk}/return/", {"message": "Bitte {name} nennen Sie Zeiten."})
    one.refresh_from_db()
    assert (response.status_code, one.state, one.late) == (302, State.DRAFT, True)
    mail = sent(cast).get()
    assert (mail.key, "Bitte {name} nennen Sie Zeiten." in mail.text) == ("applications.returned", True)
    assert as_(one.person).get(f"/applications/{one.pk}/times/").status_code == 200


def test_somebody_late_is_let_in(cast: Cast, as_: As, base: str) -> None:
    cast.cohort.phases.filter(kind="call").delete()
    client = as_(cast.office)
    data = {"email": "Spaet@Stadt.example", "first_name": "Sina", "last_name": "Spät", "side": "mentee"}
    assert [client.post(f"{base}invite/", data).status_code for _ in range(2)] == [302, 302]
    one = Application.objects.get(person__email="spaet@stadt.example")
    assert (one.person.get_full_name(), one.side, one.state, one.late) == (
        "Sina Spät",
        "mentee",
        State.DRAFT,
        True,
    )
    assert [mail.key for mail in sent(cast)] == ["applications.invited"]
    assert as_(one.person).get(f"/applications/{one.pk}/motivation/").status_code == 200


def test_a_foreign_address_is_not_invited(cast: Cast, as_: As, base: str) -> None:
    response = as_(cast.office).post(f"{base}invite/", {"email": "a@anderswo.example", "side": "mentor"})
    assert response.status_code == 422
    assert not Person.objects.filter(email="a@anderswo.example").exists()


def test_an_export_is_safe_from_formulas(cast: Cast, as_: As, base: str) -> None:
    factories.make_application(
        cast.cohort, "mentor", factories.make_person(last_name="Zz"), state=State.SUBMITTED, motivation="=1+1"
    )
    body = as_(cast.office).get(f"{base}export/csv/?state=submitted").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert [row["Motivation"] for row in rows] == ["'=1+1"]


@pytest.mark.parametrize("path", ["", "reserve/", "export/csv/", "../topics/coverage/"])
def test_queries_do_not_grow(cast: Cast, as_: As, base: str, path: str, django_assert_max_num_queries: Any) -> None:
    client = as_(cast.office)
    url = base + path if not path.startswith("..") else f"/office/cohorts/{cast.cohort.pk}/topics/coverage/"
    spent = []
    for state in (State.RESERVE, State.RESERVE, State.RESERVE):
        factories.make_application(cast.cohort, state=state, topics={cast.topic: (2, 0)})
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        spent.append(len(queries))
    assert spent[0] == spent[2]
    assert spent[0] <= 15
