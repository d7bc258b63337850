"""Periodic jobs: each has its turn once, whoever asks."""

import datetime as dt
import threading

import pytest
from django.db import connections
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from augenhoehe.common.periodic import Job, jobs
from augenhoehe.messaging.models import JobTurn, WorkerPulse
from augenhoehe.messaging.selectors import worker_seen_at
from augenhoehe.messaging.services import give_back_stuck_tasks, know_jobs, show_pulse, start_due_jobs
from tests.cast import make_cast
from tests.factories import NOW

HOUR = dt.timedelta(hours=1)
TASK = "augenhoehe.messaging.tasks.forget_mails"
JOBS = {"a.hourly": Job("a.hourly", HOUR, TASK), "b.daily": Job("b.daily", 24 * HOUR, TASK)}


@pytest.mark.django_db
def test_a_new_job_has_its_turn_at_once_and_then_once_an_interval() -> None:
    know_jobs(jobs=JOBS, now=NOW)
    started = [start_due_jobs(jobs=JOBS, now=NOW + dt.timedelta(minutes=m)) for m in (0, 1, 59, 60, 61)]
    assert started == [["a.hourly", "b.daily"], [], [], ["a.hourly"], []]
    assert list(DBTaskResult.objects.values_list("task_path", "status")) == [(TASK, "READY")] * 3


@pytest.mark.django_db
def test_missed_turns_are_not_made_up_for() -> None:
    know_jobs(jobs=JOBS, now=NOW)
    assert start_due_jobs(jobs=JOBS, now=NOW + 10 * HOUR) == ["a.hourly", "b.daily"]
    assert start_due_jobs(jobs=JOBS, now=NOW + 10 * HOUR) == []
    assert JobTurn.objects.get(name="a.hourly").due_at == NOW + 11 * HOUR


@pytest.mark.django_db
def test_to_know_the_jobs_again_changes_no_turn_and_forgets_the_gone() -> None:
    know_jobs(jobs=JOBS, now=NOW)
    know_jobs(jobs={"a.hourly": JOBS["a.hourly"]}, now=NOW + HOUR)
    assert list(JobTurn.objects.values_list("name", "due_at")) == [("a.hourly", NOW)]


@pytest.mark.django_db(transaction=True)
def test_of_four_workers_one_starts_the_job() -> None:
    know_jobs(jobs=JOBS, now=NOW)
    started: list[str] = []
    gate = threading.Barrier(4)

    def ask() -> None:
        try:
            gate.wait(10)
            started.extend(start_due_jobs(jobs=JOBS, now=NOW))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(started) == ["a.hourly", "b.daily"]
    assert DBTaskResult.objects.count() == 2


def test_every_declared_job_names_a_task_that_is_there() -> None:
    found = jobs()
    assert {"messaging.forget_mails", "people.forget_what_is_over"} <= set(found)
    assert [job.name for job in found.values() if not hasattr(import_string(job.task), "enqueue")] == []
    assert [job.name for job in found.values() if job.every < dt.timedelta(minutes=1)] == []


@pytest.mark.django_db
def test_a_job_that_runs_twice_leaves_the_same_state() -> None:
    make_cast()
    for job in jobs().values():
        first = import_string(job.task).call()
        again = import_string(job.task).call()
        done = sum(again.values()) if isinstance(again, dict) else again or 0
        assert not done, f"{job.name} did something again: {first}, {again}"


@pytest.mark.django_db
def test_the_latest_pulse_counts_and_old_workers_are_forgotten() -> None:
    assert worker_seen_at() is None
    show_pulse(worker="gone", now=NOW - dt.timedelta(days=2))
    for minutes in (0, 1):
        show_pulse(worker="here", now=NOW + dt.timedelta(minutes=minutes))
    assert worker_seen_at() == NOW + dt.timedelta(minutes=1)
    assert list(WorkerPulse.objects.values_list("worker", flat=True)) == ["here"]


def running(minutes_ago: int, workers: int = 1) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        started_at=NOW - dt.timedelta(minutes=minutes_ago),
        worker_ids=[f"w{number}" for number in range(workers)],
        args_kwargs={"args": [], "kwargs": {}},
        task_path=TASK,
        backend_name="default",
        run_after=NOW - HOUR,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "workers", "status"), [(14, 1, "RUNNING"), (16, 1, "READY"), (16, 2, "READY"), (16, 3, "FAILED")]
)
def test_a_task_whose_worker_died_goes_to_another_but_not_for_ever(minutes: int, workers: int, status: str) -> None:
    task = running(minutes, workers)
    assert give_back_stuck_tasks(now=NOW) == (status == "READY")
    task.refresh_from_db()
    assert task.status == status
