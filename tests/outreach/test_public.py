"""What everybody reads: the same for all visitors, cheap, and gone as soon as it is withdrawn."""

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from augenhoehe.outreach.models import Article, FaqEntry, Voice
from augenhoehe.outreach.services import set_voice_state
from augenhoehe.people.models import Person
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
PAGE = "/programmes/reverse-mentoring/"


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def more_of_everything(cast: Cast) -> None:
    for _ in range(2):
        article = factories.make_article(cast.programme)
        factories.make_picture(article)
        factories.make_picture(cast.article)
        factories.make_comment(cast.article)
        factories.make_voice(cast.programme)
        factories.make_faq_entry(cast.programme)
        factories.make_cohort(cast.programme)


def test_queries_are_few_and_do_not_grow(cast: Cast) -> None:
    paths = [PAGE, f"{PAGE}news/", f"{PAGE}news/{cast.article.pk}/", f"{PAGE}news/atom.xml", f"{PAGE}news/rss.xml"]
    queries(Client(), PAGE)  # Django asks SQLite once whether it knows JSON.
    before = [queries(Client(), path) for path in paths]
    more_of_everything(cast)
    assert [queries(Client(), path) for path in paths] == before
    assert before[0] <= 8
    assert max(before[1:]) <= 5


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}news/", f"{PAGE}news/{{article}}/", "/accessibility/", "/privacy/"])
def test_a_visitors_page_holds_nothing_of_anybody(cast: Cast, path: str) -> None:
    answer = Client().get(path.format(article=cast.article.pk))
    html = answer.content.decode()
    assert answer.cookies == {}
    assert answer.headers["Cache-Control"].startswith("public")
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    assert [word for word in ("<script", "csrfmiddlewaretoken", "X-CSRFToken", "nonce") if word in html] == []
    assert {name.strip() for name in answer.headers["Vary"].split(",")} == {"Accept-Language", "Cookie"}


def test_asking_again_costs_no_page(cast: Cast) -> None:
    tag = Client().get(PAGE).headers["ETag"]
    again = Client().get(PAGE, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    FaqEntry.objects.update(question_en="Another one?")
    assert Client().get(PAGE, headers={"if-none-match": tag}).status_code == 200


def test_signed_in_people_get_a_page_of_their_own(cast: Cast, as_: SignIn) -> None:
    answer = as_(cast.mentor).get(f"{PAGE}news/{cast.article.pk}/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "csrfmiddlewaretoken" in answer.content.decode()


def test_in_a_rush_the_page_is_made_once_for_all_visitors_of_a_language(
    cast: Cast, as_: SignIn, settings: LazySettings
) -> None:
    settings.PUBLIC_PAGE_SECONDS = 60
    caches["pages"].clear()
    assert queries(Client(), PAGE) > 0
    assert queries(Client(), PAGE) == 0
    assert queries(Client(headers={"accept-language": "de"}), PAGE) > 0
    assert queries(as_(cast.mentor), PAGE) > 0
    german = Client(headers={"accept-language": "de"}).get(PAGE).content.decode()
    assert '<html lang="de">' in german
    assert '<html lang="en">' in Client().get(PAGE).content.decode()
    caches["pages"].clear()


def test_the_language_is_chosen_by_a_link_and_remembered(cast: Cast) -> None:
    client = Client(headers={"accept-language": "en"})
    answer = client.get(f"{PAGE}?lang=de")
    assert '<html lang="de">' in answer.content.decode()
    assert (answer.headers["Cache-Control"], answer.cookies["django_language"].value) == ("private", "de")
    assert '<html lang="de">' in client.get(f"{PAGE}news/").content.decode()
    assert client.get(f"{PAGE}?lang=de").cookies == {}
    assert Client().get(f"{PAGE}?lang=xx").cookies == {}


def test_the_head_names_both_languages_and_a_picture_of_our_own(cast: Cast) -> None:
    html = Client().get(PAGE).content.decode()
    base = "http://testserver" + PAGE
    assert f'<link rel="canonical" href="{base}?lang=en">' in html
    for code in ("de", "en"):
        assert f'<link rel="alternate" hreflang="{code}" href="{base}?lang={code}">' in html
    assert f'<link rel="alternate" hreflang="x-default" href="{base}">' in html
    assert '<meta property="og:image" content="http://testserver/static/img/preview.png">' in html
    article = Client().get(f"{PAGE}news/{cast.article.pk}/").content.decode()
    assert f'content="http://testserver/pictures/{cast.picture.pk}/large.jpg"' in article
    assert '<meta property="og:image:alt" content="Two people at a table">' in article


def test_a_withdrawn_voice_is_gone_at_once(cast: Cast) -> None:
    assert "I learnt a lot." in Client().get(PAGE).content.decode()
    set_voice_state(voice=cast.voice, to="withdrawn", actor=cast.office, today=factories.TODAY)
    assert "I learnt a lot." not in Client().get(PAGE).content.decode()
    assert Voice.objects.get().consent_on is None


def test_what_is_written_in_one_language_says_so(cast: Cast) -> None:
    article = factories.make_article(cast.programme, title_en="", text_en="", title_de="Nur deutsch", text_de="Ja.")
    html = Client().get(f"{PAGE}news/{article.pk}/").content.decode()
    assert '<h1 lang="de">Nur deutsch</h1>' in html
    assert "only in German" in html
    german = Client(headers={"accept-language": "de"}).get(f"{PAGE}news/{article.pk}/").content.decode()
    assert 'lang="de">Nur deutsch' not in german


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "draft", "published_on": None},
        {"state": "submitted", "published_on": None},
        {"state": "withdrawn"},
        {"published_on": dt.date(2999, 1, 1)},
    ],
    ids=str,
)
def test_what_is_not_published_is_nowhere(cast: Cast, as_: SignIn, changes: dict[str, object]) -> None:
    article = factories.make_article(cast.programme, title_en="Secret title", text_en="Secret text", **changes)
    picture = factories.make_picture(article)
    for client in (Client(), as_(cast.mentor), as_(cast.other_office)):
        for path in (PAGE, f"{PAGE}news/", f"{PAGE}news/atom.xml", f"{PAGE}news/rss.xml"):
            assert "Secret" not in client.get(path).content.decode()
        assert client.get(f"{PAGE}news/{article.pk}/").status_code == 404
        assert client.get(f"/pictures/{picture.pk}/large.jpg").status_code == 404
    assert as_(cast.office).get(f"/pictures/{picture.pk}/large.jpg").status_code == 200


