"""The office's list of mails: what it shows, what it never shows, and sending again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from augenhoehe.audit.models import Entry
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.registry import text_kinds
from augenhoehe.messaging.selectors import office_mail
from augenhoehe.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, make_cohort, make_mail, make_person, make_programme

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
CANARY = "canary-7f3a"


@pytest.fixture
def office(cast: Cast, as_: SignIn) -> Client:
    return as_(cast.office)


def url(name: str, cast: Cast, *more: object) -> str:
    return reverse(name, args=[cast.cohort.pk, *more])


def listed(response: Any) -> list[int]:
    return [row.pk for row, _ in response.context["rows"]]


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_list_shows_the_programmes_mails_and_no_others(cast: Cast, office: Client) -> None:
    failed = make_mail(cast.programme, state="failed", error="550 no such mailbox")
    Mail.objects.create(key="people.sign_in_code", recipient="a@b.example", message_id="<x@y>", due_at=NOW, text="1")
    make_mail(make_programme())
    response = office.get(url("office-messages", cast))
    assert listed(response) == [failed.pk, cast.mail.pk]
    assert "550 no such mailbox" in words(response)
    assert response.context["counts"] == [("queued", 0), ("sending", 0), ("sent", 1), ("failed", 1)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=failed", {"failed"}),
        ("state=nonsense", {"failed", "sent", "other"}),
        ("kind=tandems.accepted", {"other"}),
        ("kind=nonsense", {"failed", "sent", "other"}),
        ("recipient=ANNA", {"failed"}),
        ("recipient=anna&state=sent", set()),
        ("page=99", {"failed", "sent", "other"}),
    ],
)
def test_filters(cast: Cast, office: Client, query: str, expected: set[str]) -> None:
    anna = make_person(email="anna@stadt.example")
    mails = {
        "sent": cast.mail,
        "failed": make_mail(cast.programme, anna, state="failed"),
        "other": make_mail(cast.programme, key="tandems.accepted"),
    }
    response = office.get(url("office-messages", cast) + f"?{query}")
    assert {name for name, mail in mails.items() if mail.pk in listed(response)} == expected


def test_a_list_without_rows_says_what_to_do(cast: Cast, office: Client) -> None:
    assert "No mail fits these filters" in words(office.get(url("office-messages", cast) + "?state=failed"))
    Mail.objects.all().delete()
    assert "Mails leave by themselves" in words(office.get(url("office-messages", cast)))


def test_the_second_page_keeps_the_filters(cast: Cast, office: Client) -> None:
    for _ in range(51):
        make_mail(cast.programme, cast.mentor, state="failed")
    response = office.get(url("office-messages", cast) + "?state=failed&page=2")
    assert len(listed(response)) == 1
    assert 'href="?state=failed&amp;page=1"' in response.content.decode()


@pytest.mark.parametrize("page", ["office-messages", "office-texts"])
def test_the_number_of_queries_does_not_grow(cast: Cast, office: Client, page: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.get(url(page, cast)).status_code == 200
        return len(captured)

    one = queries()
    make_mail(cast.programme, cast.mentee, state="failed")
    make_mail(cast.programme, key="tandems.accepted")
    assert queries() == one


def test_the_content_of_a_secret_mail_reaches_no_page_of_the_office(cast: Cast, office: Client) -> None:
    secret = make_mail(
        cast.programme,
        cast.mentee,
        key="tandems.proposal_mentee",
        secret=True,
        state="failed",
        **{name: f"{CANARY} {name}" for name in ("subject", "text", "html", "calendar")},
    )
    pages = [
        url("office-messages", cast),
        url("office-messages", cast) + "?state=failed&recipient=mentee",
        url("office-message", cast, secret.pk),
        url("office-text", cast, secret.key),
        url("office-overview", cast),
    ]
    shown = {page: office.get(page) for page in pages}
    assert {page for page, response in shown.items() if response.status_code != 200} == set()
    assert {page for page, response in shown.items() if CANARY in response.content.decode()} == set()
    # What may be known is there: that it was sent, to whom, as what.
    assert "mentee@stadt.example" in words(shown[pages[2]])
    Mail.objects.filter(pk=secret.pk).update(secret=False)
    assert f"{CANARY} text" in words(office.get(pages[2]))


def test_the_queries_behind_the_pages_do_not_fetch_it_either(cast: Cast, office: Client) -> None:
    secret = make_mail(cast.programme, secret=True, text=CANARY, subject=CANARY)
    with CaptureQueriesContext(connection) as captured:
        office.get(url("office-messages", cast))
    assert [
        q["sql"] for q in captured if re.search(r'"messaging_mail"\."(text|html|calendar|subject)"', q["sql"])
    ] == []
    found = office_mail(cast.programme.pk, secret.pk)
    assert found is not None
    assert (found.subject, found.text, found.secret) == ("", "", True)


def test_a_mail_of_another_programme_does_not_exist(cast: Cast, as_: SignIn) -> None:
    stranger = as_(cast.other_office)
    other = make_cohort(cast.other_office.roles.get().programme)
    Mail.objects.update(state="failed")
    for name, method in (("office-message", stranger.get), ("office-message-retry", stranger.post)):
        assert method(reverse(name, args=[other.pk, cast.mail.pk])).status_code == 404
    assert stranger.post(reverse("office-messages-retry", args=[other.pk])).status_code == 302
    assert Mail.objects.get().state == "failed"


def test_sending_again(cast: Cast, office: Client) -> None:
    Mail.objects.update(state="failed", attempts=6, error="550 gone")
    for _ in range(2):
        assert office.post(url("office-message-retry", cast, cast.mail.pk)).status_code == 302
    mail = Mail.objects.get()
    assert (mail.state, mail.attempts, mail.error) == ("queued", 0, "")
    entry = Entry.objects.get(action="messaging.retried")
    assert (entry.actor_id, entry.data) == (cast.office.pk, {"mail": mail.pk, "programme_id": cast.programme.pk})


def test_sending_all_again_leaves_out_what_was_sent_or_emptied(cast: Cast, office: Client) -> None:
    failed = [make_mail(cast.programme, state="failed") for _ in range(2)]
    emptied = make_mail(cast.programme, state="failed", text="")
    response = office.post(url("office-messages-retry", cast), follow=True)
    assert "2 mails are on their way again." in words(response)
    assert dict(Mail.objects.values_list("pk", "state")) == {
        cast.mail.pk: "sent",
        failed[0].pk: "queued",
        failed[1].pk: "queued",
        emptied.pk: "failed",
    }
    assert "There is no mail to send again." in words(office.post(url("office-messages-retry", cast), follow=True))
    page = office.get(url("office-message", cast, emptied.pk))
    assert "texts are kept for 90 days" in words(page)
    assert "Send again" not in words(page)


def test_hostile_text_in_a_mail_is_only_text(cast: Cast, office: Client) -> None:
    mail = make_mail(
        cast.programme, subject="<b>x</b>", text='<script>1</script>\n\nGo:\nhttps://x.example/"onclick=1\n'
    )
    page = office.get(url("office-message", cast, mail.pk)).content.decode()
    assert "<script>1" not in page
    assert "&lt;script&gt;1&lt;/script&gt;" in page
    assert "<b>x</b>" not in page


def test_every_kind_has_a_title_in_the_list(cast: Cast, office: Client) -> None:
    for kind in text_kinds():
        make_mail(cast.programme, cast.mentor, key=kind.key)
    make_mail(cast.programme, cast.mentor, key="gone.kind")
    first = office.get(url("office-messages", cast)).context
    pages = [office.get(url("office-messages", cast), {"page": n}).context for n in first["page"].paginator.page_range]
    rows = [row for page in pages for row, _ in page["rows"]]
    titles = {kind.key: str(kind.title) for kind in text_kinds()} | {"gone.kind": "gone.kind"}
    assert {row.key: str(row.title) for row in rows} == titles
