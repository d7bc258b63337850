"""Every answer to everybody carries the headers that protect it; cookies are for this site and no script."""

import os
import re
import subprocess
import sys
from http.cookies import Morsel

import pytest
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import Client

from tests.access.test_table import ROLES, TABLE, fill
from tests.cast import Cast

from .walker import ask, client_of

NONCE = re.compile(r"'nonce-([\w+/=-]+)'")
POLICY = {
    "default-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
CACHED_BY_NOBODY = {"no-store", "private"}


def paths(cast: Cast) -> list[str]:
    """Every address that answers GET, with the ids of the cast; unknown ones give 404, which is an answer too."""
    return [fill(route, row.get("sample", {}), cast) for route, row in TABLE.items() if "GET" in row]


def weak(response: HttpResponse, *, signed_in: bool) -> list[str]:
    """What this answer lacks."""
    headers = response.headers
    found = []
    policy = dict(one.strip().partition(" ")[::2] for one in headers.get("Content-Security-Policy", "").split(";"))
    script = policy.pop("script-src", "missing")
    if policy != POLICY:
        found.append(f"policy {policy}")
    # Pages for visitors have no script at all; the others by nonce only.
    if script != "'none'" and NONCE.sub("", script).strip():
        found.append(f"script-src {script}")
    for name, value in (
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ):
        if headers.get(name) != value:
            found.append(f"{name}: {headers.get(name)}")
    if signed_in and not set(re.split(r",\s*", headers.get("Cache-Control", ""))) >= CACHED_BY_NOBODY:
        found.append(f"Cache-Control: {headers.get('Cache-Control')}")
    return found + scripts_without(response, NONCE.findall(script))


def scripts_without(response: HttpResponse, nonces: list[str]) -> list[str]:
    """Scripts that would not run, styles and handlers that stand in the page."""
    if "html" not in response.headers.get("Content-Type", ""):
        return []
    html = response.content.decode()
    scripts = [tag for tag in re.findall(r"<script\b[^>]*>", html) if "application/json" not in tag]
    found = [tag for tag in scripts if not any(f'nonce="{one}"' in tag for one in nonces)]
    return found + re.findall(r"<style\b[^>]*>|<[^>]+\s(?:style|on[a-z]+)=[^>]*>", html)


@pytest.mark.parametrize("role", ROLES)
def test_every_answer_carries_the_headers(cast: Cast, role: str) -> None:
    client = client_of(cast, role)
    signed_in = role != "anonymous"
    lacking = {}
    for path in paths(cast):
        if lacks := weak(ask(client, "GET", path), signed_in=signed_in):
            lacking[path] = lacks
    assert lacking == {}


def test_an_answer_without_them_is_noticed() -> None:
    bare = HttpResponse('<p style="color:red" onclick="x()"><script>1</script>')
    assert len(weak(bare, signed_in=True)) == 9
    open_door = HttpResponse("x", headers={"Content-Security-Policy": "script-src 'unsafe-inline' 'nonce-abc'"})
    assert any("unsafe-inline" in one for one in weak(open_door, signed_in=False))


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
