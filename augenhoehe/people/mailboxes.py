"""Mailboxes that somebody else reads too, and the sign-ins that such a mailbox cannot open.

Where the fact is kept is for a room above: its `mailboxes.py`, found here, registers how to ask. A code by mail proves
no more than that somebody reads the mailbox; a passkey, a second factor and the single sign-on prove who.
"""

from collections.abc import Callable
from typing import Final

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules

from .models import Person

PERSONAL: Final = frozenset({"mfa", "socialaccount"})
"""allauth's names of what the reader of a mailbox cannot do: passkey or second factor, and single sign-on."""

_questions: dict[str, Callable[[Person], bool]] = {}


def register(name: str, is_shared: Callable[[Person], bool]) -> None:
    """Ask this, too, whether somebody else reads a person's mailbox; one query at most. Idempotent by name."""
    _questions[name] = is_shared


def is_shared(person: Person) -> bool:
    """Whether somebody else reads this person's mailbox, as far as they have said so."""
    autodiscover_modules("mailboxes")
    return any(ask(person) for ask in _questions.values())


def came_in_person(request: HttpRequest) -> bool:
    """Whether this session came by, or has since shown, something that the mailbox alone cannot give."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") in PERSONAL for record in records)
