from django.utils import timezone

from augenhoehe.common.tasks import task

from . import services


@task()
def compute(run_id: int) -> None:
    """Compute a match run. Safe to do twice."""
    services.compute_run(run_id=run_id, now=timezone.now())


@task()
def compare(run_id: int) -> None:
    """Compute what other policies would give the people of a run. Safe to do twice."""
    services.compute_policies(run_id=run_id)
