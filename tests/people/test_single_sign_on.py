"""The organisation's sign-on against a fake one: who gets in, and what a forged answer gets."""

import base64
import hashlib
import json
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from augenhoehe.people.adapter import SocialAccountAdapter
from augenhoehe.people.models import Person
from tests.factories import make_person

pytestmark = pytest.mark.django_db
ISSUER = "https://sso.stadt.example/realms/city"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Answer:
    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.text = json.dumps(content)

    def json(self) -> dict[str, Any]:
        return self.content

    def raise_for_status(self) -> None:
        pass


class FakeSignOn:
    """Answers like a sign-on; `claims`, `key` and `header` are what a test forges."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.key: Any = KEY
        self.algorithm = "RS256"
        self.sent: dict[str, str] = {}
        self.away = False

    def __enter__(self) -> "FakeSignOn":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, url: str, **_: Any) -> Answer:
        if self.away:
            raise requests.ConnectionError("nobody at sso.stadt.example")
        if url.endswith("openid-configuration"):
            names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            return Answer({"issuer": ISSUER} | {name: f"{ISSUER}/{name}" for name in names})
        assert url == f"{ISSUER}/jwks_uri", "nothing but the configuration and the keys is fetched"
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return Answer({"keys": [{**key, "kid": "one", "use": "sig", "alg": "RS256"}]})

    def request(self, _method: str, url: str, data: dict[str, str], **_: Any) -> Answer:
        assert url == f"{ISSUER}/token_endpoint"
        self.sent = data
        token = jwt.encode(self.claims, self.key, algorithm=self.algorithm, headers={"kid": "one"})
        return Answer({"access_token": "access", "token_type": "Bearer", "id_token": token})


@pytest.fixture
def sign_on(monkeypatch: pytest.MonkeyPatch, settings: Any) -> FakeSignOn:
    fake = FakeSignOn()
    monkeypatch.setattr(SocialAccountAdapter, "get_requests_session", lambda _self: fake)
    app = {"provider_id": "sso", "name": "City", "client_id": "augenhoehe", "secret": "secret"}
    app["settings"] = {"server_url": ISSUER, "oauth_pkce_enabled": True}  # type: ignore[assignment]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return fake


def begin(client: Client) -> dict[str, str]:
    answer = client.post("/accounts/oidc/sso/login/")
    assert answer.status_code == 302
    target = urlsplit(answer.url)
    assert f"{target.scheme}://{target.netloc}{target.path}" == f"{ISSUER}/authorization_endpoint"
    return {name: values[0] for name, values in parse_qs(target.query).items()}


def come_back(client: Client, sign_on: FakeSignOn, way: dict[str, str], **claims: Any) -> int:
    now = int(time.time())
    sign_on.claims = {
        "iss": ISSUER,
        "aud": "augenhoehe",
        "sub": "4711",
        "iat": now,
        "exp": now + 60,
        "nonce": way["nonce"],
        "email": "ina@stadt.example",
        "email_verified": True,
        "given_name": "Ina",
        "family_name": "Jung",
        **claims,
    }
    sign_on.claims = {name: value for name, value in sign_on.claims.items() if value is not None}
    answer = client.get("/accounts/oidc/sso/login/callback/", {"code": "abc", "state": way["state"]})
    return int(answer.status_code)


def is_in(client: Client) -> bool:
    return bool(client.get("/profile/").status_code == 200)


def test_somebody_new_comes_in_with_their_name(sign_on: FakeSignOn) -> None:
    client = Client()
    way = begin(client)
    assert come_back(client, sign_on, way) == 302
    assert is_in(client)
    person = Person.objects.get()
    assert (person.email, person.first_name, person.last_name) == ("ina@stadt.example", "Ina", "Jung")
    assert person.joined_at is not None
    assert not person.unconfirmed


def test_the_session_says_how_somebody_came_in(sign_on: FakeSignOn) -> None:
    client = Client()
    come_back(client, sign_on, begin(client))
    assert [record["method"] for record in client.session["account_authentication_methods"]] == ["socialaccount"]


def test_nothing_of_the_token_is_kept(sign_on: FakeSignOn) -> None:
    from allauth.socialaccount.models import SocialAccount, SocialToken

    client = Client()
    come_back(client, sign_on, begin(client), birthdate="1999-01-01")
    assert is_in(client)
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()


def test_a_known_person_keeps_their_own_name(sign_on: FakeSignOn) -> None:
    make_person(email="ina@stadt.example", first_name="Ina-Marie", last_name="Jung")
    client = Client()
    come_back(client, sign_on, begin(client), email="Ina@Stadt.example")
    assert is_in(client)
    assert Person.objects.get().first_name == "Ina-Marie"


def test_the_code_is_bound_to_this_browser_by_pkce(sign_on: FakeSignOn) -> None:
    client = Client()
    way = begin(client)
    come_back(client, sign_on, way)
    assert way["code_challenge_method"] == "S256"
    digest = hashlib.sha256(sign_on.sent["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == way["code_challenge"]


def test_every_way_has_a_nonce_of_its_own(sign_on: FakeSignOn) -> None:
    assert begin(Client())["nonce"] != begin(Client())["nonce"]


@pytest.mark.parametrize(
    "forged",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://evil.example"},
        {"aud": "another-application"},
        {"aud": ["augenhoehe", "another"], "azp": "another"},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"email": None},
        {"email_verified": False},
        {"email_verified": None},
        {"email": "fremd@anderswo.example"},
    ],
    ids=str,
)
def test_a_token_not_made_for_us_lets_nobody_in(sign_on: FakeSignOn, forged: dict[str, Any]) -> None:
    client = Client()
    assert come_back(client, sign_on, begin(client), **forged) in (200, 401, 403)
    assert not is_in(client)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("key", "algorithm"), [(OTHER_KEY, "RS256"), ("s" * 40, "HS256"), (None, "none")], ids=["forged", "shared", "none"]
)
def test_a_wrong_signature_lets_nobody_in(sign_on: FakeSignOn, key: Any, algorithm: str) -> None:
    sign_on.key, sign_on.algorithm = key, algorithm
    client = Client()
    assert come_back(client, sign_on, begin(client)) in (200, 401, 403)
    assert not is_in(client)


def test_a_disabled_account_stays_out(sign_on: FakeSignOn) -> None:
    make_person(email="ina@stadt.example", is_active=False)
    client = Client()
    assert come_back(client, sign_on, begin(client)) == 403
    assert not is_in(client)


def test_one_that_is_away_is_said_on_a_page_with_the_other_way_in(sign_on: FakeSignOn) -> None:
    client = Client()
    way = begin(client)
    sign_on.away = True
    answer = Client().post("/accounts/oidc/sso/login/")
    assert answer.status_code == 503
    assert "/accounts/login/" in answer.content.decode()
    assert come_back(client, sign_on, way) in (401, 503)
    assert not is_in(client)


def test_an_answer_nobody_asked_for_is_refused(sign_on: FakeSignOn) -> None:
    way = begin(Client())
    somebody_else = Client()
    come_back(somebody_else, sign_on, way)
    assert not is_in(somebody_else)


def test_the_same_answer_twice_is_refused(sign_on: FakeSignOn) -> None:
    client = Client()
    way = begin(client)
    come_back(client, sign_on, way)
    client.post("/accounts/logout/")
    come_back(client, sign_on, way)
    assert not is_in(client)


def test_what_the_address_asks_for_is_ignored(sign_on: FakeSignOn) -> None:
    answer = Client().post("/accounts/oidc/sso/login/?auth_params=nonce%3Dchosen&scope=groups&process=connect")
    sent = parse_qs(urlsplit(answer.url).query)
    assert sent["nonce"] != ["chosen"]
    assert set(sent["scope"][0].split()) == {"openid", "profile", "email"}


def test_a_get_starts_nothing(sign_on: FakeSignOn) -> None:
    assert Client().get("/accounts/oidc/sso/login/").status_code == 200


def test_without_settings_it_is_not_there() -> None:
    assert Client().post("/accounts/oidc/sso/login/").status_code == 404
    assert Client().get("/accounts/oidc/sso/login/callback/").status_code == 404
