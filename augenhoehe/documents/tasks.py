from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services


@task()
def remind_sponsors() -> int:
    """Remind of the appearances of the next seven days, once each. Safe to do twice."""
    return services.remind_due(now=timezone.now(), today=timezone.localdate())
