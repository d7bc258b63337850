"""The way in: a code by mail, the same answer for everybody, limits, and out at once."""

import datetime as dt
import re
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import Settings

from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.people.services import (
    AddressRefusedError,
    change_person,
    declare_relation,
    forget_sessions,
    forget_unconfirmed,
    person_for,
    sign_in,
    welcome_address,
)
from tests.cast import Cast
from tests.factories import NOW, make_person

pytestmark = pytest.mark.django_db


def ask_for_code(client: Client, email: str) -> object:
    return client.post("/accounts/login/code/", {"email": email})


def code_in(mail: Mail) -> str:
    found = re.search(r"\b(\d{6})\b", mail.text)
    assert found
    return found[1]


def test_a_newcomer_signs_in_with_the_code_from_the_outbox() -> None:
    client = Client()
    answer = ask_for_code(client, "neu@stadt.example")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/code/confirm/")
    mail = Mail.objects.get(recipient="neu@stadt.example")
    assert mail.secret
    answer = client.post("/accounts/login/code/confirm/", {"code": code_in(mail)})
    assert (answer.status_code, answer.url) == (302, "/home/")
    person = Person.objects.get(email="neu@stadt.example")
    assert person.joined_at is not None
    assert not person.unconfirmed
    assert client.get("/profile/").status_code == 200


def test_a_wrong_code_does_not_let_in() -> None:
    client = Client()
    ask_for_code(client, "neu@stadt.example")
    wrong = "000000" if code_in(Mail.objects.get()) != "000000" else "111111"
    client.post("/accounts/login/code/confirm/", {"code": wrong})
    assert client.get("/profile/").status_code == 302
    assert Person.objects.get(email="neu@stadt.example").joined_at is None


def test_what_is_wrong_is_said_with_the_fields_own_name() -> None:
    client = Client(headers={"accept-language": "de"})
    page = client.post("/accounts/login/code/", {"email": ""}).content.decode()
    assert "Ihre dienstliche Mailadresse: Bitte ausfüllen." in page
    assert "placeholder" not in page
    client.post("/accounts/login/code/", {"email": "neu@stadt.example"})
    page = client.post("/accounts/login/code/confirm/", {"code": "000000"}).content.decode()
    assert "Sechsstelliger Code: Das ist nicht der Code. Bitte nehmen Sie ihn aus der neuesten Mail." in page


def test_strangers_disabled_and_known_people_get_the_same_answer() -> None:
    make_person(email="kim@stadt.example")
    make_person(email="weg@stadt.example", is_active=False)
    answers = []
    for email in ("kim@stadt.example", "neu@stadt.example", "weg@stadt.example", "fremd@anderswo.example"):
        client = Client()
        answer = ask_for_code(client, email)
        page = client.get(answer.url).content.decode().replace(email, "ADDRESS")
        page = re.sub(r'nonce="[^"]*"|value="[^"]*"|X-CSRFToken": "[^"]*"', "", page)
        answers.append((answer.status_code, answer.url, page))
    assert answers[1:] == answers[:1] * 3
    assert set(Mail.objects.values_list("recipient", flat=True)) == {"kim@stadt.example", "neu@stadt.example"}
    assert not Person.objects.filter(email__endswith="anderswo.example").exists()


@pytest.mark.parametrize("email", ["kim@stadt.example", "neu@stadt.example", "fremd@anderswo.example"])
def test_time_tells_nothing_about_an_address(email: str, settings: Settings) -> None:
    settings.SIGN_IN_SECONDS = 1.0
    make_person(email="kim@stadt.example")
    begin = time.monotonic()
    assert ask_for_code(Client(), email).status_code == 302
    assert 1.0 <= time.monotonic() - begin < 1.9


def test_a_refusal_waits_for_nothing(settings: Settings) -> None:
    for _ in range(3):
        ask_for_code(Client(), "kim@stadt.example")
    settings.SIGN_IN_SECONDS = 30
    begin = time.monotonic()
    assert ask_for_code(Client(), "kim@stadt.example").status_code == 200
    assert Client().get("/accounts/login/").status_code == 200
    assert time.monotonic() - begin < 20


def test_capitals_lead_to_the_same_person() -> None:
    make_person(email="kim@stadt.example")
    ask_for_code(Client(), "Kim@Stadt.example")
    assert Person.objects.count() == 1
    assert Mail.objects.get().recipient == "kim@stadt.example"


def test_codes_are_rationed_by_address() -> None:
    statuses = [ask_for_code(Client(), "kim@stadt.example").status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 200]
    assert Mail.objects.count() == 3


def test_codes_are_rationed_by_network_address() -> None:
    statuses = [ask_for_code(Client(), f"kim{n}@stadt.example").status_code for n in range(21)]
    assert statuses == [302] * 20 + [200]
    assert Mail.objects.count() == 20


def test_who_asks_too_often_fills_no_table() -> None:
    """Codes are rationed before an unknown address becomes a person."""
    for n in range(25):
        ask_for_code(Client(), f"kim{n}@stadt.example")
    assert Person.objects.count() == 20


