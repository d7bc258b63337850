"""The way in: answers of calendars, from the mailbox to the rooms that invited."""

import logging
from datetime import datetime

from django.db import transaction

from ..inbox import Inbox
from ..models import InboxMark
from ..replies import readers, replies_in

logger = logging.getLogger(__name__)


def read_replies(*, inbox: Inbox, now: datetime) -> int:
    """Give every answer that came since the last time to whose date it is; returns how many were understood.

    An understood mail is deleted from the mailbox: it has done its work, and what somebody wrote beside the answer is
    nobody's business here. All others stay as they are, unread, for people. Safe to do twice: the readers bear it.
    """
    mark, _new = InboxMark.objects.get_or_create(pk=InboxMark.ONLY)
    last = mark.last_uid if mark.validity == inbox.validity else 0
    understood = 0
    for uid, raw in inbox.after(last):
        if _understand(uid, raw, now):
            inbox.remove(uid)
            understood += 1
        InboxMark.objects.filter(pk=mark.pk).update(validity=inbox.validity, last_uid=uid, updated_at=now)
    return understood


def _understand(uid: int, raw: bytes, now: datetime) -> bool:
    """Whether a mail was an answer to a date of ours. One that a room stumbles over keeps nobody else waiting."""
    try:
        with transaction.atomic():
            taken = [reader(reply, now) for reply in replies_in(raw) for reader in readers()]
    except Exception as error:  # whatever it is
        # Neither its content nor a traceback comes into the log: it is somebody's mail.
        logger.error("answer %s could not be taken in: %s", uid, type(error).__name__)
        return False
    return any(taken)
