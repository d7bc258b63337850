from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from django.utils import translation

from augenhoehe.audit.services import record
from augenhoehe.messaging.services import queue_mail
from augenhoehe.people.models import Person
from augenhoehe.people.placeholders import SIGN_IN_CODE


def address_may_enter(email: str) -> bool:
    """Whether the address belongs to one of the organisation's configured domains."""
    return email.rpartition("@")[2].lower() in settings.EMAIL_DOMAINS


class AddressRefusedError(Exception):
    """The address belongs to nobody known and to none of the organisation's domains."""


@transaction.atomic
def welcome_address(*, email: str) -> Person | None:
    """The person behind an address typed in at the sign-in, made on first use; None for one that may not
    enter.

    Side effects: a new row for an unknown address of the organisation; it counts as unconfirmed until the
    code is typed in, and `forget_unconfirmed` removes it when that never happens.
    """
    if person := find_person(email):
        return person
    return _create(email, unconfirmed=True) if address_may_enter(email) else None


@transaction.atomic
def welcome_from_single_sign_on(*, email: str, verified: bool, first_name: str, last_name: str) -> Person | None:
    """The person the organisation's single sign-on vouches for, made on first use.

    None for an address that is not verified or may not enter, and for a disabled account. Names fill what is empty.
    """
    person = welcome_address(email=email) if verified and email else None
    if person is None or not person.is_active:
        return None
    if not person.first_name and not person.last_name:
        person.first_name, person.last_name = first_name[:80], last_name[:80]
        person.save(update_fields=["first_name", "last_name"])
    return person


@transaction.atomic
def person_for(*, email: str) -> Person:
    """The person somebody names by their address: a colleague, a superior, a new office. Made when unknown.

    Raises AddressRefusedError. Side effect: the person stays, even when they never sign in.
    """
    person = find_person(email)
    if person is None:
        if not address_may_enter(email):
            raise AddressRefusedError(email)
        person = _create(email, unconfirmed=False)
    if person.unconfirmed:
        Person.objects.filter(pk=person.pk).update(unconfirmed=False)
        person.unconfirmed = False
    return person


def find_person(email: str) -> Person | None:
    """The person with this address, whatever its capitals."""
    return Person.objects.filter(email__iexact=email.strip()).first()


def people_at(emails: Collection[str]) -> dict[str, Person]:
    """Address in small letters → the person with it, for those that belong to somebody. One query."""
    known = Person.objects.alias(lower=Lower("email")).filter(lower__in=[email.strip().lower() for email in emails])
    return {one.email.lower(): one for one in known}


def _create(email: str, *, unconfirmed: bool) -> Person:
    language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    person = Person(email=email.strip().lower(), language=language, unconfirmed=unconfirmed)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        # Somebody else typed the same address in between our look and our write.
        return Person.objects.get(email__iexact=person.email)
    return person


@transaction.atomic
def queue_sign_in_code(*, email: str, code: str) -> None:
    """Put the code into the outbox, in the person's language. No answer differs for an unknown address."""
    if person := Person.objects.filter(email__iexact=email, is_active=True).first():
        queue_mail(SIGN_IN_CODE, to=person, values={"code": code})


@transaction.atomic
def mark_joined(*, person: Person, now: datetime) -> None:
    """Remember the first sign-in. Side effect: one log entry, the first time only."""
    if Person.objects.filter(pk=person.pk, joined_at=None).update(joined_at=now, unconfirmed=False):
        record(actor=person, action="people.joined", on=person)


@transaction.atomic
def forget_unconfirmed(*, now: datetime) -> int:
    """Remove people whose address was typed in a day ago or more, and who never came in. Returns how many."""
    _total, per_model = Person.objects.filter(
        unconfirmed=True, joined_at=None, created_at__lt=now - timedelta(days=1)
    ).delete()
    return per_model.get("people.Person", 0)


@transaction.atomic
def forget_sessions(*, now: datetime) -> int:
    """Remove sessions that are over; each names a person or an address somebody typed in. Returns how many."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]
