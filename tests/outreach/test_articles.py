"""An article's way to everybody and back: every state, consent, stale edits, one's own report."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach import services
from augenhoehe.outreach.enums import TRANSITIONS, PublicState
from augenhoehe.outreach.models import Article, Page, Voice
from augenhoehe.people.models import Person
from tests import factories
from tests.cast import Cast
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
TOMORROW = TODAY + dt.timedelta(days=1)


def pages(cast: Cast, rest: str = "") -> str:
    return f"/office/cohorts/{cast.cohort.pk}/public/{rest}"


def data(**changes: object) -> dict[str, object]:
    return {
        "draft_key": uuid.uuid4(),
        "kind": "news",
        "title_de": "Neu",
        "text_de": "Etwas.",
        "title_en": "",
        "text_en": "",
        **changes,
    }


@pytest.mark.parametrize("to", PublicState.values)
@pytest.mark.parametrize("state", PublicState.values)
def test_every_state_to_every_state(cast: Cast, state: str, to: str) -> None:
    article = factories.make_article(cast.programme, state=state)
    voice = factories.make_voice(cast.programme, state=state)
    acts = (
        lambda: services.set_article_state(article=article, to=to, actor=cast.office, today=TODAY),
        lambda: services.set_voice_state(voice=voice, to=to, actor=cast.office, today=TODAY),
    )
    for act, thing in zip(acts, (article, voice), strict=True):
        entries = Entry.objects.count()
        if to in TRANSITIONS[state]:
            assert act().state == to
            assert Entry.objects.count() == entries + 1
        else:
            with pytest.raises(services.TransitionError):
                act()
            assert (type(thing).objects.get(pk=thing.pk).state, Entry.objects.count()) == (state, entries)


@pytest.mark.parametrize(
    ("changes", "possible"),
    [
        ({}, True),
        ({"byline": "Kim"}, False),
        ({"byline": "Kim", "consent_on": TOMORROW}, False),
        ({"byline": "Kim", "consent_on": TODAY}, True),
        ({"handed_in": True}, False),
        ({"handed_in": True, "consent_on": TODAY}, True),
    ],
    ids=str,
)
def test_nobody_is_published_without_consent(cast: Cast, changes: dict[str, object], possible: bool) -> None:
    changes = dict(changes)
    person = cast.mentor if changes.pop("handed_in", False) else None
    article = factories.make_article(cast.programme, state="draft", published_on=None, handed_in_by=person, **changes)
    if possible:
        services.set_article_state(article=article, to="published", actor=cast.office, today=TODAY)
    else:
        with pytest.raises(services.ConsentError):
            services.set_article_state(article=article, to="published", actor=cast.office, today=TODAY)
        if changes.get("consent_on") is None:
            with pytest.raises(IntegrityError), transaction.atomic():
                Article.objects.filter(pk=article.pk).update(state="published", published_on=TODAY)


def test_the_database_shows_no_voice_without_consent(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Voice.objects.update(consent_on=None)
    with pytest.raises(services.ConsentError):
        services.change_voice(voice=cast.voice, version=1, changes={"consent_on": None}, actor=cast.office)
    assert services.set_voice_state(voice=cast.voice, to="withdrawn", actor=cast.office, today=TODAY).consent_on is None
    with pytest.raises(services.ConsentError):
        services.set_voice_state(voice=cast.voice, to="published", actor=cast.office, today=TODAY)


def test_written_published_withdrawn_deleted_by_the_office(cast: Cast, as_: SignIn) -> None:
    client, draft = as_(cast.office), data()
    answers = [client.post(pages(cast, "articles/new/"), draft) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    article = Article.objects.get(title_de="Neu")
    assert (article.state, article.published_on) == ("draft", None)
    own = pages(cast, f"articles/{article.pk}/")
    assert "Etwas." in client.get(f"{own}preview/").content.decode()
    assert client.post(f"{own}state/", {"to": "published"}).status_code == 302
    article.refresh_from_db()
    assert article.state == "published"
    assert client.post(f"{own}delete/").status_code == 302
    assert Article.objects.filter(pk=article.pk).exists(), "what is published is withdrawn first"
    client.post(f"{own}state/", {"to": "withdrawn"})
    client.post(f"{own}delete/")
    assert not Article.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title_de": "", "text_de": ""}, ["title_de"]),
        ({"text_de": ""}, ["text_de"]),
        ({"title_en": "New"}, ["text_en"]),
        ({"title_de": "", "text_de": "", "title_en": "New", "text_en": "Text"}, []),
        ({"byline": "Kim"}, ["consent_on"]),
        ({"byline": "Kim", "consent_on": "2026-11-01"}, []),
    ],
    ids=str,
)
def test_one_language_is_enough_but_whole(cast: Cast, as_: SignIn, changes: dict[str, str], wrong: list[str]) -> None:
    answer = as_(cast.office).post(pages(cast, "articles/new/"), data(**changes))
    assert answer.status_code == (422 if wrong else 302)
    if wrong:
        assert sorted(answer.context["form"].errors) == wrong


@pytest.mark.parametrize(
    ("kind", "path", "values", "field"),
    [
        ("article", "articles/{}/", {"kind": "news", "title_de": "A", "text_de": "B"}, "text_de"),
        ("voice", "voices/{}/", {"text_de": "A", "side": "mentor", "consent_on": "2026-11-01"}, "text_de"),
        ("faq", "faq/{}/", {"category": "time", "question_de": "A?", "answer_de": "B", "shown": "on"}, "answer_de"),
    ],
)
def test_the_second_of_two_editors_sees_both_texts(
    cast: Cast, as_: SignIn, kind: str, path: str, values: dict[str, str], field: str
) -> None:
    thing = getattr(cast, kind)
    where = pages(cast, path.format(thing.pk))
    first, second = as_(cast.office), as_(cast.office2)
    assert first.post(where, {**values, "version": 1, field: "First"}).status_code == 302
    late = second.post(where, {**values, "version": 1, field: "Second"})
    assert late.status_code == 409
    assert "First" in [stored for _label, stored in late.context["conflict"]]
    assert late.context["form"][field].value() == "Second"
    assert getattr(type(thing).objects.get(pk=thing.pk), field) == "First"


def test_the_settings_of_the_page_are_not_overwritten_silently(cast: Cast, as_: SignIn) -> None:
    where = pages(cast, "settings/")
    assert as_(cast.office).post(where, {"version": 1, "comments": "off"}).status_code == 302
    assert as_(cast.office2).post(where, {"version": 1, "comments": "after"}).status_code == 409
    assert (Page.objects.get().comments, Page.objects.get().version) == ("off", 2)


def report(**changes: object) -> dict[str, object]:
    key = uuid.uuid4()
    return {"draft_key": key, "language": "en", "title": "Mine", "text": "So it was.", "agreed": "on", **changes}


MINE = "/programmes/reverse-mentoring/experience/"


def test_a_report_is_handed_in_published_and_taken_back(cast: Cast, as_: SignIn) -> None:
    mentor, office, sent = as_(cast.mentor), as_(cast.office), report(named="on")
    assert mentor.post(MINE, report(agreed="")).status_code == 422
    assert [mentor.post(MINE, sent).status_code for _ in range(2)] == [302, 302]
    own = Article.objects.get(title_en="Mine")
    assert (own.state, own.kind, own.byline, own.handed_in_by) == ("submitted", "report", "Mentor Muster", cast.mentor)
    office.post(pages(cast, f"articles/{own.pk}/state/"), {"to": "published"})
    mail = Mail.objects.get(key="outreach.report_published")
    assert (mail.person_id, f"/news/{own.pk}/" in mail.text) == (cast.mentor.pk, True)
    public = f"/programmes/reverse-mentoring/news/{own.pk}/"
    assert "By Mentor Muster" in Client().get(public).content.decode()
    assert "Take it back" in mentor.get(public).content.decode()
    assert mentor.post(f"{MINE}{own.pk}/take-back/").status_code == 302
    assert Client().get(public).status_code == 404
    own.refresh_from_db()
    assert (own.state, own.consent_on, own.byline) == ("withdrawn", None, "")
    office.post(pages(cast, f"articles/{own.pk}/state/"), {"to": "published"})
    assert Client().get(public).status_code == 404, "not without a new consent"


def test_a_report_can_be_changed_until_the_office_has_decided(cast: Cast, as_: SignIn) -> None:
    mentor = as_(cast.mentor)
    mentor.post(MINE, report())
    own = Article.objects.get(title_en="Mine")
    where = f"{MINE}{own.pk}/"
    changed = {"version": 1, "title_en": "Mine", "text_en": "Better."}
    assert mentor.post(where, changed).status_code == 302
    assert mentor.post(where, {**changed, "text_en": "Late."}).status_code == 409
    assert as_(cast.mentee).get(where).status_code == 404
    assert as_(cast.mentee).post(f"{where}take-back/").status_code == 404
    services.set_article_state(article=own, to="published", actor=cast.office, today=timezone.localdate())
    assert mentor.get(where).status_code == 404
    with pytest.raises(services.TransitionError):
        services.change_own_report(report=own, version=9, changes={}, named=False, person=cast.mentor)
    assert Article.objects.get(pk=own.pk).text_en == "Better."


def test_what_the_office_withdrew_its_author_can_still_take_back(cast: Cast, as_: SignIn) -> None:
    """Else the office could show it once more with the yes of that time."""
    mentor = as_(cast.mentor)
    mentor.post(MINE, report())
    own = Article.objects.get(title_en="Mine")
    for state in ("published", "withdrawn"):
        services.set_article_state(article=own, to=state, actor=cast.office, today=timezone.localdate())
    assert f"{MINE}{own.pk}/take-back/" in mentor.get(MINE).content.decode()
    assert [mentor.post(f"{MINE}{own.pk}/take-back/").status_code for _ in range(2)] == [302, 404]
    assert f"{MINE}{own.pk}/take-back/" not in mentor.get(MINE).content.decode()
    with pytest.raises(services.ConsentError):
        services.set_article_state(article=own, to="published", actor=cast.office, today=timezone.localdate())


def test_what_nobody_has_read_goes_when_it_is_taken_back(cast: Cast, as_: SignIn) -> None:
    mentor = as_(cast.mentor)
    mentor.post(MINE, report())
    own = Article.objects.get(title_en="Mine")
    mentor.post(f"{MINE}{own.pk}/take-back/")
    assert not Article.objects.filter(pk=own.pk).exists()


def test_without_reports_there_is_no_way_to_hand_one_in(cast: Cast, as_: SignIn) -> None:
    assert "Share your own experience" in as_(cast.mentor).get("/programmes/reverse-mentoring/").content.decode()
    assert "Share your own experience" not in as_(cast.stranger).get("/programmes/reverse-mentoring/").content.decode()
    Page.objects.create(programme=cast.programme, reports=False)
    assert as_(cast.mentor).get(MINE).status_code == 404
    assert "Share your own experience" not in as_(cast.mentor).get("/programmes/reverse-mentoring/").content.decode()


def test_the_log_does_not_say_what_a_text_says(cast: Cast) -> None:
    changes = {"text_en": "Quite new", "byline": "Kim", "consent_on": TODAY}
    services.change_article(article=cast.article, version=1, changes=changes, actor=cast.office)
    entry = Entry.objects.get(action="outreach.article_changed")
    assert entry.data["texts"] == ["byline", "text_en"]
    assert "Quite new" not in str(entry.data)
    with pytest.raises(services.ConsentError):
        services.change_article(article=cast.article, version=2, changes={"consent_on": None}, actor=cast.office)
