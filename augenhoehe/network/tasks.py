from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import directory, drawing


@task()
def draw() -> int:
    """Draw the pictures of cohorts that have come to their closing. Safe to do twice."""
    return drawing.draw_due(now=timezone.now())


@task()
def remind() -> int:
    """Remind those who have stood in a directory for a year, and forget links that are over. Safe to do twice."""
    now = timezone.now()
    return directory.remind_due(now=now) + directory.forget_links(now=now)
