"""Pages that everybody may read: for visitors without session, token and script, so that a rush stays outside.

On the day of an announcement thousands open the same page. Whoever has no session gets a page that is the same for all:
it is made once in a few seconds and given out from memory, with a check value, so that browsers and proxies ask again
instead of loading again. Whoever has signed in gets a page of their own that nobody keeps.
"""

import hashlib
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

View = Callable[..., HttpResponse]
Page = tuple[bytes, str, str]
"""Content, its type, its check value."""
_RENEWAL_SECONDS = 10
_PRIVATE = (settings.SESSION_COOKIE_NAME, "messages")
_CODES = tuple(code for code, _name in settings.LANGUAGES)


def is_visitor(request: HttpRequest) -> bool:
    """Whether nothing about this reader makes the page differ: no session, and no message that waits."""
    return not any(name in request.COOKIES for name in _PRIVATE)


def public_page(view: View) -> View:
    """A page for everybody. `?lang=` chooses the language and is remembered.

    For visitors `request.visitor` is true: the frame leaves out scripts and tokens, and the page may be kept.
    """
    bare: Any = csp_replace({"script-src": [NONE]})(_for_visitors(view))

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = request.GET.get("lang")
        if chosen in _CODES:
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        known = is_visitor(request) and request.method in ("GET", "HEAD")
        response = bare(request, *args, **kwargs) if known else view(request, *args, **kwargs)
        if chosen in _CODES and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != chosen:
            _remember(response, chosen)
        return response

    return answer


def _for_visitors(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.visitor = True  # type: ignore[attr-defined]
        key = _short(f"{translation.get_language()}:{request.get_host()}:{request.get_full_path()}")
        kept = kept_page(key, time.time()) if settings.PUBLIC_PAGE_SECONDS else None
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            kept = (response.content, response.headers["Content-Type"], _short(response.content))
            keep_page(key, kept, time.time())
        return _given_out(request, *kept)

    return answer


def kept_page(key: str, now: float) -> Page | None:
    """The page as it was made a moment ago. When its time is over, one visitor waits for the next, the others do not.

    Else all who come in that moment would make the same page, and each of them more slowly.
    """
    found = caches["pages"].get(key)
    if found is None:
        return None
    until, page = found
    renewing = now > until and caches["pages"].add(f"{key}:renewing", True, _RENEWAL_SECONDS)
    return None if renewing else page


def keep_page(key: str, page: Page, now: float) -> None:
    """Keep it for PUBLIC_PAGE_SECONDS, and a little longer for those who come while it is made anew."""
    seconds = settings.PUBLIC_PAGE_SECONDS
    if seconds:
        caches["pages"].set(key, (now + seconds, page), seconds + _RENEWAL_SECONDS)
        caches["pages"].delete(f"{key}:renewing")


def _given_out(request: HttpRequest, content: bytes, kind: str, tag: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind, headers={"ETag": f'"{tag}"'})
    patch_cache_control(response, public=True, max_age=settings.PUBLIC_PAGE_SECONDS)
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return get_conditional_response(request, etag=f'"{tag}"', response=response) or response


def _remember(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    response.headers["Cache-Control"] = "private"


def _short(value: str | bytes) -> str:
    return hashlib.sha256(value.encode() if isinstance(value, str) else value).hexdigest()[:32]
