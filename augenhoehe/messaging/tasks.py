from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services


@task()
def forget_mails() -> int:
    return services.forget_mails(now=timezone.now())


@task()
def forget_finished_tasks() -> int:
    return services.forget_finished_tasks(now=timezone.now())
