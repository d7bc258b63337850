"""The office: leading a workshop, taking its results into the pool, the topics of a cohort, forgetting."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.selectors.coverage import coverage
from augenhoehe.applications.selectors.member import topic_rows
from augenhoehe.audit.models import Entry
from augenhoehe.people.models import Person
from augenhoehe.topics.cards import workshop_checks
from augenhoehe.topics.models import Contribution, Group, Pen, Topic, Vote, Workshop
from augenhoehe.topics.selectors import offer_of, whole_board_of
from augenhoehe.topics.services import forget_workshops
from augenhoehe.topics.views import desk, results
from tests.cast import Cast
from tests.factories import TODAY, make_application, make_cohort, make_group, make_topic, make_workshop

from .workshop import PHONES, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast: Cast, as_: Callable[[Person], Client]) -> Client:
    return as_(cast.office)


def base(cast: Cast) -> str:
    return f"/office/cohorts/{cast.cohort.pk}/topics/"


def page(cast: Cast, rest: str = "") -> str:
    return f"{base(cast)}workshops/{cast.workshop.pk}/{rest}"


def closed(cast: Cast, **groups: Any) -> dict[str, Group]:
    """The cast's workshop, closed, with these groups alone."""
    cast.workshop.groups.all().delete()
    made = {name: make_group(cast.workshop, name=name, **values) for name, values in groups.items()}
    Workshop.objects.filter(pk=cast.workshop.pk).update(state="closed")
    return made


def test_the_same_new_workshop_twice_is_one(cast: Cast, office: Client) -> None:
    data = {"title": "Im Rathaus", "held_on": "2026-12-01", "votes_each": "3", "draft_key": str(uuid.uuid4())}
    places = {office.post(f"{base(cast)}workshops/new/", data).headers["Location"] for _ in range(2)}
    made = Workshop.objects.get(title="Im Rathaus")
    assert places == {f"{base(cast)}workshops/{made.pk}/"}
    assert (made.state, made.held_on, made.votes_each, len(made.code)) == ("prepared", dt.date(2026, 12, 1), 3, 6)


def test_from_prepared_to_closed_and_back_by_buttons(cast: Cast, office: Client) -> None:
    for to in ("voting", "closed", "open"):
        assert office.post(page(cast, "state/"), {"to": to}).status_code == 302
        cast.workshop.refresh_from_db()
        assert cast.workshop.state == to
    assert office.post(page(cast, "state/"), {"to": "nonsense"}).status_code == 404
    assert office.post(page(cast, "state/"), {"to": "prepared"}).status_code == 302
    cast.workshop.refresh_from_db()
    assert cast.workshop.state == "open"


def test_a_stale_title_is_a_409_and_fewer_votes_a_422(cast: Cast, office: Client) -> None:
    data = {"version": 1, "held_on": "2026-12-01", "votes_each": "5"}
    assert office.post(page(cast, "edit/"), {**data, "title": "Eins"}).status_code == 302
    answer = office.post(page(cast, "edit/"), {**data, "title": "Zwei"})
    assert (answer.status_code, answer.context["conflict"]) == (409, [("Title", "Eins")])
    Vote.objects.create(workshop=cast.workshop, group=cast.group, device=PHONES[0], place=1, limit=5)
    fewer = {**data, "title": "Eins", "version": 2, "votes_each": "4"}
    assert office.post(page(cast, "edit/"), fewer).status_code == 422


def test_grouping_with_ticks_and_a_choice(cast: Cast, office: Client) -> None:
    other = make_group(cast.workshop, wants=2)
    one = other.contributions.first().pk
    arrange = page(cast, "arrange/")
    assert office.post(arrange, {"do": "move", "target": "new"}).status_code == 422
    assert office.post(arrange, {"do": "move", "target": "new", "group": [other.pk]}).status_code == 422
    assert office.post(arrange, {"do": "move", "target": "999999", "group": [other.pk]}).status_code == 422
    data = {"do": "move", "target": cast.group.pk, "contribution": [one]}
    assert office.post(arrange, data).status_code == 302
    assert office.post(arrange, {"do": "move", "target": "new", "name": "Neu", "group": [other.pk]}).status_code == 302
    assert {card.name: card.wants for card in whole_board_of(cast.workshop).cards} == {cast.group.name: 2, "Neu": 1}
    assert office.post(page(cast, f"groups/{other.pk}/undo/")).status_code == 302
    # the button of a group: what is ticked goes there
    assert office.post(arrange, {"here": cast.group.pk, "target": "new"}).status_code == 422
    assert office.post(arrange, {"here": cast.group.pk, "target": "new", "group": [other.pk]}).status_code == 302
    assert {card.name for card in whole_board_of(cast.workshop).cards} == {cast.group.name}
    assert office.post(page(cast, f"groups/{other.pk}/undo/")).status_code == 302
    assert {card.name for card in whole_board_of(cast.workshop).cards} == {cast.group.name, other.name}


