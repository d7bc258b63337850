"""Comments under one's own name: moderated before or after, reported, deleted; and "helpful", once a person."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from augenhoehe.outreach import services
from augenhoehe.outreach.enums import COMMENT_TRANSITIONS, CommentState
from augenhoehe.outreach.models import Comment, Helpful, Page
from augenhoehe.people.models import Person
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def article(cast: Cast, rest: str = "") -> str:
    return f"/programmes/reverse-mentoring/news/{cast.article.pk}/{rest}"


def said(text: str = "Quite so.", **changes: object) -> dict[str, object]:
    return {"text": text, "draft_key": uuid.uuid4(), **changes}


def set_page(cast: Cast, **changes: object) -> None:
    Page.objects.update_or_create(programme=cast.programme, defaults=changes)


@pytest.mark.parametrize(
    ("mode", "status", "state", "others_see"),
    [("before", 302, "waiting", False), ("after", 302, "shown", True), ("off", 404, None, False)],
)
def test_what_becomes_of_a_comment(
    cast: Cast, as_: SignIn, mode: str, status: int, state: str | None, others_see: bool
) -> None:
    set_page(cast, comments=mode)
    stranger, data = as_(cast.stranger), said()
    assert [stranger.post(article(cast, "comment/"), data).status_code for _ in range(2)] == [status, status]
    assert [one.state for one in Comment.objects.filter(text="Quite so.")] == ([state] if state else [])
    for client in (Client(), as_(cast.mentee)):
        assert ("Quite so." in client.get(article(cast)).content.decode()) == others_see
    assert ("Quite so." in stranger.get(article(cast)).content.decode()) == bool(state)


def test_without_comments_nothing_invites_to_one(cast: Cast, as_: SignIn) -> None:
    set_page(cast, comments="off", helpful=False)
    for client in (Client(), as_(cast.stranger)):
        html = client.get(article(cast)).content.decode()
        assert ("Found helpful" in html, "Write a comment" in html, "Was this helpful" in html) == (False,) * 3
        assert cast.comment.text in html, "what was said stays"
    assert as_(cast.stranger).post(article(cast, "helpful/")).status_code == 404


def test_markup_in_a_comment_is_text(cast: Cast) -> None:
    factories.make_comment(cast.article, text="<script>alert(1)</script> [x](javascript:alert(1))")
    html = Client().get(article(cast)).content.decode()
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1))" in html


def test_nobody_floods(cast: Cast, as_: SignIn) -> None:
    set_page(cast, comments="after")
    client = as_(cast.stranger)
    for n in range(5):
        assert client.post(article(cast, "comment/"), said(f"Number {n}")).status_code == 302
    sixth = client.post(article(cast, "comment/"), said("Number 5"))
    assert (sixth.status_code, list(sixth.context["form"].errors)) == (422, ["text"])
    assert sixth.context["form"]["text"].value() == "Number 5"
    Comment.objects.update(created_at=timezone.now() - dt.timedelta(minutes=11))
    assert client.post(article(cast, "comment/"), said("Number 5")).status_code == 302


@pytest.mark.parametrize("to", CommentState.values)
@pytest.mark.parametrize("state", CommentState.values)
def test_moderation_from_every_state_to_every_state(cast: Cast, state: str, to: str) -> None:
    of_visitor = state == CommentState.UNCONFIRMED
    comment = (factories.make_visitors_comment if of_visitor else factories.make_comment)(cast.article, state=state)
    services.report_comment(comment=comment, person=cast.mentee, reason="Rude")
    now = timezone.now()
    if (to == state and not of_visitor) or to in COMMENT_TRANSITIONS[state]:
        services.moderate_comment(comment=comment, to=to, actor=cast.office, now=now)
        assert (Comment.objects.get(pk=comment.pk).state, comment.reports.get().settled_at) == (to, now)
    else:
        with pytest.raises(services.TransitionError):
            services.moderate_comment(comment=comment, to=to, actor=cast.office, now=now)
        assert comment.reports.get().settled_at is None


def test_a_report_reaches_the_office_alone_and_is_settled(cast: Cast, as_: SignIn) -> None:
    where = article(cast, f"comments/{cast.comment.pk}/report/")
    mentee, office = as_(cast.mentee), as_(cast.office)
    for _ in range(2):
        assert mentee.post(where, {"reason": "This is rude"}).status_code == 302
    assert cast.comment.reports.count() == 1
    desk = f"/office/cohorts/{cast.cohort.pk}/public/comments/"
    assert "Reported by Mentee Muster: This is rude" in office.get(desk).content.decode()
    assert "This is rude" not in as_(cast.mentor).get(article(cast)).content.decode()
    assert office.post(f"{desk}{cast.comment.pk}/", {"to": "shown"}).status_code == 302
    assert "This is rude" not in office.get(desk).content.decode()
    office.post(f"{desk}{cast.comment.pk}/", {"to": "hidden"})
    assert cast.comment.text not in Client().get(article(cast)).content.decode()
    assert mentee.get(where).status_code == 404


def test_ones_own_comment_can_be_deleted_and_no_others(cast: Cast, as_: SignIn) -> None:
    where = article(cast, f"comments/{cast.comment.pk}/delete/")
    assert as_(cast.office).post(where).status_code == 404
    other = factories.make_article(cast.programme)
    elsewhere = f"/programmes/reverse-mentoring/news/{other.pk}/comments/{cast.comment.pk}/delete/"
    assert as_(cast.mentor).post(elsewhere).status_code == 404
    assert as_(cast.mentor).post(where).status_code == 302
    assert not Comment.objects.exists()


def test_helpful_counts_a_person_once_and_names_nobody(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.stranger)
    for answer, expected in (("yes", 1), ("yes", 1), ("no", 0), ("no", 0), ("yes", 1)):
        client.post(article(cast, "helpful/"), {"helpful": answer})
        assert Helpful.objects.count() == expected
    html = Client().get(article(cast)).content.decode()
    assert "Found helpful once." in html
    assert "Stranger Muster" not in html


def test_other_programmes_offices_do_not_moderate(cast: Cast, as_: SignIn) -> None:
    cohort = factories.make_cohort(cast.other_office.roles.get().programme)
    path = f"/office/cohorts/{cohort.pk}/public/comments/{cast.comment.pk}/"
    assert as_(cast.other_office).post(path, {"to": "hidden"}).status_code == 404
    assert Comment.objects.get().state == "shown"


def test_hidden_comments_are_forgotten_after_three_months(cast: Cast) -> None:
    old, young, shown = (factories.make_comment(cast.article, state=state) for state in ("hidden", "hidden", "shown"))
    past = timezone.now() - dt.timedelta(days=91)
    Comment.objects.filter(pk__in=(old.pk, shown.pk)).update(updated_at=past)
    assert services.forget_hidden_comments() == 1
    assert services.forget_hidden_comments() == 0
    assert set(Comment.objects.values_list("pk", flat=True)) == {young.pk, shown.pk, cast.comment.pk}
