from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import answers, confirmation, reminders, retention, tally


@task()
def expire_answers() -> int:
    """End proposals that nobody answered in time. Safe to do twice."""
    return answers.expire_due(now=timezone.now())


@task()
def remind_answers() -> int:
    """Remind of open answers, once each. Safe to do twice."""
    return answers.remind_due(now=timezone.now())


@task()
def ask_confirmations() -> int:
    """Ask after the first talk whether the two go on, once each. Safe to do twice."""
    return confirmation.ask_confirmation_due(now=timezone.now())


@task()
def forget_unmatched() -> int:
    """Delete applications that led to no tandem when their time is over. Safe to do twice."""
    return retention.forget_unmatched(today=timezone.localdate())


@task()
def remind_meetings() -> int:
    """Remind both of meetings in the next two working days, once each. Safe to do twice."""
    return reminders.remind_of_meetings(now=timezone.now())


@task()
def ask_meetings() -> int:
    """Ask both whether a meeting took place, once each. Safe to do twice."""
    return reminders.ask_about_meetings(now=timezone.now())


@task()
def tally_tags() -> int:
    """Count anew what tandems work on, where enough of them have told something new. Safe to do twice."""
    return tally.tally_due(now=timezone.now())
