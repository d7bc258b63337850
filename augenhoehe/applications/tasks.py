from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services


@task()
def forget_silent_lists() -> int:
    return services.forget_silent_lists(today=timezone.localdate())


@task()
def remind_supervisors() -> int:
    return services.approval.remind_supervisors(now=timezone.now())


@task()
def hand_over_silent() -> int:
    return services.approval.hand_over_silent(now=timezone.now())


@task()
def chase_questions() -> int:
    return services.approval.chase_questions(now=timezone.now())
