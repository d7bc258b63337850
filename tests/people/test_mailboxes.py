"""Whoever reads along in a mailbox cannot make a key of their own with it."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from augenhoehe.people import mailboxes
from augenhoehe.people.models import Person
from tests.factories import make_person
from tests.sign_in import came_by

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
KEYS = ("totp/activate/", "webauthn/add/", "recovery-codes/generate/")


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody whose mail somebody else reads too."""
    person = make_person()
    monkeypatch.setitem(mailboxes._questions, "test", lambda other: other.pk == person.pk)
    return person


@pytest.fixture
def single_sign_on(settings: Any) -> None:
    app = {
        "provider_id": "sso",
        "name": "City",
        "client_id": "a",
        "secret": "s",
        "settings": {"server_url": "https://sso"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_code_by_mail_makes_no_further_key(
    shared: Person, single_sign_on: None, as_: As, key: str, verb: str
) -> None:
    client = came_by(as_(shared), shared, "code")
    answer = getattr(client, verb)(f"/accounts/2fa/{key}")
    page = answer.content.decode()
    assert (answer.status_code, "Sign in with City" in page) == (403, True)
    assert "Set up a passkey or an app" not in page, "that would lead back here"


@pytest.mark.parametrize("way", ["mfa", "socialaccount"])
def test_who_came_in_person_makes_one(shared: Person, single_sign_on: None, as_: As, way: str) -> None:
    client = came_by(as_(shared), shared, way)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_where_there_is_no_other_way_yet_the_first_one_can_be_set_up(shared: Person, as_: As) -> None:
    client = came_by(as_(shared), shared, "code")
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    TOTP.activate(shared, "SECRET")
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 403


def test_whose_mailbox_is_their_own_sets_up_what_they_like(shared: Person, single_sign_on: None, as_: As) -> None:
    other = make_person()
    client = came_by(as_(other), other, "code")
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
