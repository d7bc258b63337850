from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import asking


@task()
def ask() -> int:
    """Ask those whose round has opened, and remind of it. Safe to do twice."""
    now = timezone.now()
    return asking.ask_due(now=now) + asking.remind_due(now=now)


@task()
def forget_ended() -> int:
    """Delete the answers of tandems that ended early. Safe to do twice."""
    return asking.forget_ended()
