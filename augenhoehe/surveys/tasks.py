from django.utils import timezone

from augenhoehe.common.tasks import task

from .services.waves import run_waves as run


@task()
def run_waves() -> int:
    """Open, ask, remind and close what the day brings. Safe to do twice."""
    return run(now=timezone.now())
