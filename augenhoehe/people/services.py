from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation

from augenhoehe.audit.services import record
from augenhoehe.messaging.services import queue_mail

from .models import Person
from .placeholders import SIGN_IN_CODE


def address_may_enter(email: str) -> bool:
    """Whether the address belongs to one of the organisation's configured domains."""
    return email.rpartition("@")[2].lower() in settings.EMAIL_DOMAINS


@transaction.atomic
def welcome_address(*, email: str) -> Person | None:
    """The person behind a work address, made on first use; None for an address that may not enter.

    Side effects: a new row for an unknown address of the organisation; it stays empty until the code is typed in,
    and `forget_unconfirmed` removes it when that never happens.
    """
    email = email.strip().lower()
    if person := Person.objects.filter(email__iexact=email).first():
        return person
    if not address_may_enter(email):
        return None
    return Person.objects.create(email=email, language=(translation.get_language() or "de")[:2])


@transaction.atomic
def queue_sign_in_code(*, email: str, code: str) -> None:
    """Put the code into the outbox, in the person's language. No answer differs for an unknown address."""
    if person := Person.objects.filter(email__iexact=email, is_active=True).first():
        queue_mail(SIGN_IN_CODE, to=person, values={"code": code})


@transaction.atomic
def mark_joined(*, person: Person, now: datetime) -> None:
    """Remember the first sign-in. Side effect: one log entry, the first time only."""
    if Person.objects.filter(pk=person.pk, joined_at=None).update(joined_at=now):
        record(actor=person, action="people.joined", on=person)


@transaction.atomic
def forget_unconfirmed(*, now: datetime) -> int:
    """Remove people whose address was typed in a day ago or more, and who never came in and were never imported.

    Returns how many.
    """
    _total, per_model = Person.objects.filter(
        joined_at=None, last_name="", unit=None, is_administrator=False, roles=None, created_at__lt=now - timedelta(days=1)
    ).delete()
    return per_model.get("people.Person", 0)
