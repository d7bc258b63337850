from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import breaks, extensions, phases, quiet


@task()
def notice_quiet() -> int:
    """Ask tandems without a date whether something is the matter. Safe to do twice."""
    return quiet.notice_quiet(now=timezone.now())


@task()
def send_phase_mails() -> int:
    """Write the programme's mails along the months. Safe to do twice."""
    return phases.send_phase_mails(now=timezone.now())


@task()
def ask_after_breaks() -> int:
    """Ask whether the two go on after a break. Safe to do twice."""
    return breaks.ask_after_breaks(now=timezone.now())


@task()
def settle_extensions() -> int:
    """Make extensions valid whose working time is settled. Safe to do twice."""
    return extensions.settle_extensions(now=timezone.now())
