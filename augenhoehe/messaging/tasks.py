from django.conf import settings
from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services
from .inbox import ImapInbox


@task()
def forget_mails() -> int:
    return services.forget_mails(now=timezone.now())


@task()
def forget_finished_tasks() -> int:
    return services.forget_finished_tasks(now=timezone.now())


@task()
def read_replies() -> int:
    """Read what calendars have answered. Safe to do twice."""
    with ImapInbox(settings.REPLIES_URL) as inbox:
        return services.read_replies(inbox=inbox, now=timezone.now())
