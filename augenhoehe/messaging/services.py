import uuid
from collections.abc import Mapping
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from .models import Mail
from .registry import TextKind
from .wording import render


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
        message_id=f"<{uuid.uuid4()}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>",
        idempotency_key=idempotency_key,
        secret=kind.secret,
        due_at=timezone.now(),
    )
