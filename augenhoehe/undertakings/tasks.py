from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import ending, retention


@task()
def end_tandems() -> int:
    """Tell those whose last day is near, and close those whose last day has passed. Safe to do twice."""
    now = timezone.now()
    return ending.announce_due(now=now) + ending.close_due(now=now)


@task()
def forget_tandems() -> int:
    """Delete texts and tandems whose time is over. Safe to do twice."""
    today = timezone.localdate()
    return retention.forget_texts_due(today=today) + retention.delete_tandems_due(today=today)
