from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services


@task()
def forget_silent_lists() -> int:
    return services.forget_silent_lists(today=timezone.localdate())
