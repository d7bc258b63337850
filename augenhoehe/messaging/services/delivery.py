"""The way out of the outbox. Any number of workers may deliver at the same time."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from augenhoehe.audit.services import record

from ..enums import MailState
from ..envelope import compose
from ..models import Mail
from ..retries import LEASE, OUTAGE_PAUSE, Refusal, pause_after, refusal_of

logger = logging.getLogger(__name__)


def deliver_due(
    *,
    clock: Callable[[], datetime] = timezone.now,
    connection: BaseEmailBackend | None = None,
    limit: int = 200,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Send what is due, one mail after the other, over one connection; returns how many the mail server accepted.

    A mail is leased by a conditional update before it is sent, so no two workers have it at the same time; a worker
    that dies with it loses it when the lease ends, and it goes out again with the same Message-ID. Where no
    mail server answers, everything due waits for OUTAGE_PAUSE. `stopping` is asked before each mail.
    """
    if not Mail.objects.due(clock()).exists():
        return 0
    server = connection or get_connection()
    accepted = 0
    try:
        for _ in range(limit):
            if stopping() or not _is_there(server, clock):
                break
            mail = lease_next(now=clock())
            if mail is None:
                break
            accepted += _send(mail, server, clock)
    finally:
        _close(server)
    return accepted


def _is_there(server: BaseEmailBackend, clock: Callable[[], datetime]) -> bool:
    """Whether the mail server takes our call (at once when it is still on the line)."""
    try:
        server.open()
    except OSError as error:  # smtplib's errors are OSErrors, too
        _wait_out(error, clock())
        return False
    return True


def lease_next(*, now: datetime) -> Mail | None:
    """Take the mail that has waited longest; None when nothing is due. Safe with many workers on both databases."""
    while candidates := list(Mail.objects.due(now).order_by("due_at", "pk").values_list("pk", flat=True)[:20]):
        for pk in candidates:
            # The condition is checked again by the update itself: of two workers, one changes a row, the other none.
            if (
                Mail.objects.due(now)
                .filter(pk=pk)
                .update(state=MailState.SENDING, leased_until=now + LEASE, attempts=F("attempts") + 1)
            ):
                return Mail.objects.get(pk=pk)
    return None


def _send(mail: Mail, server: BaseEmailBackend, clock: Callable[[], datetime]) -> int:
    try:
        if not compose(mail, server).send():
            raise ValueError("the mail has no recipient")
    except (OSError, ValueError) as error:
        logger.warning("mail %s (%s) was not accepted: %s", mail.pk, mail.key, type(error).__name__)
        # Whatever state the conversation is in, the next mail begins a new one.
        _close(server)
        _put_back(mail, refusal_of(error), clock())
        return 0
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.SENT, sent_at=clock(), leased_until=None, error="", updated_at=clock()
    )
    return 1


def _put_back(mail: Mail, refusal: Refusal, now: datetime) -> None:
    pause = None if refusal.permanent else pause_after(mail.attempts)
    changes: dict[str, Any] = (
        {"state": MailState.FAILED} if pause is None else {"state": MailState.QUEUED, "due_at": now + pause}
    )
    # `attempts` counts the leases: one that ran out and was given to another worker is no longer ours to end.
    Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts).update(
        leased_until=None, error=refusal.reason, updated_at=now, **changes
    )


def _wait_out(error: Exception, now: datetime) -> None:
    logger.warning("no mail server answers: %s", type(error).__name__)
    Mail.objects.due(now).update(
        state=MailState.QUEUED,
        leased_until=None,
        due_at=now + OUTAGE_PAUSE,
        error=f"the mail server cannot be reached ({type(error).__name__})",
        updated_at=now,
    )


def _close(server: BaseEmailBackend) -> None:
    with suppress(OSError):
        server.close()


@transaction.atomic
def retry_mail(*, actor: Any, mail_id: int, programme_id: int, now: datetime) -> bool:
    """Put a mail of this programme that was given up back into the outbox. Returns whether it was one.

    Side effects: its attempts begin anew; one log entry.
    """
    changed = _put_again(Mail.objects.filter(pk=mail_id), programme_id, now)
    if changed:
        record(actor=actor, action="messaging.retried", mail=mail_id, programme_id=programme_id)
    return bool(changed)


@transaction.atomic
def retry_failed(*, actor: Any, programme_id: int, now: datetime) -> int:
    """Put all mails of this programme that were given up back into the outbox; returns how many. One log entry."""
    changed = _put_again(Mail.objects.all(), programme_id, now)
    if changed:
        record(actor=actor, action="messaging.retried", mails=changed, programme_id=programme_id)
    return changed


def _put_again(mails: QuerySet[Mail], programme_id: int, now: datetime) -> int:
    # One whose text has been emptied since (upkeep.py) has nothing left to say.
    given_up = mails.filter(programme_id=programme_id, state=MailState.FAILED).exclude(text="")
    return given_up.update(state=MailState.QUEUED, attempts=0, due_at=now, error="", updated_at=now)
