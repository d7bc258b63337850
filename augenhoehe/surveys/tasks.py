from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services


@task()
def run_waves() -> int:
    """Open, ask, remind and close what the day brings. Safe to do twice."""
    return services.run_waves(now=timezone.now())


@task()
def forget_raw() -> int:
    """Delete answers and remarks whose time is over. Safe to do twice."""
    return services.forget_raw(today=timezone.localdate())
