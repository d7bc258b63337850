"""The door of a workshop: the code opens it, a cookie keeps it open, and whoever guesses codes is stopped.

The cookie holds a random number for this workshop alone, signed, so that nobody makes up phones. The database gets a
keyed hash of it with a vote and nothing else.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from augenhoehe.programmes.parts import Part

from ..codes import tidied
from ..models import Workshop

COOKIE: Final = "workshop"
COOKIE_DAYS: Final = 30
WRONG_CODES: Final = 30
WINDOW: Final = 5 * 60
_SALT: Final = "topics.workshop"

GuestView = Callable[..., HttpResponse]


def at_the_door(view: GuestView) -> GuestView:
    """The view gets the workshop of the code instead of the code, and of the phone two hashes: `request.device` for its
    votes, `request.pen` for how much it writes.

    404 for a code that opens nothing, and after too many of these from one network address 429, except for phones
    that are inside already.
    """

    @wraps(view)
    def guarded(request: Any, code: str) -> HttpResponse:
        code = tidied(code)
        number = request.get_signed_cookie(COOKIE, default="", salt=_SALT + code)
        if not number and guesses_too_often(request):
            return render(request, "429.html", status=429)
        workshop = find(code)
        if workshop is None:
            note_wrong_code(request)
            raise Http404
        known, number = bool(number), number or secrets.token_urlsafe(16)
        request.device, request.pen = (_hash(salt, f"{code}:{number}") for salt in (_SALT, f"{_SALT}.pen"))
        response = view(request, workshop)
        if not known:
            _let_in(response, code, number)
        return response

    return guarded


def find(code: str) -> Workshop | None:
    """The workshop of this code, with its cohort; none of a cohort that is archived or does without workshops."""
    standing = Workshop.objects.filter(code=code, cohort__archived_at=None)
    found = standing.select_related("cohort__programme").first()
    return found if found and found.cohort.uses(Part.WORKSHOP) else None


def _let_in(response: HttpResponse, code: str, number: str) -> None:
    response.set_signed_cookie(
        COOKIE,
        number,
        salt=_SALT + code,
        max_age=COOKIE_DAYS * 24 * 3600,
        path=f"/w/{code}/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def guesses_too_often(request: HttpRequest) -> bool:
    """Whether too many wrong codes came from this network address in the last minutes."""
    return int(cache.get(_counter(request), 0)) >= WRONG_CODES


def note_wrong_code(request: HttpRequest) -> None:
    key = _counter(request)
    cache.set(key, int(cache.get(key, 0)) + 1, WINDOW)


def _counter(request: HttpRequest) -> str:
    """The address itself is not kept, not even for these minutes."""
    address = get_adapter().get_client_ip(request)
    return f"{_SALT}:{_hash(_SALT, address)}"


def _hash(salt: str, value: str) -> str:
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()
