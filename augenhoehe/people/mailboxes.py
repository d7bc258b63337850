"""Mailboxes that somebody else reads too, and the sign-ins that such a mailbox cannot open.

Where the fact is kept is for a room above: its `mailboxes.py`, found here, registers how to ask. A code by mail proves
no more than that somebody reads the mailbox; a passkey, a second factor and the single sign-on prove who.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from augenhoehe.common.discovery import discover

from .models import Person

PERSONAL: Final = frozenset({"mfa", "socialaccount"})
"""allauth's names of what the reader of a mailbox cannot do: passkey or second factor, and single sign-on."""

_questions: dict[str, Callable[[Person], bool]] = {}


def register(name: str, is_shared: Callable[[Person], bool]) -> None:
    """Ask this, too, whether somebody else reads a person's mailbox; one query at most. Idempotent by name."""
    _questions[name] = is_shared


def is_shared(person: Person) -> bool:
    """Whether somebody else reads this person's mailbox, as far as they have said so."""
    discover("mailboxes")
    return any(ask(person) for ask in _questions.values())


def came_in_person(request: HttpRequest) -> bool:
    """Whether this session came by, or has since shown, something that the mailbox alone cannot give."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") in PERSONAL for record in records)


def can_come_in_person(person: Person) -> bool:
    """Whether there is a way in beside the mailbox: something that they set up, or the single sign-on."""
    return is_mfa_enabled(person) or bool(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])


def require_in_person(request: HttpRequest) -> None:
    """End the view with a page that says how to get in, unless this session came in person."""
    if came_in_person(request):
        return
    ways = get_adapter().get_reauthentication_methods(request.user)
    here = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    page = render(request, "people/in_person.html", {"ways": ways, "here": here}, status=403)
    raise ImmediateHttpResponse(page)


def in_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For what makes a further way in: whoever only reads somebody's mail must not set up a key of their own.

    Where there is no other way yet, the first one can be set up.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if user.is_authenticated and is_shared(user) and can_come_in_person(user):
            require_in_person(request)
        return view(request, *args, **kwargs)

    return guarded
