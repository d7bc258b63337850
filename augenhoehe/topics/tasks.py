from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import retention


@task()
def forget_workshops() -> int:
    """Delete what was written and voted in workshops whose cohort has ended. Safe to do twice."""
    return retention.forget_workshops(today=timezone.localdate())
