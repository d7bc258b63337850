import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.cast import Cast
from tests.matching.world import make_world

As = Callable[[Person], Client]


def queries_of(client: Client, path: str, count: DjangoAssertNumQueries) -> int:
    client.get(path)  # what is cached once a process is not counted
    with count(100) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def test_home_takes_as_many_queries_for_three_cohorts_as_for_one(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_(cast.office)
    first = queries_of(client, "/home/", django_assert_max_num_queries)
    for _ in range(2):
        factories.make_cohort(cast.programme)
    assert queries_of(client, "/home/", django_assert_max_num_queries) == first


def test_my_page_takes_as_many_queries_for_three_tandems_as_for_one(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_(cast.mentor)
    first = queries_of(client, "/home/", django_assert_max_num_queries)
    for _ in range(2):
        cohort = factories.make_cohort(cast.programme)
        factories.make_tandem(cohort, mentor=factories.make_application(cohort, "mentor", cast.mentor))
    assert queries_of(client, "/home/", django_assert_max_num_queries) == first


def test_the_overview_takes_as_many_queries_for_three_applications_as_for_one(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, path = as_(cast.office), f"/office/cohorts/{cast.cohort.pk}/"
    first = queries_of(client, path, django_assert_max_num_queries)
    for _ in range(2):
        factories.make_application(cast.cohort)
    assert queries_of(client, path, django_assert_max_num_queries) == first


def links_of(page: str) -> set[str]:
    return set(re.findall(r'href="(/office/[^"]*)"', page))


@pytest.mark.parametrize("kind", ["office", "stand_in", "approver"])
def test_every_link_of_the_overview_opens_for_its_reader(cast: Cast, as_: As, kind: str) -> None:
    person = factories.make_person()
    factories.make_role(cast.programme, person, kind)
    client = as_(person)
    links = links_of(client.get(f"/office/cohorts/{cast.cohort.pk}/").content.decode())
    assert len(links) >= 2
    assert {link: client.get(link.replace("&amp;", "&")).status_code for link in links} == dict.fromkeys(links, 200)


def test_a_cohort_that_is_not_there_has_no_left_column(cast: Cast, as_: As) -> None:
    page = as_(cast.other_office).get(f"/office/cohorts/{cast.cohort.pk}/")
    assert (page.status_code, links_of(page.content.decode())) == (404, set())


def test_who_waits_for_a_new_proposal_is_on_the_overview(cast: Cast, as_: As) -> None:
    path = f"/office/cohorts/{cast.cohort.pk}/"
    attention = "tandems/attention/"
    page = as_(cast.office).get(path)
    assert (page.context["overview"].attention, page.content.decode().count(attention)) == (0, 1)
    Tandem.objects.filter(pk=cast.tandem.pk).update(state=TandemState.NOT_FORMED)
    page = as_(cast.office).get(path)
    assert (page.context["overview"].attention, page.content.decode().count(attention)) == (2, 2)


def test_one_primary_action_also_where_a_publication_waits(db: None, as_: As) -> None:
    world = make_world()
    client = as_(world.office2)
    assert client.get("/home/").content.decode().count("kern-btn--primary") == 1
    world.submitted()
    page = client.get("/home/").content.decode()
    assert ("/publish/" in page, page.count("kern-btn--primary")) == (True, 1)


@pytest.mark.parametrize("person", ["mentor", "mentee"])
def test_a_proposal_is_the_first_thing_on_my_page(cast: Cast, as_: As, person: str) -> None:
    page = as_(getattr(cast, person)).get("/home/").content.decode()
    assert f'href="/tandems/{cast.tandem.pk}/"' in page


def test_a_stranger_learns_what_to_do(as_: As) -> None:
    page = as_(factories.make_person()).get("/home/").content.decode()
    assert 'href="/programmes/"' in page


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("sponsor", {"sums", "documents", "backing"}),
        ("council", {"sums", "documents", "council", "rules"}),
        ("stranger", set()),
    ],
)
def test_the_home_page_leads_sponsor_and_staff_council_to_what_is_theirs(
    cast: Cast, as_: As, role: str, shown: set[str]
) -> None:
    number, client = cast.cohort.pk, as_(getattr(cast, role))
    paths = {name: f"/cohorts/{number}/{name}/" for name in ("sums", "documents", "backing")}
    paths |= {name: f"/{name}/{number}/" for name in ("council", "rules")}

    def found() -> set[str]:
        page = client.get("/home/").content.decode()
        return {name for name, path in paths.items() if f'href="{path}"' in page}

    assert found() == shown
    cast.cohort.save_version(cast.cohort.version, parts=[])
    assert found() == shown - {"backing"}
