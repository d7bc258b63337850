from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.people.models import Person
from augenhoehe.topics.models import Category, Topic
from augenhoehe.topics.selectors import pool
from augenhoehe.topics.services import create_topic, load_starter_pool
from tests.cast import Cast
from tests.factories import make_programme, make_topic

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def office(cast: Cast, as_: SignIn) -> Client:
    return as_(cast.office)


def path(cast: Cast, rest: str) -> str:
    return f"/office/cohorts/{cast.cohort.pk}/topics/{rest}"


def test_the_starter_pool_is_loaded_once() -> None:
    programme = make_programme()
    assert load_starter_pool(programme) == 42
    assert load_starter_pool(programme) == 0
    assert [len(category.topics.all()) for category in pool(programme)] == [5, 5, 6, 5, 5, 6, 5, 5]
    topic = programme.topics.get(key="co-writing")
    assert (topic.name_de, topic.name_en, topic.category.key, topic.digcomp) == (
        "Gemeinsam an Dokumenten schreiben",
        "Writing documents together",
        "digital-work",
        2,
    )


def test_what_the_office_changed_is_not_loaded_over() -> None:
    programme = make_programme()
    load_starter_pool(programme)
    programme.topics.filter(key="co-writing").update(name_de="Schreiben", active=False)
    load_starter_pool(programme)
    assert programme.topics.filter(key="co-writing").values_list("name_de", "active").get() == ("Schreiben", False)


def test_a_new_topic_twice_is_one(cast: Cast, office: Client) -> None:
    data = {"name_de": "Wikis pflegen", "name_en": "Tending wikis", "category": cast.topic.category_id, "digcomp": "2"}
    assert [office.post(path(cast, "new/"), data).status_code for _ in range(2)] == [302, 302]
    topic = Topic.objects.get(key="tending-wikis")
    assert (topic.name_de, topic.digcomp, topic.active, topic.programme) == ("Wikis pflegen", 2, True, cast.programme)


def test_a_topic_leaves_the_choice_and_its_answers_stay(cast: Cast, office: Client) -> None:
    topic = cast.topic
    data = {"version": 1, "name_de": "Neu", "name_en": "New", "category": topic.category_id, "digcomp": ""}
    assert office.post(path(cast, f"{topic.pk}/"), data).status_code == 302
    topic.refresh_from_db()
    assert (topic.name_de, topic.active) == ("Neu", False)
    assert cast.mentor_application.topics.get().topic == topic
    assert [list(category.topics.all()) for category in pool(cast.programme, active_only=True)] == [[]]


def test_a_stale_topic_is_a_409(cast: Cast, office: Client) -> None:
    data = {"version": 1, "name_en": "New", "category": cast.topic.category_id, "active": "on"}
    office.post(path(cast, f"{cast.topic.pk}/"), {**data, "name_de": "Erstes"})
    answer = office.post(path(cast, f"{cast.topic.pk}/"), {**data, "name_de": "Zweites"})
    assert (answer.status_code, answer.context["conflict"]) == (409, [("Name (German)", "Erstes")])
    assert 'value="Zweites"' in answer.content.decode()


def test_topics_of_another_programme_do_not_exist_here(cast: Cast, office: Client) -> None:
    foreign = make_topic(make_programme())
    assert office.get(path(cast, f"{foreign.pk}/")).status_code == 404
    assert office.get(path(cast, f"categories/{foreign.category_id}/")).status_code == 404
    data = {"name_de": "Fremd", "name_en": "Foreign", "category": foreign.category_id}
    answer = office.post(path(cast, "new/"), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["category"])


def test_only_an_empty_category_is_deleted(cast: Cast, office: Client) -> None:
    assert office.post(path(cast, "categories/new/"), {"name_de": "Leer", "name_en": "Empty"}).status_code == 302
    empty = Category.objects.get(key="empty")
    for category, left in ((cast.topic.category, 1), (empty, 0)):
        assert office.post(path(cast, f"categories/{category.pk}/delete/")).status_code == 302
        assert Category.objects.filter(pk=category.pk).count() == left


def test_the_pool_page_has_a_constant_number_of_queries(cast: Cast, office: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.get(path(cast, "pool/")).status_code == 200
        return len(captured)

    one = queries()
    for name in ("Zwei", "Drei"):
        create_topic(category=cast.topic.category, name_de=name, name_en=name, actor=cast.office)
    assert queries() == one
