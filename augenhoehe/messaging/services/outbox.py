import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..enums import MailState
from ..models import Mail
from ..registry import TextKind
from ..sender import installation_organizer
from ..wording import Form, form_of, together


class Recipient(Protocol):
    """Whoever a mail goes to: a person of the room above has all three. Without a key it is nobody known here."""

    @property
    def pk(self) -> int | None: ...
    @property
    def email(self) -> str: ...
    @property
    def language(self) -> str: ...


@dataclass(frozen=True)
class Address:
    """A reader without an account: a mailing list, or somebody who left no more than an address."""

    email: str
    language: str
    pk: int | None = None


@dataclass(frozen=True)
class Letter:
    """A mail to be written: its kind, its reader, and what fills the wording.

    `calendar` is an iCalendar object, `calendar_method` its METHOD. An `idempotency_key` is used once ever.
    `unsubscribe` is an address that takes a POST without cookies (RFC 8058). With `listed=False` the wording is the
    programme's, but its office does not find the mail in its list. Without `due_at` it goes at once. `also` holds the
    values in other languages, for a reader whose language nobody knows: the mail then says the same in each.
    """

    kind: TextKind
    to: Recipient
    values: Mapping[str, str]
    programme_id: int | None = None
    calendar: str = ""
    calendar_method: str = ""
    idempotency_key: str | None = None
    unsubscribe: str = ""
    listed: bool = True
    due_at: dt.datetime | None = None
    also: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def queue_mail(
    kind: TextKind,
    *,
    to: Recipient,
    values: Mapping[str, str],
    programme_id: int | None = None,
    calendar: str = "",
    calendar_method: str = "",
    idempotency_key: str | None = None,
) -> Mail:
    """Write a mail into the outbox, in the caller's transaction; the worker sends it after the commit.

    With an `idempotency_key` that was used before, the mail of then is returned and none is added.
    """
    letter = Letter(kind, to, values, programme_id, calendar, calendar_method, idempotency_key)
    return queue_mails([letter])[0]


def queue_mails(letters: Sequence[Letter]) -> list[Mail]:
    """The same for many: each wording is read and set once, and all mails are written together.

    Returns a mail for each letter, in their order.
    """
    known = _known(letters)
    forms: dict[tuple[str, str, int | None], Form] = {}
    mails = [known.get(letter.idempotency_key) or _written(letter, forms) for letter in letters]
    try:
        with transaction.atomic():
            Mail.objects.bulk_create(mail for mail in mails if mail.pk is None)
    except IntegrityError:
        # Somebody else queued one of them between our look and our write.
        if len(_known(letters)) == len(known):
            raise
        return queue_mails(letters)
    return mails


def withdraw_mails(ids: Collection[int]) -> None:
    """Take back those that no worker has taken yet; they are gone as if they had never been written."""
    Mail.objects.filter(pk__in=ids, state=MailState.QUEUED).delete()


def forget_mails_now(ids: Collection[int]) -> None:
    """Remove these mails from the outbox before their time: what waits is not sent, what was sent is forgotten.

    One that a worker is sending at this moment stays until its time is over like any other.
    """
    Mail.objects.filter(pk__in=ids).exclude(state=MailState.SENDING).delete()


def _known(letters: Sequence[Letter]) -> dict[str | None, Mail]:
    keys = [letter.idempotency_key for letter in letters if letter.idempotency_key]
    return {mail.idempotency_key: mail for mail in Mail.objects.filter(idempotency_key__in=keys)} if keys else {}


def _written(letter: Letter, forms: dict[tuple[str, str, int | None], Form]) -> Mail:
    kind, to = letter.kind, letter.to
    said = {to.language: letter.values, **letter.also}
    rendered = together([(_form(letter, language, forms), values) for language, values in said.items()])
    return Mail(
        key=kind.key,
        programme_id=letter.programme_id if letter.listed else None,
        person_id=to.pk,
        recipient=to.email,
        language=to.language,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        calendar=letter.calendar,
        calendar_method=letter.calendar_method,
        unsubscribe=letter.unsubscribe,
        message_id=_new_message_id(),
        idempotency_key=letter.idempotency_key,
        secret=kind.secret,
        due_at=letter.due_at or timezone.now(),
    )


def _form(letter: Letter, language: str, forms: dict[tuple[str, str, int | None], Form]) -> Form:
    of = (letter.kind.key, language, letter.programme_id)
    if of not in forms:
        forms[of] = form_of(letter.kind, language, letter.programme_id)
    return forms[of]


def _new_message_id() -> str:
    return f"<{uuid.uuid4()}@{installation_organizer().email.rpartition('@')[2]}>"
