import uuid
from collections.abc import Mapping
from typing import Protocol

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Mail
from ..registry import TextKind
from ..sender import installation_organizer
from ..wording import render


class Recipient(Protocol):
    """Whoever a mail goes to: a person of the room above has all three."""

    pk: int
    email: str
    language: str


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

    `calendar` is an iCalendar object, `calendar_method` its METHOD. With an `idempotency_key` that was used before,
    the mail of then is returned and none is added.
    """
    if idempotency_key and (known := Mail.objects.filter(idempotency_key=idempotency_key).first()):
        return known
    rendered = render(kind, to.language, values, programme_id)
    try:
        with transaction.atomic():
            return Mail.objects.create(
                key=kind.key,
                programme_id=programme_id,
                person_id=to.pk,
                recipient=to.email,
                language=to.language,
                subject=rendered.subject,
                text=rendered.text,
                html=rendered.html,
                calendar=calendar,
                calendar_method=calendar_method,
                message_id=_new_message_id(),
                idempotency_key=idempotency_key,
                secret=kind.secret,
                due_at=timezone.now(),
            )
    except IntegrityError:
        # Somebody else queued it between our look and our write.
        if idempotency_key and (known := Mail.objects.filter(idempotency_key=idempotency_key).first()):
            return known
        raise


def _new_message_id() -> str:
    return f"<{uuid.uuid4()}@{installation_organizer().email.rpartition('@')[2]}>"
