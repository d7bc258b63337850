"""Answers carry the headers that protect them; cookies are for this site and no script.

That every answer of every address does, to everybody, is seen where each is asked for: tests/access/test_table.py.
"""

import os
import re
import subprocess
import sys
from http.cookies import Morsel

import pytest
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import Client

from tests.cast import Cast

from .protection import NONCE, weak
from .walker import client_of


def test_an_answer_without_them_is_noticed() -> None:
    bare = HttpResponse('<p style="color:red" onclick="x()"><script>1</script>')
    assert len(weak(bare, signed_in=True)) == 9
    open_door = HttpResponse("x", headers={"Content-Security-Policy": "script-src 'unsafe-inline' 'nonce-abc'"})
    assert any("unsafe-inline" in one for one in weak(open_door, signed_in=False))


@pytest.mark.parametrize("role", ["anonymous", "mentor", "office", "admin"])
def test_a_page_that_is_not_there_carries_them(cast: Cast, role: str) -> None:
    answer = client_of(cast, role).get("/nothing/here/")
    assert (answer.status_code, "<html" in answer.content.decode()) == (404, True)
    assert weak(answer, signed_in=role != "anonymous") == []


def test_a_nonce_is_used_once(cast: Cast) -> None:
    client = client_of(cast, "mentor")
    seen = [NONCE.findall(client.get("/home/").headers["Content-Security-Policy"]) for _ in range(3)]
    assert all(len(one) == 1 for one in seen)
    assert len({one[0] for one in seen}) == 3


def test_cookies_are_for_this_site_and_no_script(cast: Cast) -> None:
    client = Client()
    cookies = dict(client.get("/accounts/login/").cookies)
    cookies |= client.post("/accounts/login/", {"email": cast.mentor.email}).cookies
    cookies |= client.post("/language/", {"language": "de"}).cookies
    assert {name: _flags(one) for name, one in cookies.items()} == dict.fromkeys(
        ("csrftoken", "sessionid", "django_language"), (True, "Lax")
    )


def _flags(cookie: "Morsel[str]") -> tuple[bool, str]:
    return bool(cookie["httponly"]), cookie["samesite"]


def test_behind_https_cookies_and_addresses_are_secure() -> None:
    """The settings are made from the environment, so another process reads them."""
    code = (
        "from config import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS >= 31536000)"
    )
    environment = {**os.environ, "HTTPS": "1", "DEMO": "", "DEBUG": "", "SECRET_KEY": "x" * 60}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True"] * 5


@pytest.mark.parametrize("role", ["anonymous", "office"])
@pytest.mark.parametrize("path", ["/", "/health/", "/home/", "/accounts/login/"])
def test_under_another_name_nothing_is_answered(cast: Cast, role: str, path: str) -> None:
    """A name that the installation does not have is a 400, and stands nowhere on the page."""
    client = client_of(cast, role)
    client.raise_request_exception = False
    answer = client.get(path, headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
    assert weak(answer, signed_in=False) == []


def test_error_pages_have_no_script_of_their_own() -> None:
    html = get_template("404.html").render({})
    assert not re.search(r"\son[a-z]+=|style=", html)
    assert Client().get("/nothing/here/").status_code == 404
