"""allauth's pages in our clothes: each one that can be reached renders in both languages, with one heading."""

from collections.abc import Callable

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from augenhoehe.people.models import Person
from tests.factories import make_person

from .test_components import attributes, elements

FIRST = [
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "account_logout",
    "socialaccount_connections",
]
LATER = ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn"]


@pytest.fixture
def person(db: None) -> Person:
    return make_person()


@pytest.fixture
def signed_in(person: Person, as_: Callable[[Person], Client]) -> Client:
    """Signed in just now, so that nothing asks again; with a passkey and recovery codes."""
    client = as_(person)
    request = HttpRequest()
    request.user = person
    request.session = SessionStore(client.session.session_key)
    record_authentication(request, person, method="code", reauthenticated=True)
    request.session.save()
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": {}}
    )
    RecoveryCodes.activate(person)
    return client


def check(client: Client, name: str, language: str) -> None:
    client.cookies["django_language"] = language
    response = client.get(reverse(name))
    html = response.content.decode()
    assert response.status_code == 200
    assert len(elements(html, "h1")) == 1
    assert attributes(html, "html")[0]["lang"] == language
    assert [one for one in attributes(html, "script") if "src" in one and not one.get("nonce")] == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", FIRST)
def test_pages_before_anything_is_set_up(
    person: Person, as_: Callable[[Person], Client], name: str, language: str
) -> None:
    check(as_(person), name, language)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", LATER)
def test_pages_with_a_passkey_and_codes(signed_in: Client, name: str, language: str) -> None:
    check(signed_in, name, language)


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_a_passkey_can_be_renamed_and_removed(signed_in: Client, person: Person, name: str) -> None:
    passkey = Authenticator.objects.get(user=person, type=Authenticator.Type.WEBAUTHN)
    html = signed_in.get(reverse(name, args=[passkey.pk])).content.decode()
    assert len(elements(html, "h1")) == 1
    assert [one["method"] for one in attributes(html, "form") if "ah-form" in str(one.get("class"))] == ["post"]


def test_the_code_page_says_the_same_to_every_address(client: Client, person: Person) -> None:
    """Whether an address is known does not show."""
    pages = []
    for email in (person.email, "nobody@elsewhere.example"):
        response = client.post(reverse("account_request_login_code"), {"email": email}, follow=True)
        html = response.content.decode()
        (control,) = [one for one in attributes(html, "input") if one.get("name") == "code"]
        assert control["inputmode"] == "numeric"
        pages.append([str(one) for one in elements(html, "h1")])
        client.cookies.clear()
    assert pages[0] == pages[1]


def test_a_wrong_code_is_told_at_the_field(client: Client, person: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": person.email})
    html = client.post(reverse("account_confirm_login_code"), {"code": "000000"}).content.decode()
    (control,) = [one for one in attributes(html, "input") if one.get("name") == "code"]
    assert control["aria-invalid"] == "true"
    assert str(control["aria-describedby"]).endswith("_error")


def test_the_mail_has_one_button_and_escapes_what_it_says() -> None:
    blocks = [
        {"text": "Good day <b>Ada</b>,\nhere it is."},
        {"button": {"label": "Look & see", "link": "https://a.example/?a=1&b=2"}},
    ]
    context = {
        "subject": "<i>",
        "parts": [("de", blocks)],
        "language": "de",
        "product_name": "A",
        "base_url": "https://a.example",
    }
    html = render_to_string("mail/frame.html", context)
    assert elements(html, "b") == elements(html, "i") == elements(html, "table") == elements(html, "img") == []
    assert [one["href"] for one in attributes(html, "a")] == ["https://a.example/?a=1&b=2", "https://a.example"]
    assert attributes(html, "html")[0]["lang"] == "de"
