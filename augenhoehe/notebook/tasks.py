from django.utils import timezone

from augenhoehe.common.tasks import task

from .services.retention import forget_talks


@task()
def forget_talks_that_are_over() -> None:
    """Delete talks with a confidant once their time is over. Safe to do twice."""
    forget_talks(now=timezone.now())
