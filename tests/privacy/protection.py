"""What every answer has to carry, and no page may hold."""

import re

from django.http import HttpResponse

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
