from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import asking, preparation, upkeep


@task()
def keep_up() -> int:
    """Close events that are over, pass on places of people who left. Safe to do twice."""
    now = timezone.now()
    return upkeep.close_past(now=now) + upkeep.free_places(now=now)


@task()
def remind() -> int:
    """Remind of open answers, of events, and of the preparation, once each. Safe to do twice."""
    now = timezone.now()
    return asking.remind_due(now=now) + preparation.remind_due(now=now)


@task()
def forget_links() -> int:
    """Delete links that have been over for a month. Safe to do twice."""
    return upkeep.forget_links(now=timezone.now())
