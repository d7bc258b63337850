from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import notes


@task()
def forget_talks() -> int:
    """Delete talks whose time is over. Safe to do twice."""
    return notes.forget_talks(today=timezone.localdate())
