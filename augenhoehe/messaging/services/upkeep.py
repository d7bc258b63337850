"""What mails and tasks leave behind, and when it goes."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from ..enums import MailState
from ..models import Mail

KEEP_SECRETS: Final = timedelta(days=1)
KEEP_TEXTS: Final = timedelta(days=90)
KEEP_ROWS: Final = timedelta(days=365)
KEEP_TASKS: Final = timedelta(days=7)
STUCK_AFTER: Final = timedelta(minutes=15)
MAX_RUNS: Final = 3
_BLANK: Final = {"subject": "", "text": "", "html": "", "calendar": "", "unsubscribe": ""}


def forget_mails(*, now: datetime) -> int:
    """Empty what need not be read again, and remove what is a year old; returns how many rows went.

    A code or one-time link leaves the database a day after it was sent, other texts after 90 days. Not in the demo,
    whose mailbox is this table.
    """
    if settings.DEMO:
        return 0
    done = Mail.objects.filter(state__in=(MailState.SENT, MailState.FAILED)).exclude(text="")
    done.filter(secret=True, state=MailState.SENT, sent_at__lt=now - KEEP_SECRETS).update(**_BLANK)
    done.filter(created_at__lt=now - KEEP_TEXTS).update(**_BLANK)
    return Mail.objects.filter(created_at__lt=now - KEEP_ROWS).delete()[0]


def forget_finished_tasks(*, now: datetime) -> int:
    """Remove background tasks that ended a week ago or more; returns how many."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_TASKS).delete()[0]


def give_back_stuck_tasks(*, now: datetime) -> int:
    """Let other workers take the tasks of one that died with them; returns how many.

    A task that has lost MAX_RUNS workers is the likely cause of it, and ends as failed.
    """
    count = 0
    stuck = DBTaskResult.objects.running().filter(started_at__lt=now - STUCK_AFTER)
    for pk, started_at, workers in stuck.values_list("pk", "started_at", "worker_ids"):
        row = DBTaskResult.objects.running().filter(pk=pk, started_at=started_at)
        if len(workers) >= MAX_RUNS:
            row.update(status="FAILED", finished_at=now, traceback="its worker died each time")
        else:
            count += row.update(status="READY", started_at=None)
    return count
