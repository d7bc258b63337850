from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services


@task
def forget_entries() -> int:
    """Remove what the log has held for twelve months; returns how many entries."""
    return services.forget_entries(now=timezone.now())
