"""The demo's mailbox shows every mail with working links; outside the demo there is none."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import make_mail

pytestmark = pytest.mark.django_db
ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def demo(settings: Any) -> Client:
    settings.DEMO = True
    return Client(headers={"accept-language": "en"})


def test_outside_the_demo_there_is_no_mailbox(cast: Cast) -> None:
    mail = make_mail(cast.programme, calendar=ICS, calendar_method="REQUEST")
    paths = ("/mailbox/", f"/mailbox/{mail.pk}/", f"/mailbox/{mail.pk}/invitation.ics")
    client = Client()
    client.force_login(cast.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert [client.get(path).status_code for path in paths] == [404] * 3


def test_it_shows_every_mail_latest_first(cast: Cast, demo: Client) -> None:
    secret = make_mail(cast.programme, cast.mentee, secret=True, subject="A proposal for you")
    response = demo.get("/mailbox/")
    assert [mail.pk for mail in response.context["page"]] == [secret.pk, cast.mail.pk]
    assert "A proposal for you" in response.content.decode()
    own = demo.get("/mailbox/?recipient=mentor@stadt.example")
    assert [mail.pk for mail in own.context["page"]] == [cast.mail.pk]
    assert "No mail to this address" in demo.get("/mailbox/?recipient=x@y.example").content.decode()


def test_an_empty_mailbox_says_when_mails_come(db: None, demo: Client) -> None:
    assert "Mails appear here as soon as something happens" in demo.get("/mailbox/").content.decode()


def test_buttons_and_links_of_a_mail_work(cast: Cast, demo: Client) -> None:
    text = (
        "Hello & welcome,\n\nPlease answer:\nhttp://testserver/links/abc/\n\n"
        "Or sign in at http://testserver/tandems/1/ first. <script>x</script>\n\n-- \nAugenhöhe\n"
    )
    mail = make_mail(cast.programme, secret=True, text=text, subject="Tandem <b>")
    page = demo.get(f"/mailbox/{mail.pk}/").content.decode()
    assert re.search(r'<a [^>]*href="http://testserver/links/abc/"[^>]*>.*?Please answer', page)
    assert '<a href="http://testserver/tandems/1/" rel="nofollow">' in page
    assert "Hello &amp; welcome," in page
    assert "<script>x" not in page
    assert "Tandem <b>" not in page


def test_the_invitation_is_a_calendar_file(cast: Cast, demo: Client) -> None:
    mail = make_mail(cast.programme, calendar=ICS, calendar_method="REQUEST")
    assert f"/mailbox/{mail.pk}/invitation.ics" in demo.get(f"/mailbox/{mail.pk}/").content.decode()
    response = demo.get(f"/mailbox/{mail.pk}/invitation.ics")
    assert response.content.decode() == ICS
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8; method=REQUEST"
    assert response.headers["Content-Disposition"] == 'attachment; filename="invitation.ics"'
    assert demo.get(f"/mailbox/{cast.mail.pk}/invitation.ics").status_code == 404
    assert demo.get("/mailbox/999999/").status_code == 404
    assert demo.post("/mailbox/").status_code == 405


def test_the_number_of_queries_does_not_grow(cast: Cast, demo: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            demo.get("/mailbox/")
        return len(captured)

    one = queries()
    make_mail(cast.programme)
    make_mail(cast.programme)
    assert queries() == one
