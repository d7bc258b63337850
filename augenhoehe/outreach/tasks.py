"""What runs by itself: hidden comments are not kept for ever."""

from augenhoehe.common.tasks import task

from . import services


@task
def forget_hidden_comments() -> int:
    """Delete comments that were hidden three months ago."""
    return services.forget_hidden_comments()
