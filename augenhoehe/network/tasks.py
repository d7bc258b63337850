from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import drawing


@task()
def draw() -> int:
    """Draw the pictures of cohorts that have come to their closing. Safe to do twice."""
    return drawing.draw_due(now=timezone.now())
