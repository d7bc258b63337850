"""Who of several workers starts a periodic job, and who still lives."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from augenhoehe.common.periodic import Job
from augenhoehe.common.tasks import enqueue

from ..models import JobTurn, WorkerPulse

FORGET_WORKER_AFTER: Final = timedelta(days=1)


def know_jobs(*, jobs: Mapping[str, Job], now: datetime) -> None:
    """Give every job a turn, new ones at once; forget jobs that no room declares any more. Idempotent."""
    JobTurn.objects.bulk_create([JobTurn(name=name, due_at=now) for name in sorted(jobs)], ignore_conflicts=True)
    JobTurn.objects.exclude(name__in=jobs).delete()


def start_due_jobs(*, jobs: Mapping[str, Job], now: datetime) -> list[str]:
    """Start each job whose turn has come, once for all workers together; returns their names.

    Side effects: the task is stored in the same transaction as the next turn, one interval from now; turns that
    were missed are not made up for.
    """
    started = []
    for name in JobTurn.objects.filter(due_at__lte=now, name__in=jobs).order_by("name").values_list("name", flat=True):
        with transaction.atomic():
            if JobTurn.objects.filter(name=name, due_at__lte=now).update(due_at=now + jobs[name].every):
                enqueue(jobs[name].task)
                started.append(name)
    return started


def show_pulse(*, worker: str, now: datetime) -> None:
    """Write down that this worker lives; workers not seen for a day are forgotten."""
    WorkerPulse.objects.update_or_create(worker=worker, defaults={"at": now})
    WorkerPulse.objects.filter(at__lt=now - FORGET_WORKER_AFTER).delete()
