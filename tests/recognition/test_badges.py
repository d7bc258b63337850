"""Badges, checked by software that has nothing to do with how they are made.

The signature by joserfc and, with the rest of the credential, by openbadgeslib; the picture by pypng and lxml.
"""

import datetime as dt
import hashlib
import io
import json
from typing import Any
from xml.etree.ElementTree import Element

import png
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from defusedxml import ElementTree
from django.conf import settings as configured
from django.test import Client
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import RSAKey
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from PIL import Image

from augenhoehe.people.models import Person
from augenhoehe.recognition.badges.keys import configured_key
from augenhoehe.recognition.models import BadgeKey, Certificate, RegisterEntry
from augenhoehe.recognition.selectors.keys import lists, revoked_places
from augenhoehe.recognition.services.certificates import name_topics, revoke_certificate
from augenhoehe.recognition.services.keys import remember_key, withdraw_key
from augenhoehe.recognition.services.register import forget_expired
from tests.conftest import BACKEND
from tests.factories import NOW

from .world import issued, private_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_key")]
BASE = configured.BASE_URL


def clock_at(moment: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those who check look at this clock."""

    class FrozenClock(dt.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> dt.datetime:
            return moment.astimezone(tz)

    for module in ("jwt.api_jwt", "openbadgeslib.ob3.status", "openbadgeslib.ob3.verifier"):
        monkeypatch.setattr(f"{module}.datetime", FrozenClock)


@pytest.fixture(autouse=True)
def _their_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clock_at(NOW, monkeypatch)


def sign_in(client: Client, person: Person | None) -> None:
    client.force_login(person, backend=BACKEND)


def public_pem(number: int = 1) -> bytes:
    key = load_pem_private_key(private_key(number).encode(), password=None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fetched(address: str) -> bytes:
    """What a checker somewhere gets, without any session."""
    assert address.startswith(f"{BASE}/")
    answer = Client().get(address.removeprefix(BASE).partition("#")[0])
    assert answer.status_code == 200, address
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    return answer.content


def download(client: Client, certificate: Certificate, form: str) -> bytes:
    sign_in(client, certificate.person)
    answer = client.get(f"/certificates/{certificate.pk}/badge/{form}/")
    assert answer.status_code == 200
    return answer.content


def token_of(client: Client, certificate: Certificate) -> str:
    return download(client, certificate, "jwt").decode()


def key_named_by(token: str) -> RSAKey:
    header = jws.extract_compact(token.encode()).headers()
    return RSAKey.import_key(json.loads(fetched(header["kid"])))


def test_the_key_that_the_header_leads_to_has_signed_it(client: Client, certificate: Certificate):
    token = token_of(client, certificate)
    header = jws.extract_compact(token.encode()).headers()
    assert set(header) == {"alg", "kid", "typ"}
    assert (header["alg"], header["typ"]) == ("RS256", "JWT")
    key = key_named_by(token)
    assert not key.is_private
    assert jws.deserialize_compact(token, key, algorithms=["RS256"]).payload


def test_the_credential_is_what_the_specification_asks_for(client: Client, certificate: Certificate):
    token = token_of(client, certificate)
    claims = json.loads(jws.extract_compact(token.encode()).payload)
    entry = certificate.entry
    assert claims["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert claims["iss"] == claims["issuer"]["id"] == f"{BASE}/badges/issuer/"
    assert claims["jti"] == claims["id"] == f"{BASE}/badges/{entry.uid}/"
    assert claims["sub"] == claims["credentialSubject"]["id"] == f"urn:uuid:{entry.uid}"
    assert claims["nbf"] == int(NOW.timestamp())
    assert claims["validFrom"] == "2026-11-23T10:00:00Z"
    assert "vc" not in claims
    subject = claims["credentialSubject"]
    assert {"id", "type", "name", "description", "criteria"} <= set(subject["achievement"])
    assert subject["achievement"]["criteria"]["narrative"]
    assert "evidence" not in claims
    assert "result" not in subject


def test_an_independent_checker_takes_it(client: Client, certificate: Certificate):
    found = OB3Verifier(public_pem()).verify(token_of(client, certificate), check_status=True, download=fetched)
    assert found.id == f"{BASE}/badges/{certificate.entry.uid}/"
    assert found.issuer.name == "Stadt Beispiel"
    assert "mentor" in found.achievement.name
    issuer = json.loads(fetched(found.issuer.id))
    assert (issuer["id"], issuer["name"], issuer["type"]) == (found.issuer.id, "Stadt Beispiel", ["Profile"])


def test_it_names_nobody_but_by_a_salted_hash(client: Client, certificate: Certificate):
    token = token_of(client, certificate)
    claims: dict[str, Any] = json.loads(jws.extract_compact(token.encode()).payload)
    person = certificate.person
    text = json.dumps(claims, ensure_ascii=False)
    assert person.email not in text
    assert person.last_name not in text
    (identity,) = claims["credentialSubject"]["identifier"]
    known = hashlib.sha256((person.email + identity["salt"]).encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${known}"
    assert (identity["type"], identity["hashed"], identity["identityType"]) == ("IdentityObject", True, "emailAddress")
    assert claims["credentialSubject"]["identifier"] == [identity]


def test_period_and_hours_are_told_and_topics_as_chosen(client: Client, certificate: Certificate):
    said = json.loads(jws.extract_compact(token_of(client, certificate).encode()).payload)["credentialSubject"]
    assert said["activityStartDate"] == "2026-04-01T00:00:00Z"
    assert said["activityEndDate"] == "2026-10-01T00:00:00Z"
    assert "6.0 hours" in said["narrative"]


def test_a_forged_one_is_refused(client: Client, certificate: Certificate):
    token = token_of(client, certificate)
    head, body, signature = token.split(".")
    forged = f"{head}.{body[:-6]}{'A' * 6}.{signature}"
    with pytest.raises(BadSignatureError):
        jws.deserialize_compact(forged, key_named_by(token), algorithms=["RS256"])
    with pytest.raises(OB3VerificationError):
        OB3Verifier(public_pem()).verify(forged)
    with pytest.raises(OB3VerificationError):
        OB3Verifier(public_pem(2)).verify(token)


def test_a_badge_of_an_earlier_key_stays_good(client: Client, certificate: Certificate, settings):
    before = token_of(client, certificate)
    remember_key(now=NOW)
    settings.BADGE_KEY = private_key(2)
    after = token_of(client, certificate)
    for token in (before, after):
        assert jws.deserialize_compact(token, key_named_by(token), algorithms=["RS256"])
    assert key_named_by(before).thumbprint() != key_named_by(after).thumbprint()
    assert len(json.loads(fetched(f"{BASE}/badges/keys/"))["keys"]) == 2


def test_a_withdrawn_key_is_found_no_longer_and_signs_nothing(client: Client, certificate: Certificate):
    token = token_of(client, certificate)
    key = configured_key()
    assert key is not None
    withdraw_key(name=key.name, now=NOW)
    kid = jws.extract_compact(token.encode()).headers()["kid"]
    assert client.get(kid.removeprefix(BASE)).status_code == 404
    assert json.loads(client.get("/badges/keys/").content) == {"keys": []}
    assert client.get(f"/certificates/{certificate.pk}/badge/jwt/").status_code == 404
    assert client.get("/badges/status/0/").status_code == 404


def test_no_private_half_leaves_the_settings(client: Client, certificate: Certificate):
    remember_key(now=NOW)
    assert set(BadgeKey.objects.get().jwk) == {"e", "kty", "n", "kid", "use", "alg"}
    for address in ("/badges/keys/", f"/badges/keys/{BadgeKey.objects.get().name}/"):
        assert b'"d"' not in client.get(address).content
    assert RSAKey.import_key(BadgeKey.objects.get().jwk).thumbprint() == BadgeKey.objects.get().name


def test_a_revoked_one_is_refused_and_the_others_are_not(client: Client, certificate: Certificate):
    other = issued()
    token, others = token_of(client, certificate), token_of(Client(), other)
    checker = OB3Verifier(public_pem())
    checker.verify(token, check_status=True, download=fetched)
    revoke_certificate(
        certificate=certificate, actor=other.person, version=certificate.version, reason="By mistake", now=NOW
    )
    with pytest.raises(OB3VerificationError, match="revocation"):
        checker.verify(token, check_status=True, download=fetched)
    checker.verify(others, check_status=True, download=fetched)
    assert client.get(f"/certificates/{certificate.pk}/badge/jwt/").status_code == 404


def test_a_revoked_one_does_not_come_back_when_the_register_forgets_it(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
):
    token, last = token_of(client, certificate), certificate.entry.kept_until
    certificate.entry.revoked_on = NOW.date()
    certificate.entry.save()
    assert forget_expired(today=last) == 0
    assert forget_expired(today=last + dt.timedelta(days=1)) == 2  # the two of the tandem
    clock_at(dt.datetime.combine(last, dt.time(1), dt.UTC), monkeypatch)
    with pytest.raises(OB3VerificationError, match="expired"):
        OB3Verifier(public_pem()).verify(token)


def test_the_next_list_begins_where_one_is_full(certificate: Certificate, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("augenhoehe.recognition.selectors.keys.LIST_SIZE", 8)
    for number in (1001, 1008):
        RegisterEntry.objects.create(
            pk=number, code_hash=number, facts_hash="x", issued_on=NOW, kept_until=NOW, revoked_on=NOW
        )
    assert revoked_places(125) == [1]
    assert revoked_places(126) == [0]
    assert lists() == 127


def test_the_png_is_read_by_others(client: Client, certificate: Certificate):
    picture = download(client, certificate, "png")
    chunks = [body for kind, body in png.Reader(bytes=picture).chunks() if kind == b"iTXt"]
    (chunk,) = chunks
    keyword, rest = chunk.split(b"\0", 1)
    assert keyword == b"openbadgecredential"
    assert rest[:2] == b"\0\0"  # not compressed
    assert OB3Verifier.extract_token_from_png(picture) == rest[4:].decode()
    OB3Verifier(public_pem()).verify(rest[4:].decode())
    with Image.open(io.BytesIO(picture)) as shown:
        assert shown.size == (512, 512)


def test_the_svg_is_read_by_others(client: Client, certificate: Certificate):
    drawing = download(client, certificate, "svg")
    root: Element = ElementTree.fromstring(drawing)
    (element,) = root.iter("{https://purl.imsglobal.org/ob/v3p0}credential")
    assert next(iter(root)) is element
    assert OB3Verifier.extract_token_from_svg(drawing) == element.attrib["verify"]
    OB3Verifier(public_pem()).verify(element.attrib["verify"])


def test_without_a_key_there_are_no_badges_and_the_paper_stays(client: Client, certificate: Certificate, settings):
    settings.BADGE_KEY = ""
    sign_in(client, certificate.person)
    assert "There are no badges at the moment" in client.get(f"/certificates/{certificate.pk}/").content.decode()
    assert client.get(f"/certificates/{certificate.pk}/badge/png/").status_code == 404
    assert client.get(f"/certificates/{certificate.pk}/paper/en/").status_code == 200
    assert client.get("/badges/status/0/").status_code == 404


def test_nobody_else_downloads_it(client: Client, certificate: Certificate):
    other = Person.objects.exclude(pk=certificate.person_id).first()
    sign_in(client, other)
    for form in ("png", "svg", "jwt"):
        assert client.get(f"/certificates/{certificate.pk}/badge/{form}/").status_code == 404


def test_chosen_topics_stand_in_it(client: Client, certificate: Certificate):
    certificate.topics = [{"id": 1, "de": "Soziale Medien", "en": "Social media"}]
    certificate.save()
    name_topics(certificate=certificate, actor=certificate.person, version=certificate.version, topics=[1], now=NOW)
    said = json.loads(jws.extract_compact(token_of(client, certificate).encode()).payload)["credentialSubject"]
    assert "Social media" in said["narrative"]