def test_an_article_has_one_address(cast: Cast) -> None:
    other = factories.make_programme()
    assert Client().get(f"/programmes/{other.slug}/news/{cast.article.pk}/").status_code == 404
    type(cast.programme).objects.update(public=False)
    for path in (f"{PAGE}news/", f"{PAGE}news/{cast.article.pk}/", f"{PAGE}news/atom.xml"):
        assert Client().get(path).status_code == 404
    assert Client().get(f"/pictures/{cast.picture.pk}/large.jpg").status_code == 404


def test_the_feed_is_well_formed_in_both_languages(cast: Cast) -> None:
    Article.objects.update(title_en="R & D <b>", byline="Kim", consent_on=factories.TODAY)
    atom = Client().get(f"{PAGE}news/atom.xml")
    assert atom.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(atom.content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert [one.text for one in root.findall("a:entry/a:title", names)] == ["R & D <b>"]
    assert [one.text for one in root.findall("a:entry/a:author/a:name", names)] == ["Kim"]
    rss = ET.fromstring(Client().get(f"{PAGE}news/rss.xml?lang=de").content)
    assert rss.findtext("channel/language") == "de"
    assert rss.findtext("channel/item/description", "").startswith("Es gibt Neues")
    html = Client().get(PAGE).content.decode()
    assert f'type="application/atom+xml" title="Reverse mentoring: news" href="{PAGE}news/atom.xml?lang=en"' in html


def test_search_machines_read_what_is_for_everybody() -> None:
    text = Client().get("/robots.txt").content.decode()
    assert text.splitlines()[-1] == "Disallow: /"
    assert "Allow: /programmes/" in text


def test_the_news_are_filtered_and_paginated(cast: Cast) -> None:
    Article.objects.all().delete()
    for n in range(13):
        factories.make_article(cast.programme, kind="report" if n else "news", title_en=f"Number {n:02}.")
    first = Client().get(f"{PAGE}news/")
    assert (len(first.context["page"]), first.context["page"].paginator.num_pages) == (12, 2)
    assert [one.kind for one in Client().get(f"{PAGE}news/?kind=news").context["page"]] == ["news"]
    assert Client().get(f"{PAGE}news/?kind=nothing").context["page"].paginator.count == 13
    Article.objects.all().delete()
    assert "Nothing here yet" in Client().get(f"{PAGE}news/").content.decode()


def test_an_article_planned_ahead_appears_on_its_day(cast: Cast) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    article = factories.make_article(cast.programme, published_on=tomorrow)
    assert article not in Article.objects.published(timezone.localdate())
    assert article in Article.objects.published(tomorrow)
