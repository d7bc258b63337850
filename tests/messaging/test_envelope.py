"""A mail as it arrives at a real mail server."""

from typing import Any

import pytest

from augenhoehe.messaging.envelope import compose
from augenhoehe.messaging.models import Mail
from tests.factories import make_mail, make_programme

from .post import open_post_office

pytestmark = pytest.mark.django_db
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nX-NOTE:Grüße\r\nEND:VCALENDAR\r\n"


def queued(**changes: Any) -> Mail:
    return make_mail(make_programme(), subject="Ihr Tandem: Grüße", html="<p>Grüße</p>", text="Grüße\n", **changes)


def arrived(mail: Mail) -> Any:
    with open_post_office() as post:
        assert compose(mail, post.connection()).send() == 1
        (message,) = post.messages
    return message


def test_headers() -> None:
    mail = queued(language="de")
    message = arrived(mail)
    names = ("Message-ID", "Auto-Submitted", "From", "To", "Subject", "Content-Language")
    assert {name: str(message[name]) for name in names} == {
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "From": "Augenhöhe <augenhoehe@stadt.example>",
        "To": mail.recipient,
        "Subject": "Ihr Tandem: Grüße",
        "Content-Language": "de",
    }
    assert message["Date"] is not None


def test_a_sender_without_a_name_bears_the_products(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.PRODUCT_NAME = "office@stadt.example", "Rückenwind"
    assert str(arrived(queued())["From"]) == "Rückenwind <office@stadt.example>"


def test_text_and_html_are_alternatives() -> None:
    message = arrived(queued())
    assert message.get_content_type() == "multipart/alternative"
    assert [(part.get_content_type(), part.get_content().strip()) for part in message.iter_parts()] == [
        ("text/plain", "Grüße"),
        ("text/html", "<p>Grüße</p>"),
    ]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invitation_is_an_alternative_and_a_file(method: str) -> None:
    calendar = ICS.replace("REQUEST", method)
    message = arrived(queued(calendar=calendar, calendar_method=method))
    assert message.get_content_type() == "multipart/mixed"
    body, attached = message.iter_parts()
    assert [part.get_content_type() for part in body.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    inline = list(body.iter_parts())[-1]
    assert dict(inline["Content-Type"].params) == {"method": method, "charset": "utf-8"}
    assert inline.get_payload(decode=True).decode().replace("\r\n", "\n") == calendar.replace("\r\n", "\n")
    assert (attached.get_content_type(), attached.get_filename()) == ("application/ics", "invite.ics")
    assert attached.get_payload(decode=True) == calendar.encode()


@pytest.mark.parametrize("field", ["subject", "recipient", "message_id"])
def test_no_header_can_be_smuggled_in(field: str) -> None:
    mail = queued()
    setattr(mail, field, f"{getattr(mail, field)}\r\nBcc: eve@evil.example")
    with open_post_office() as post:
        with pytest.raises(ValueError):
            compose(mail, post.connection()).send()
        assert post.messages == []


def test_a_list_can_be_left_from_the_mail_program() -> None:
    """RFC 8058: both headers, and neither where there is nothing to leave."""
    message = arrived(queued(unsubscribe="https://stadt.example/interest/token/leave/"))
    assert message["List-Unsubscribe"] == "<https://stadt.example/interest/token/leave/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (arrived(queued())["List-Unsubscribe"], arrived(queued())["List-Unsubscribe-Post"]) == (None, None)
