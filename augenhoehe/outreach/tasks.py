"""What runs by itself: mails whose time has come, reminders, and what is not kept for ever."""

from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services
from .services import interest, questions, visitors, waves


@task
def forget_hidden_comments() -> int:
    """Delete comments that were hidden three months ago, or that nobody has confirmed within a week."""
    return services.forget_hidden_comments() + visitors.forget_unconfirmed_comments(now=timezone.now())


@task
def send_waves() -> int:
    """Send the announcements whose time has come. Safe to do twice."""
    return waves.send_waves(today=timezone.localdate(), now=timezone.now())


@task
def tell_of_open_calls() -> int:
    """Tell those on the interest lists of calls that are open, once each. Safe to do twice."""
    return interest.tell_of_open_calls(today=timezone.localdate(), now=timezone.now())


@task
def remind_of_questions() -> int:
    """Remind of questions that wait too long, once each. Safe to do twice."""
    return questions.remind_of_questions(today=timezone.localdate(), now=timezone.now())


@task
def forget_contacts() -> int:
    """Delete interests, questions and addresses of announcements whose time is over. Safe to do twice."""
    now = timezone.now()
    gone = interest.forget_interest(now=now) + questions.forget_questions(now=now)
    return gone + waves.forget_deliveries(now=now)