def test_codes_are_rationed_by_the_hour() -> None:
    """Three tries a code: no more than 45 guesses an hour at one address."""
    minute, address, hour = settings.ACCOUNT_RATE_LIMITS["request_login_code"].split(",")
    assert (minute, address, hour) == ("20/m/ip", "3/m/key", "15/h/key")
    assert settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS == 3


def asked_from(forwarded: str) -> int:
    answer = Client(headers={"x-forwarded-for": forwarded}).post(
        "/accounts/login/code/", {"email": f"kim{Mail.objects.count()}@stadt.example"}
    )
    return int(answer.status_code)


def test_behind_a_proxy_visitors_are_told_apart(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [asked_from("203.0.113.1") for _ in range(21)] == [302] * 20 + [200]
    assert asked_from("203.0.113.2") == 302
    assert asked_from("198.51.100.9, 203.0.113.1") == 200, "what the visitor wrote does not count"


def test_without_a_proxy_nobody_chooses_their_own_address() -> None:
    assert [asked_from(f"203.0.113.{n}") for n in range(21)] == [302] * 20 + [200]


def test_three_wrong_codes_end_the_attempt() -> None:
    client = Client()
    ask_for_code(client, "kim@stadt.example")
    right = code_in(Mail.objects.get())
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(3):
        client.post("/accounts/login/code/confirm/", {"code": wrong})
    client.post("/accounts/login/code/confirm/", {"code": right})
    assert client.get("/profile/").status_code == 302


def test_a_disabled_account_is_out_at_the_next_request_and_stays_out(
    cast: Cast, as_: Callable[[Person], Client]
) -> None:
    client = as_(cast.mentor)
    assert client.get("/profile/").status_code == 200
    person = Person.objects.get(pk=cast.mentor.pk)
    change_person(person=person, version=person.version, changes={"is_active": False}, actor=cast.admin)
    assert client.get("/profile/").status_code == 302
    change_person(person=person, version=person.version, changes={"is_active": True}, actor=cast.admin)
    assert client.get("/profile/").status_code == 302, "an old session does not come back to life"


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)"],
)
def test_no_way_leads_out_of_the_house(target: str) -> None:
    client = Client()
    client.post("/accounts/login/code/", {"email": "kim@stadt.example", "next": target})
    answer = client.post("/accounts/login/code/confirm/", {"code": code_in(Mail.objects.get()), "next": target})
    assert (answer.status_code, answer.url) == (302, "/home/")
    assert client.post("/language/", {"language": "de", "next": target}).url == "/"
    assert client.post("/accounts/logout/", {"next": target}).url == "/"


def test_a_way_inside_is_kept() -> None:
    client = Client()
    client.post("/accounts/login/code/", {"email": "kim@stadt.example", "next": "/profile/"})
    answer = client.post("/accounts/login/code/confirm/", {"code": code_in(Mail.objects.get()), "next": "/profile/"})
    assert answer.url == "/profile/"


def test_an_address_typed_twice_at_once_is_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the write of one request comes the other's write."""
    there = make_person(email="kim@stadt.example")
    monkeypatch.setattr(sign_in, "find_person", lambda _email: None)
    assert welcome_address(email="Kim@stadt.example") == there
    assert person_for(email="kim@stadt.example") == there


def test_sessions_that_are_over_are_forgotten() -> None:
    ask_for_code(Client(), "kim@stadt.example")
    session = Session.objects.get()
    assert forget_sessions(now=session.expire_date) == 0
    assert forget_sessions(now=session.expire_date + dt.timedelta(seconds=1)) == 1
    assert not Session.objects.exists()


@pytest.mark.parametrize("path", ["signup", "password/reset", "email", "password/change"])
def test_what_the_library_brings_beside_codes_does_not_exist(path: str) -> None:
    assert Client().get(f"/accounts/{path}/").status_code == 404


def test_an_address_nobody_confirms_is_forgotten_after_a_day() -> None:
    person = welcome_address(email="neu@stadt.example")
    assert person
    Person.objects.filter(pk=person.pk).update(created_at=NOW)
    assert forget_unconfirmed(now=NOW + dt.timedelta(hours=23)) == 0
    assert forget_unconfirmed(now=NOW + dt.timedelta(hours=25)) == 1
    assert not Person.objects.exists()


def test_an_address_somebody_named_stays(cast: Cast) -> None:
    welcome_address(email="neu@stadt.example")
    declare_relation(person=cast.mentor, kind="my_line", email="neu@stadt.example")
    Person.objects.update(created_at=NOW)
    assert forget_unconfirmed(now=NOW + dt.timedelta(days=2)) == 0
    assert Person.objects.filter(email="neu@stadt.example").exists()


def test_nobody_outside_the_organisation_can_be_named() -> None:
    with pytest.raises(AddressRefusedError):
        person_for(email="fremd@anderswo.example")
    assert not Person.objects.exists()
