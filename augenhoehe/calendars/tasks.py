from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services


@task()
def read_source(source_id: int) -> bool:
    """Ask one calendar. Safe to do twice."""
    return services.read_source(source_id=source_id, now=timezone.now())


@task()
def read_due_sources() -> int:
    """Ask every calendar that was not asked for a while; each on its own, so that none waits for another's server.

    Safe to do twice.
    """
    due = services.due_sources(timezone.now())
    for source_id in due:
        read_source.enqueue(source_id=source_id)
    return len(due)


@task()
def forget_past_dates() -> int:
    """Held dates that are over. Safe to do twice."""
    return services.forget_past_dates(now=timezone.now())
