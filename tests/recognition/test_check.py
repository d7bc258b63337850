"""What everybody learns of a certificate: by its code, by its badge's address, and by neither."""

import json
import uuid

import pytest
from django.core.cache import cache
from django.test import Client

from augenhoehe.recognition.codes import new_code, spaced
from augenhoehe.recognition.models import Certificate
from augenhoehe.recognition.services.certificates import publish_certificate, reissue_certificate, revoke_certificate
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def by_code(code: str, **more: str) -> tuple[int, str]:
    answer = Client().get(f"/check/{code}/", **more)
    assert not answer.cookies
    return answer.status_code, answer.content.decode()


def by_address(certificate: Certificate) -> str:
    answer = Client().get(f"/badges/{certificate.entry.uid}/")
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_with_the_code_everybody_reads_what_the_paper_says(certificate: Certificate):
    status, page = by_code(certificate.code)
    assert status == 200
    assert "is valid" in page
    assert certificate.name in page
    assert "noindex" in page


def test_a_code_may_be_typed_as_people_do(certificate: Certificate):
    typed = spaced(certificate.code).lower()
    answer = Client().get("/check/", {"code": typed})
    assert answer["Location"] == f"/check/{certificate.code}/"
    assert Client().get("/check/", {"code": "ABC"}).status_code == 422


def test_by_the_address_alone_nobody_is_named_until_the_holder_wants_it(certificate: Certificate):
    assert "is valid" in by_address(certificate)
    assert certificate.name not in by_address(certificate)
    publish_certificate(certificate=certificate, actor=certificate.person, now=NOW)
    assert certificate.name in by_address(certificate)


def test_what_nobody_holds_is_unknown():
    status, page = by_code(new_code())
    assert (status, "Unknown" in page) == (404, True)
    assert Client().get(f"/badges/{uuid.uuid4()}/").status_code == 404


def test_a_revoked_one_no_longer_counts_and_says_no_reason(certificate: Certificate):
    revoke_certificate(certificate=certificate, actor=None, version=1, reason="Verwechslung", now=NOW)
    for page in (by_code(certificate.code)[1], by_address(certificate)):
        assert "no longer counts" in page
        assert certificate.name not in page
        assert "Verwechslung" not in page


def test_a_replaced_one_says_so(certificate: Certificate):
    new = reissue_certificate(certificate=certificate, actor=None, version=1, name="Neu", now=NOW)
    assert "replaced by a corrected one" in by_code(certificate.code)[1]
    assert "is valid" in by_code(new.code)[1]


def test_wrong_codes_are_counted_and_then_refused(certificate: Certificate):
    codes = [by_code(new_code())[0] for _guess in range(31)]
    assert codes[0] == 404
    assert codes[-1] == 429
    assert by_code(certificate.code)[0] == 429
    cache.clear()
    assert {by_code(certificate.code)[0] for _look in range(35)} == {200}


PAPER = {"side": "mentor", "begins_on": "2026-04-01", "ends_on": "2026-10-01", "hours": "6.0"}


def test_the_paper_of_somebody_erased_can_still_be_compared(certificate: Certificate):
    name, code = certificate.name, certificate.code
    certificate.person.delete()
    status, page = by_code(code)
    assert (status, "is valid" in page, name in page) == (200, True, False)
    client = Client(enforce_csrf_checks=True)
    same = client.post(f"/check/{code}/", {**PAPER, "name": f"  {name.upper()} "})
    assert "The paper says what was issued" in same.content.decode()
    for changed in ({"name": "Kim Anders"}, {"side": "mentee"}, {"ends_on": "2026-10-02"}, {"hours": "60"}):
        other = client.post(f"/check/{code}/", {**PAPER, "name": name, **changed})
        assert "not what was issued" in other.content.decode(), changed
    assert client.post(f"/check/{code}/", {**PAPER, "name": ""}).status_code == 422


def test_guesses_of_what_a_paper_says_are_counted_too(certificate: Certificate):
    code = certificate.code
    certificate.person.delete()
    answers = [Client().post(f"/check/{code}/", {**PAPER, "name": f"N{n}"}).status_code for n in range(31)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_pages_are_kept_for_visitors_like_all_public_ones(certificate: Certificate, settings):
    settings.PUBLIC_PAGE_SECONDS = 5
    for path in (
        f"/check/{certificate.code}/",
        "/badges/issuer/",
        "/badges/keys/",
        f"/badges/{certificate.entry.uid}/",
    ):
        answer = Client().get(path)
        assert "max-age=5" in answer["Cache-Control"], path
        assert answer["ETag"]


def test_keys_and_issuer_are_there_without_a_key_too():
    assert json.loads(Client().get("/badges/keys/").content) == {"keys": []}
    assert json.loads(Client().get("/badges/issuer/").content)["type"] == ["Profile"]
    assert Client().get("/badges/keys/nothing/").status_code == 404
