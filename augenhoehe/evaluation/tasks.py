from django.utils import timezone

from augenhoehe.common.tasks import task

from .services.counting import count_due


@task()
def count() -> int:
    """Count the sums that everybody may read, where they are due. Safe to do twice."""
    return count_due(now=timezone.now())
