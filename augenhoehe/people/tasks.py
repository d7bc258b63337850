"""What runs by itself: nothing is kept longer than it is needed."""

from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services


@task
def forget_what_is_over() -> dict[str, int]:
    """Remove unconfirmed addresses, relations twelve months after their end, unfinished uploads, old sessions."""
    now = timezone.now()
    return {
        "unconfirmed": services.forget_unconfirmed(now=now),
        "relations": services.forget_ended_relations(today=timezone.localdate(now)),
        "uploads": services.forget_uploads(now=now),
        "sessions": services.forget_sessions(now=now),
    }
