"""What has to be done again and again: declared by the rooms in their `schedule.py`, started by the worker."""

from dataclasses import dataclass
from datetime import timedelta

from augenhoehe.common.discovery import discover


@dataclass(frozen=True)
class Job:
    """A task without arguments that runs every so often; it has to be idempotent.

    name: "room.verb", its key in the database. task: dotted name of the task (common/tasks.py).
    """

    name: str
    every: timedelta
    task: str


_jobs: dict[str, Job] = {}


def register(job: Job) -> Job:
    """Declare a job; declaring the same name again replaces it."""
    _jobs[job.name] = job
    return job


def jobs() -> dict[str, Job]:
    """All jobs of all rooms by name."""
    discover("schedule")
    return dict(_jobs)