def test_hiding_and_showing_again(cast: Cast, office: Client) -> None:
    for do, hidden in (("hide", True), ("show", False)):
        assert office.post(page(cast, "arrange/"), {"do": do, "group": [cast.group.pk]}).status_code == 302
        cast.group.refresh_from_db()
        assert cast.group.hidden is hidden


def test_the_facilitators_board_comes_again_only_when_it_changed(cast: Cast, office: Client) -> None:
    first = office.get(page(cast, "board/"))
    seen = {"If-None-Match": first.headers["ETag"]}
    assert office.get(page(cast, "board/"), headers=seen).status_code == 304
    office.post(page(cast, "arrange/"), {"do": "hide", "group": [cast.group.pk]})
    assert office.get(page(cast, "board/"), headers=seen).status_code == 200


def test_a_full_board_comes_to_the_desk_in_pages_and_by_words(
    cast: Cast, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PER_PAGE", 2)
    made = closed(cast, Wikis={}, Chats={}, Tabellen={})
    write = {"workshop": cast.workshop, "group": made["Chats"], "kind": "want", "text": "Wiki für alle"}
    Contribution.objects.create(**write, draft_key=uuid.uuid4())

    def shown(query: str) -> set[str]:
        return {card.name for card in office.get(page(cast, query)).context["page"]}

    assert sorted(len(shown(f"?page={number}")) for number in (1, 2)) == [1, 2]
    assert shown("?page=1") | shown("?page=2") == set(made)
    assert shown("?q=wIKI") == {"Wikis", "Chats"}
    assert "not on the board" in office.get(page(cast, "?q=xyz")).content.decode()
    # what is on another page can be the target, and one comes back to where one was
    data = {"do": "move", "target": made["Tabellen"].pk, "group": [made["Wikis"].pk]}
    assert office.post(page(cast, "arrange/?q=wiki"), data).headers["Location"] == page(cast, "?q=wiki")
    assert shown("") == {"Chats", "Tabellen"}


def test_results_are_decided_page_by_page(cast: Cast, office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "PER_PAGE", 2)
    monkeypatch.setattr(results, "TOLD", 2)
    made = closed(cast, a={"wants": 4}, b={"wants": 3}, c={"wants": 2})
    answer = office.get(page(cast, "results/"))
    assert [form.card.name for form in answer.context["forms"]] == ["a", "b"]
    assert "and 1 more" in answer.content.decode()
    assert [form.card.name for form in office.get(page(cast, "results/?page=2")).context["forms"]] == ["c"]
    data = {f"g{made[name].pk}-outcome": "left" for name in "ab"}
    assert office.post(page(cast, "results/?page=1"), data).headers["Location"] == page(cast, "results/?page=1")
    assert "1 on the other pages is not" in office.get(page(cast, "results/")).content.decode()
    # what somebody sends from a page that looks another way by now is decided all the same
    office.post(page(cast, "results/"), {f"g{made['c'].pk}-outcome": "left"})
    assert "Everything is decided" in office.get(page(cast, "results/")).content.decode()


def test_results_become_topics_once(cast: Cast, office: Client) -> None:
    made = closed(cast, wikis={"wants": 2}, known={"offers": 1}, chat={}, later={})
    fields = {
        f"g{made['wikis'].pk}": {
            "outcome": "new",
            "name_de": "Wikis",
            "name_en": "",
            "category": cast.topic.category_id,
        },
        f"g{made['known'].pk}": {"outcome": "known", "topic": cast.topic.pk},
        f"g{made['chat'].pk}": {"outcome": "left"},
        f"g{made['later'].pk}": {"outcome": ""},
    }
    data = {f"{prefix}-{name}": str(value) for prefix, row in fields.items() for name, value in row.items()}
    assert [office.post(page(cast, "results/"), data).status_code for _ in range(2)] == [302, 302]
    topic = Topic.objects.get(name_de="Wikis")
    assert (topic.workshop, topic.category, topic.active) == (cast.workshop, cast.topic.category, True)
    assert str(topic) == "Wikis"  # until somebody writes the English name
    decided = cast.workshop.groups.values_list("name", "outcome", "result")
    assert sorted(decided, key=str) == sorted(
        [("wikis", "new", topic.pk), ("known", "known", cast.topic.pk), ("chat", "left", None), ("later", "", None)],
        key=str,
    )
    assert Entry.objects.filter(action="topics.results_taken").count() == 1
    assert office.post(page(cast, f"results/{made['chat'].pk}/reopen/")).status_code == 302
    assert cast.workshop.groups.get(name="chat").outcome == ""


def test_what_a_result_lacks_is_said_at_its_field(cast: Cast, office: Client) -> None:
    made = closed(cast, wikis={}, known={})
    data = {f"g{made['wikis'].pk}-outcome": "new", f"g{made['known'].pk}-outcome": "known"}
    answer = office.post(page(cast, "results/"), data)
    errors = {form.card.name: sorted(form.errors) for form in answer.context["forms"]}
    assert (answer.status_code, errors) == (422, {"wikis": ["category", "name_de"], "known": ["topic"]})
    assert Topic.objects.count() == 1


def test_a_topic_of_elsewhere_is_no_result(cast: Cast, office: Client) -> None:
    made = closed(cast, wikis={})
    foreign = make_topic(make_cohort().programme)
    data = {f"g{made['wikis'].pk}-outcome": "known", f"g{made['wikis'].pk}-topic": foreign.pk}
    assert office.post(page(cast, "results/"), data).status_code == 422


def test_what_is_wanted_and_what_is_offered(cast: Cast) -> None:
    closed(cast, a={"wants": 2}, b={"wants": 0, "offers": 1}, c={"wants": 2, "offers": 1}, d={"wants": 1, "offers": 1})
    gaps = {card.name: card.gap for card in whole_board_of(cast.workshop).cards}
    assert gaps == {"a": "unmet", "b": "idle", "c": "thin", "d": "met"}


def test_the_coverage_tells_what_the_workshops_said(cast: Cast, as_: Any) -> None:
    made = closed(cast, a={"wants": 2, "outcome": "known", "result": cast.topic}, b={"offers": 1}, c={"wants": 3})
    Group.objects.filter(pk=made["b"].pk).update(merged_into=made["a"])
    Group.objects.filter(pk=made["c"].pk).update(hidden=True, pick=cast.topic)
    assert [(row.topic, row.wishes, row.offers) for row in coverage(cast.cohort)] == [(cast.topic, 3, 1)]
    # before anybody has applied, the workshop says what is covered
    assert [row.gap for row in coverage(cast.cohort, ())] == ["thin"]
    page = as_(cast.office).get(f"/office/cohorts/{cast.cohort.pk}/topics/coverage/?who=admitted")
    assert "wishes: 3, offers: 1" in page.content.decode()
    type(cast.cohort).objects.update(parts=[])
    cast.cohort.refresh_from_db()
    assert [(row.wishes, row.offers) for row in coverage(cast.cohort)] == [(0, 0)]


def test_a_cohort_does_without_a_topic_and_the_next_one_has_it(cast: Cast, office: Client) -> None:
    other = make_topic(cast.programme)
    offer, following = f"{base(cast)}offer/", make_cohort(cast.programme)
    assert office.post(offer, {"seen": [cast.topic.pk, other.pk], "topic": [cast.topic.pk]}).status_code == 302
    new = make_application(cast.cohort, "mentee")
    assert [row.topic for _category, rows in topic_rows(new) for row in rows] == [cast.topic]
    # who has chosen it keeps it, and it goes on counting
    office.post(offer, {"seen": [cast.topic.pk], "topic": []})
    assert [row.topic for _category, rows in topic_rows(cast.mentor_application) for row in rows] == [cast.topic]
    assert [row.topic for row in coverage(cast.cohort)] == [cast.topic]
    assert {row.offered for _category, rows in offer_of(following) for row in rows} == {True}


def test_two_who_choose_topics_at_the_same_time_do_not_undo_each_other(cast: Cast, office: Client) -> None:
    a, b = make_topic(cast.programme), make_topic(cast.programme)
    seen = [cast.topic.pk, a.pk, b.pk]
    for without in (a, b):
        left = [pk for pk in seen if pk != without.pk]
        office.post(f"{base(cast)}offer/", {"seen": seen, "topic": left})
    strange = {"seen": ["9" * 30, "x", make_topic(make_cohort().programme).pk], "topic": ["9" * 30]}
    assert office.post(f"{base(cast)}offer/", strange).status_code == 302
    offered = [row.topic for _category, rows in offer_of(cast.cohort) for row in rows if row.offered]
    assert offered == [cast.topic]


def test_topics_say_where_they_come_from(cast: Cast) -> None:
    following = make_cohort(cast.programme, starts_on=TODAY, name_en="Next")
    workshop = make_workshop(following)
    new = make_topic(cast.programme, workshop=workshop)
    for topic in (new, cast.topic):
        make_group(workshop, outcome="known", result=topic)
    marks = {
        row.topic.pk: (row.carried_over, row.new_from, row.wished)
        for _category, rows in offer_of(following)
        for row in rows
    }
    assert marks == {cast.topic.pk: (True, None, (workshop,)), new.pk: (False, workshop, (workshop,))}
    first = {row.topic.pk: row.carried_over for _category, rows in offer_of(cast.cohort) for row in rows}
    assert first == {cast.topic.pk: False, new.pk: False}


def checks(cast: Cast) -> list[tuple[str, bool]]:
    cast.cohort.refresh_from_db()
    return [(check.state, check.done) for check in workshop_checks(cast.cohort, TODAY)]


def test_the_checklist_says_how_far_it_is(cast: Cast) -> None:
    assert checks(cast) == [("planned or under way", False)]
    made = closed(cast, wikis={}, chat={})
    assert checks(cast) == [("2 groups to decide on", False)]
    Group.objects.filter(pk=made["wikis"].pk).update(hidden=True)
    Group.objects.filter(pk=made["chat"].pk).update(outcome="left")
    assert checks(cast) == [("its results are in the pool", True)]
    Workshop.objects.all().delete()
    assert checks(cast) == [("not planned yet", False)]
    type(cast.cohort).objects.update(parts=[])
    assert checks(cast) == []


@pytest.mark.parametrize("rest", ["workshops/", "workshops/new/", "workshops/{}/", "workshops/{}/results/"])
def test_without_the_part_the_office_has_no_page_of_it(cast: Cast, office: Client, rest: str) -> None:
    type(cast.cohort).objects.update(parts=[])
    assert office.get(base(cast) + rest.format(cast.workshop.pk)).status_code == 404


@pytest.mark.parametrize(
    "rest", ["workshops/", "workshops/{}/", "workshops/{}/board/", "workshops/{}/results/", "offer/"]
)
def test_every_list_has_a_constant_number_of_queries(cast: Cast, office: Client, rest: str) -> None:
    closed(cast, a={"outcome": "known", "result": cast.topic})

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.get(base(cast) + rest.format(cast.workshop.pk)).status_code == 200
        return len(captured)

    one = queries()
    for name in "bc":
        make_workshop(cast.cohort)
        topic = make_topic(cast.programme, workshop=cast.workshop)
        into = make_group(cast.workshop, name=name, wants=3, outcome="known", result=topic)
        make_group(cast.workshop, merged_into=into)
    assert queries() == one


def test_after_the_cohort_words_and_votes_go_and_what_became_a_topic_keeps_its_figures(cast: Cast) -> None:
    made = closed(cast, wikis={"wants": 2, "offers": 1, "outcome": "known", "result": cast.topic}, chat={}, joke={})
    Group.objects.filter(pk=made["joke"].pk).update(merged_into=made["wikis"])
    Workshop.objects.update(state="voting")
    for group, phone in ((made["wikis"], PHONES[0]), (made["joke"], PHONES[1]), (made["chat"], PHONES[0])):
        group.workshop.refresh_from_db()
        vote(group, phone)
    Pen.objects.create(workshop=cast.workshop, device=PHONES[0], written=3)
    assert forget_workshops(today=cast.cohort.ends_on) == 0
    after = cast.cohort.ends_on + dt.timedelta(days=1)
    assert forget_workshops(today=after) == 8
    assert (Contribution.objects.count(), Vote.objects.count(), Pen.objects.count()) == (0, 0, 0)
    left = [(card.name, card.votes, card.wants, card.offers) for card in whole_board_of(cast.workshop).cards]
    assert left == [("wikis", 2, 3, 1)]
    assert [entry.data for entry in Entry.objects.filter(action="topics.workshop_forgotten")] == [
        {"contributions": 5, "votes": 3}
    ]
    assert forget_workshops(today=after) == 0
    assert Entry.objects.filter(action="topics.workshop_forgotten").count() == 1
