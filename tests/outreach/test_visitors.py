"""Visitors comment and say "helpful" without an account: a mailbox confirms, nothing is known of anybody."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach import services
from augenhoehe.outreach.enums import CommentState
from augenhoehe.outreach.models import Comment, CommentLink, Helpful, Page
from augenhoehe.outreach.services import visitors
from augenhoehe.outreach.tasks import forget_hidden_comments
from augenhoehe.people.models import Person
from augenhoehe.people.services import AddressRefusedError
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def _fresh_rates() -> Iterator[None]:
    yield
    cache.clear()


def article(cast: Cast, rest: str = "") -> str:
    return f"/programmes/reverse-mentoring/news/{cast.article.pk}/{rest}"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "text": "Quite so.",
        "name": "Kim Gast",
        "email": "Kim@stadt.example",
        "draft_key": uuid4(),
        "website": "",
        **changes,
    }


def asked() -> Any:
    """The mails that ask somebody to confirm."""
    return Mail.objects.filter(key="outreach.comment_confirm")


def set_page(cast: Cast, **changes: object) -> None:
    Page.objects.update_or_create(programme=cast.programme, defaults=changes)


def written(cast: Cast, **changes: Any) -> str:
    """A visitor writes; returns the page behind the link in their mail."""
    assert Client().post(article(cast, "comment/"), typed(**changes)).status_code == 302
    mail = asked().latest("pk")
    found = re.search(r"http://testserver(/comments/[^/\s]+/)", mail.text)
    assert found
    return found[1]


def test_only_the_mailbox_behind_the_address_makes_a_comment_count(cast: Cast, as_: SignIn) -> None:
    where = written(cast)
    mail = asked().get()
    assert (mail.recipient, mail.person_id, mail.secret) == ("kim@stadt.example", None, True)
    desk = f"/office/cohorts/{cast.cohort.pk}/public/comments/"
    for state in ("", "?state=unconfirmed"):
        assert "Quite so." not in as_(cast.office).get(desk + state).content.decode()
    for _ in range(2):
        page = Client().get(where)
        assert (page.status_code, "kim@stadt.example" in page.content.decode()) == (200, False)
    said = Comment.objects.get(person=None)
    assert (said.state, said.email) == ("unconfirmed", "kim@stadt.example")
    for _ in range(2):
        assert Client().post(where).status_code == 302
    said.refresh_from_db()
    assert (said.state, said.email) == ("waiting", "")
    assert not Mail.objects.filter(recipient="kim@stadt.example").exists()
    assert "Kim Gast" in as_(cast.office).get(desk).content.decode()
    assert "Quite so." not in Client().get(article(cast)).content.decode()
    as_(cast.office).post(f"{desk}{said.pk}/", {"to": "shown"})
    public = Client().get(article(cast)).content.decode()
    assert ("Quite so." in public, "Kim Gast" in public, "name not checked" in public) == (True, True, True)
    assert "It stands under the article" in Client().get(where).content.decode()
    assert [one.action for one in Entry.objects.filter(actor_id=None)] == ["outreach.comment_confirmed"]


@pytest.mark.parametrize(("mode", "state"), [("before", "waiting"), ("after", "shown")])
def test_the_page_s_setting_decides_whether_the_office_reads_first(cast: Cast, mode: str, state: str) -> None:
    set_page(cast, comments=mode)
    where = written(cast)
    Client().post(where)
    assert Comment.objects.get(person=None).state == state


def test_where_nobody_comments_no_visitor_does_nor_confirms(cast: Cast) -> None:
    where = written(cast)
    set_page(cast, comments="off")
    assert Client().post(where).status_code == 409
    assert Comment.objects.get(person=None).state == "unconfirmed"
    assert [Client().get(article(cast, "comment/")).status_code for _ in range(2)] == [404, 404]
    assert Client().post(article(cast, "comment/"), typed()).status_code == 404
    with pytest.raises(services.SwitchedOffError):
        leave(cast)


def leave(cast: Cast, **changes: Any) -> Comment:
    values = {"name": "Kim", "email": "kim@stadt.example", "text": "So.", "language": "en", "draft_key": uuid4()}
    fresh = type(cast.article).objects.get(pk=cast.article.pk)
    return visitors.leave_comment(article=fresh, now=timezone.now(), **{**values, **changes})


@pytest.mark.parametrize("state", CommentState.values)
def test_its_author_takes_it_away_in_every_state_and_nothing_is_left(cast: Cast, state: str) -> None:
    where = written(cast)
    if state != "unconfirmed":
        Client().post(where)
        Comment.objects.filter(person=None).update(state=state)
    assert Client().get(f"{where}withdraw/").status_code == 405
    for _ in range(2):
        assert Client().post(f"{where}withdraw/").status_code == 200
    assert Client().get(where).status_code == 410
    assert not Comment.objects.filter(person=None).exists()
    assert not CommentLink.objects.exists()
    assert not Mail.objects.filter(recipient="kim@stadt.example").exists()
    assert Entry.objects.filter(action="outreach.comment_withdrawn").count() == 1


def test_the_office_decides_about_nothing_that_is_not_confirmed(cast: Cast, as_: SignIn) -> None:
    said = factories.make_visitors_comment(cast.article)
    path = f"/office/cohorts/{cast.cohort.pk}/public/comments/{said.pk}/"
    for to in CommentState.values:
        assert as_(cast.office).post(path, {"to": to}).status_code == 404
        with pytest.raises(services.TransitionError):
            services.moderate_comment(comment=said, to=to, actor=cast.office, now=timezone.now())
    assert Comment.objects.get(pk=said.pk).state == "unconfirmed"


def test_what_is_not_confirmed_within_a_week_goes_and_its_link_leads_nowhere(cast: Cast) -> None:
    where = written(cast)
    late = timezone.now() + WEEK + dt.timedelta(minutes=1)
    token = where.split("/")[2]
    assert visitors.find_comment(token, now=late) is None
    kept = Comment.objects.exclude(person=None).count()
    assert forget_hidden_comments.call() == 0
    assert [visitors.forget_unconfirmed_comments(now=late) for _ in range(2)] == [1, 0]
    assert (Comment.objects.count(), CommentLink.objects.count()) == (kept, 0)
    assert not Mail.objects.filter(recipient="kim@stadt.example").exists()


def test_a_confirmed_one_keeps_its_link_and_is_not_forgotten(cast: Cast) -> None:
    where = written(cast)
    Client().post(where)
    late = timezone.now() + 100 * WEEK
    assert visitors.forget_unconfirmed_comments(now=late) == 0
    assert visitors.find_comment(where.split("/")[2], now=late) is not None


def test_the_same_form_twice_is_one_comment_and_one_mail(cast: Cast) -> None:
    data = typed()
    for _ in range(2):
        assert Client().post(article(cast, "comment/"), data).status_code == 302
    assert Comment.objects.filter(person=None).count() == asked().count() == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"website": "https://spam.example"}, 302),
        ({"email": "kim@elsewhere.example"}, 422),
        ({"email": ""}, 422),
        ({"name": " "}, 422),
        ({"text": "x" * 1_501}, 422),
    ],
)
def test_what_is_not_kept(cast: Cast, change: dict[str, str], status: int) -> None:
    assert Client().post(article(cast, "comment/"), typed(**change)).status_code == status
    assert not Comment.objects.filter(person=None).exists()
    assert not asked().exists()


def test_an_address_of_elsewhere_is_refused_by_the_service_too(cast: Cast) -> None:
    with pytest.raises(AddressRefusedError):
        leave(cast, email="kim@elsewhere.example")


def test_nobody_floods(cast: Cast, settings: Any) -> None:
    settings.FORM_RATES = {"comment": "1/m/ip", "helpful": "1/m/ip"}
    answers = [Client().post(article(cast, "comment/"), typed()) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 429]
    assert answers[1].context["form"]["text"].value() == "Quite so."
    for _ in range(3):
        Client().post(article(cast, "helpful/"))
    cast.article.refresh_from_db()
    assert cast.article.found_helpful == 1


def test_the_database_keeps_an_address_until_it_is_confirmed_and_no_longer(cast: Cast) -> None:
    for wrong in ({"state": "shown"}, {"email": ""}, {"name": ""}, {"person": cast.mentor}):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.make_visitors_comment(cast.article, **wrong)


def test_helpful_counts_a_browser_once_and_keeps_no_trace(cast: Cast, as_: SignIn) -> None:
    first, second = (Client(enforce_csrf_checks=True) for _ in range(2))
    assert first.get(article(cast)).cookies.keys() == set(), "no cookie before the press"
    for client, expected in ((first, 1), (first, 1), (second, 2)):
        client.post(article(cast, "helpful/"))
        cast.article.refresh_from_db()
        assert cast.article.found_helpful == expected
    assert not Helpful.objects.exists()
    assert not Entry.objects.exists()
    cookie = first.cookies["helpful"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/programmes/")
    as_(cast.mentor).post(article(cast, "helpful/"), {"helpful": "yes"})
    assert "Found helpful 3 times." in Client().get(article(cast)).content.decode()


def test_a_forged_cookie_counts_as_none(cast: Cast) -> None:
    client = Client()
    client.cookies["helpful"] = f"[{cast.article.pk}]"
    client.post(article(cast, "helpful/"))
    cast.article.refresh_from_db()
    assert cast.article.found_helpful == 1


def test_other_sites_press_for_nobody(cast: Cast, as_: SignIn) -> None:
    assert Client().post(article(cast, "helpful/"), headers={"sec-fetch-site": "cross-site"}).status_code == 404
    member = Client(enforce_csrf_checks=True)
    member.cookies = as_(cast.mentor).cookies
    assert member.post(article(cast, "helpful/"), {"helpful": "yes"}).status_code == 403
    cast.article.refresh_from_db()
    assert (cast.article.found_helpful, Helpful.objects.count()) == (0, 0)


def test_a_visitor_s_page_has_a_way_to_both_and_neither_token_nor_script(cast: Cast) -> None:
    html = Client().get(article(cast)).content.decode()
    assert f'href="{article(cast, "comment/")}"' in html
    assert f'action="{article(cast, "helpful/")}"' in html
    assert ("csrfmiddlewaretoken" in html, "<script" in html) == (False, False)


def test_whoever_has_signed_in_is_led_to_the_form_below_the_article(cast: Cast, as_: SignIn) -> None:
    answer = as_(cast.mentor).get(article(cast, "comment/"))
    assert (answer.status_code, answer["Location"]) == (302, f"{article(cast)}#comments")
