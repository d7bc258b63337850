"""What everybody finds in the library, and how."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import Side
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Tandem
from augenhoehe.undertakings.models import Publication
from tests import factories
from tests.factories import TODAY

from .world import one, published, worded

As = Callable[[Person], Client]


@pytest.fixture
def shelf(tandem: Tandem) -> Callable[..., Publication]:
    """`shelf(title="…")` puts a result of the two into the library."""
    tandem.cohort.programme.__class__.objects.filter(pk=tandem.cohort.programme_id).update(slug="reverse")

    def put(**changes: Any) -> Publication:
        return factories.make_publication(tandem.cohort.programme, one(tandem), one(tandem, "mentee"), **changes)

    return put


def titles(query: str = "") -> list[str]:
    caches["pages"].clear()
    page = Client().get(f"/programmes/reverse/library/?{query}")
    assert page.status_code == 200
    return [found.title for found in page.context["page"]]


def test_everybody_reads_it_the_latest_first(shelf: Callable[..., Publication]) -> None:
    shelf(title="Alt", published_on=TODAY - dt.timedelta(days=30))
    shelf(title="Neu")
    assert titles() == ["Neu", "Alt"]


def test_search_by_words_topic_department_and_kind(shelf: Callable[..., Publication], tandem: Tandem) -> None:
    topic, unit = factories.make_topic(tandem.cohort.programme), factories.make_unit()
    shelf(title="Sprechstunde", kind="process", department=unit)
    shelf(title="Leitfaden", kind="guide", text="Schritt für Schritt in die Cloud, für alle Ämter").topics.add(topic)
    assert titles("q=sprech") == ["Sprechstunde"]
    assert titles("q=cloud+schritt") == ["Leitfaden"]
    assert titles("q=cloud+sprechstunde") == []
    assert titles("q=%C3%A4mter") == titles("q=%C3%84mter") == titles("q=%C3%84MTER") == ["Leitfaden"]
    assert titles(f"topic={topic.pk}") == ["Leitfaden"]
    assert titles(f"department={unit.pk}") == ["Sprechstunde"]
    assert titles("kind=guide") == ["Leitfaden"]
    assert titles(f"kind=process&topic={topic.pk}") == []
    assert titles("kind=nonsense&topic=x&department=-1&page=99") == ["Leitfaden", "Sprechstunde"]


def test_the_filter_offers_what_there_is(shelf: Callable[..., Publication], tandem: Tandem) -> None:
    used, unused = (factories.make_topic(tandem.cohort.programme) for _number in range(2))
    shelf().topics.add(used)
    fields = Client().get("/programmes/reverse/library/").context["filter"].fields
    assert list(fields["topic"].queryset) == [used]
    assert unused not in fields["topic"].queryset


def test_nobody_else_reads_what_is_not_published(tandem: Tandem, as_: As) -> None:
    text, slug = worded(tandem), tandem.cohort.programme.slug
    for client in (Client(), as_(one(tandem)), as_(factories.make_person())):
        assert client.get(f"/programmes/{slug}/library/{text.pk}/").status_code == 404
    assert text.title not in Client().get(f"/programmes/{slug}/library/").content.decode()


def test_a_hidden_programme_has_no_library(tandem: Tandem) -> None:
    shown, programme = published(tandem), tandem.cohort.programme
    type(programme).objects.filter(pk=programme.pk).update(public=False)
    assert not Publication.objects.published().exists()
    for path in ("", f"{shown.pk}/"):
        assert Client().get(f"/programmes/{programme.slug}/library/{path}").status_code == 404


@pytest.mark.parametrize("side", Side.values)
def test_either_author_takes_it_out_on_its_page(tandem: Tandem, as_: As, side: str) -> None:
    shown, client = published(tandem), as_(one(tandem, side))
    here = f"/programmes/{shown.programme.slug}/library/{shown.pk}/"
    assert f"{here}withdraw/" in client.get(here).content.decode()
    assert f"{here}withdraw/" not in as_(factories.make_person()).get(here).content.decode()
    assert as_(factories.make_person()).post(f"{here}withdraw/").status_code == 404
    assert client.post(f"{here}withdraw/").status_code == 302
    caches["pages"].clear()
    assert Client().get(here).status_code == 404


def test_the_text_is_safe_html_and_says_its_language(tandem: Tandem) -> None:
    shown = published(tandem, text="**fett** <script>alert(1)</script>", title="<b>x</b>")
    page = Client().get(f"/programmes/{shown.programme.slug}/library/{shown.pk}/?lang=en").content.decode()
    assert "<strong>fett</strong>" in page
    assert "<script>alert" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "only in German" in page


def test_queries_do_not_grow_with_the_library(shelf: Callable[..., Publication], tandem: Tandem) -> None:
    counts = []
    for more in (1, 2):
        for _number in range(more):
            shelf(department=factories.make_unit()).topics.add(factories.make_topic(tandem.cohort.programme))
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            Client().get("/programmes/reverse/library/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_programme_page_leads_there_where_there_are_undertakings(tandem: Tandem) -> None:
    cohort, page = tandem.cohort, f"/programmes/{tandem.cohort.programme.slug}/"

    def leads() -> bool:
        caches["pages"].clear()
        return f"{page}library/" in Client().get(page).content.decode()

    assert leads()
    type(cohort).objects.filter(pk=cohort.pk).update(parts=[])
    assert not leads()


def test_long_libraries_have_pages(shelf: Callable[..., Publication]) -> None:
    for _number in range(13):
        shelf()
    assert len(titles()) == 12
    assert len(titles("page=2")) == 1
