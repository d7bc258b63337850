"""The office's pages about what everybody reads: lists, order of the questions, the checklist."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.audit.models import Entry
from augenhoehe.outreach import services
from augenhoehe.outreach.models import Article, Comment, FaqEntry, Voice
from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import checklist_of
from augenhoehe.programmes.models import Cohort, Programme
from tests import factories
from tests.cast import Cast
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def test_queries_do_not_grow_with_what_is_there(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.office)
    base = f"/office/cohorts/{cast.cohort.pk}/public/"
    paths = [base, f"{base}voices/", f"{base}faq/", f"{base}comments/?state=shown", f"{base}comments/"]
    paths += [f"{base}articles/{cast.article.pk}/", "/programmes/reverse-mentoring/experience/"]
    clients = [*[client] * 6, as_(cast.mentor)]
    cast.comment.reports.create(person=cast.mentee, reason="Rude")

    def counted() -> list[int]:
        numbers = []
        for who, path in zip(clients, paths, strict=True):
            with CaptureQueriesContext(connection) as captured:
                assert who.get(path).status_code == 200
            numbers.append(len(captured))
        return numbers

    factories.make_article(cast.programme, state="submitted", handed_in_by=cast.mentor)
    before = counted()
    for _ in range(2):
        article = factories.make_article(cast.programme)
        factories.make_article(cast.programme, state="submitted", handed_in_by=cast.mentor)
        factories.make_picture(cast.article)
        factories.make_comment(article).reports.create(person=cast.mentee, reason="Rude")
        factories.make_voice(cast.programme)
        factories.make_faq_entry(cast.programme)
    assert counted() == before


def test_empty_lists_say_what_to_do_next(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.office)
    for model in (Article, Comment, FaqEntry, Voice):
        model.objects.all().delete()
    base = f"/office/cohorts/{cast.cohort.pk}/public/"
    for path, title in (
        ("", "Nothing written yet"),
        ("?state=draft", "Nothing in this state"),
        ("voices/", "No voices yet"),
        ("faq/", "No questions yet"),
        ("comments/", "Nothing to look at"),
        ("comments/?state=hidden", "No comments here"),
    ):
        assert title in client.get(f"{base}{path}").content.decode()


def test_what_waits_comes_first(cast: Cast, as_: SignIn) -> None:
    waiting = factories.make_article(cast.programme, state="submitted", published_on=None)
    newest = factories.make_article(cast.programme)
    page = as_(cast.office).get(f"/office/cohorts/{cast.cohort.pk}/public/").context["page"]
    assert list(page) == [waiting, newest, cast.article]


def order(programme: Programme) -> list[int]:
    return list(programme.faq.filter(category="time").values_list("pk", flat=True))


def test_questions_move_within_their_category_and_stop_at_its_ends(cast: Cast, as_: SignIn) -> None:
    first = cast.faq
    factories.make_faq_entry(cast.programme, category="privacy")
    second, third = (factories.make_faq_entry(cast.programme) for _ in range(2))
    client, base = as_(cast.office), f"/office/cohorts/{cast.cohort.pk}/public/faq/"
    for entry, to, expected in (
        (first, "up", [first, second, third]),
        (first, "down", [second, first, third]),
        (first, "down", [second, third, first]),
        (first, "down", [second, third, first]),
        (third, "up", [third, second, first]),
    ):
        assert client.post(f"{base}{entry.pk}/move/", {"to": to}).status_code == 302
        assert order(cast.programme) == [one.pk for one in expected]
    assert Entry.objects.filter(action="outreach.faq_moved").count() == 3


def test_a_hidden_question_is_for_the_office_alone(cast: Cast, as_: SignIn) -> None:
    FaqEntry.objects.update(shown=False, question_en="Only ours?")
    assert "Only ours?" not in Client().get("/programmes/reverse-mentoring/").content.decode()
    office = as_(cast.office).get(f"/office/cohorts/{cast.cohort.pk}/public/faq/").content.decode()
    assert "Only ours?" in office


def checks(cast: Cast) -> dict[str, tuple[str, bool]]:
    cohort = Cohort.objects.select_related("programme").get(pk=cast.cohort.pk)
    found = [one for one in checklist_of(cohort, TODAY) if "/public/" in one.href or "page" in one.title]
    return {one.title: (one.state, one.done) for one in found}


def test_the_checklist_says_what_the_pages_lack_and_what_waits(cast: Cast) -> None:
    before = checks(cast)
    assert before["Texts of the programme page"][1] is False
    assert before["Questions and answers"] == ("1 in German, 1 in English", True)
    assert "Comments to look at" not in before
    texts = {f"{stem}_{code}": "x" for stem in ("summary", "about") for code in ("de", "en")}
    Programme.objects.filter(pk=cast.programme.pk).update(**texts)
    FaqEntry.objects.all().delete()
    factories.make_comment(cast.article, state="waiting")
    factories.make_article(cast.programme, state="submitted")
    after = checks(cast)
    assert after["Texts of the programme page"] == ("in both languages", True)
    assert after["Questions and answers"] == ("none yet", False)
    assert after["Comments to look at"] == ("1 waits for you", False)
    assert after["Experience reports handed in"] == ("1 waits for you", False)


def test_the_checklist_asks_a_constant_number_of_times(cast: Cast) -> None:
    def counted() -> int:
        cohort = Cohort.objects.select_related("programme").get(pk=cast.cohort.pk)
        with CaptureQueriesContext(connection) as captured:
            checklist_of(cohort, TODAY)
        return len(captured)

    counted()
    before = counted()
    for _ in range(3):
        factories.make_faq_entry(cast.programme)
        factories.make_comment(cast.article, state="waiting")
    assert counted() == before


def test_a_deleted_voice_is_forgotten(cast: Cast) -> None:
    services.delete_voice(voice=cast.voice, actor=cast.office)
    assert not Voice.objects.exists()
