from django.utils import timezone

from augenhoehe.common.tasks import task

from .services import benefit_upkeep, issuing, keys, register


@task()
def issue(issue_id: int) -> int:
    """Write the certificates of an issue. Safe to do twice."""
    return issuing.run_issue(issue_id=issue_id, now=timezone.now())


@task()
def remember_badge_key() -> None:
    """Keep the public half of the present key. Safe to do twice."""
    keys.remember_key(now=timezone.now())


@task()
def forget_certificates() -> int:
    """Delete what was promised no longer. Safe to do twice."""
    return register.forget_expired(today=timezone.localdate())


@task()
def mind_benefits() -> int:
    """Remind of wishes and of places that wait, and forget old wishes. Safe to do twice."""
    now = timezone.now()
    return (
        benefit_upkeep.remind_of_wishes(now=now)
        + benefit_upkeep.remind_of_use(now=now)
        + benefit_upkeep.forget_wishes(now=now)
    )
