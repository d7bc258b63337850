"""The worker: quick, unimpressed by a database that is away, and gone when asked."""

import datetime as dt
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.db import ConnectionHandler, InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from environ import Env

from augenhoehe.cli import worker
from augenhoehe.cli.worker import make_steps, work
from augenhoehe.messaging.models import WorkerPulse
from tests.messaging.post import open_post_office

from .processes import AUGENHOEHE, started, wait_for


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PAUSES", {})


class Failing:
    """A step that fails with each error once and then counts."""

    def __init__(self, stop: threading.Event, *errors: Exception) -> None:
        self.stop, self.errors, self.calls = stop, list(errors), 0

    def __call__(self) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.calls += 1
        if self.calls == 2:
            self.stop.set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [OperationalError("database is locked"), InterfaceError("closed"), KeyError("a bug")])
def test_it_outlives_whatever_goes_wrong_in_a_round(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    step = Failing(stop, error)
    assert work(stop=stop, steps={"mails": step}, grace=10) == 0
    assert (step.errors, step.calls) == ([], 2)


@pytest.mark.django_db(transaction=True)
def test_one_slow_step_does_not_hold_up_the_others() -> None:
    stop = threading.Event()
    quick = Failing(stop)
    assert work(stop=stop, steps={"tasks": lambda: stop.wait(30), "mails": quick}, grace=10) == 0
    assert quick.calls >= 2


@pytest.mark.django_db(transaction=True)
def test_a_round_of_each_step_does_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    from django_tasks_db.models import DBTaskResult

    from augenhoehe.common.periodic import jobs
    from augenhoehe.messaging.models import Mail
    from augenhoehe.messaging.selectors import worker_seen_at
    from tests.factories import make_mail, make_programme

    mail = make_mail(make_programme(), state="queued", sent_at=None)
    steps = make_steps("test", threading.Event())
    for name in ("upkeep", "tasks", "mails"):
        steps[name]()
    assert Mail.objects.get(pk=mail.pk).state == "sent"
    assert worker_seen_at() is not None
    ended = DBTaskResult.objects.values_list("task_path", "status", "worker_ids")
    assert sorted(ended) == sorted((job.task, "SUCCESSFUL", ["test"]) for job in jobs().values())


@pytest.fixture(scope="module")
def migrated(environment: dict[str, str]) -> Iterator[BaseDatabaseWrapper]:
    """The database that the migrations have made, as in an installation."""
    subprocess.run([*AUGENHOEHE, "admin", "migrate", "-v0"], env=environment, check=True)
    url = environment.get("DATABASE_URL", "") or f"sqlite:///{environment['DATA_DIR']}/augenhoehe.sqlite3"
    with closing(ConnectionHandler({"default": Env.db_url_config(url)})["default"]) as database:
        yield database


def ours() -> list[type[Model]]:
    return [one for one in apps.get_models(include_auto_created=True) if one.__module__.startswith("augenhoehe.")]


def tables(database: BaseDatabaseWrapper) -> dict[str, dict[str, object]]:
    """Every table of ours: its columns and what constrains them, which may have a random part in its name."""
    look, own = database.introspection, {one._meta.db_table for one in ours()}
    with database.cursor() as cursor:
        return {
            name: {
                "columns": {(one.name, one.type_code, one.null_ok) for one in look.get_table_description(cursor, name)},
                "constraints": sorted(
                    str([one["columns"], one["primary_key"], one["unique"], one["foreign_key"], one["check"]])
                    for one in look.get_constraints(cursor, name).values()
                ),
            }
            for name in look.table_names(cursor)
            if name in own
        }


@pytest.mark.django_db
def test_the_migrations_make_the_tables_that_the_tests_run_on(migrated: BaseDatabaseWrapper) -> None:
    """The tests' own tables are made from the models at once, which takes a tenth of the time."""
    found, wanted = tables(migrated), tables(connection)
    assert found == wanted
    assert len(found) == len(ours()) > 80


QUEUE = """
import time
from django.utils import timezone
from augenhoehe.messaging.models import Mail, WorkerPulse
while not WorkerPulse.objects.exists():
    time.sleep(0.05)
values = {"recipient": "kim@stadt.example", "subject": "x", "text": "x", "message_id": "<x@y>"}
mail = Mail.objects.create(key="x", language="de", due_at=timezone.now(), **values)
while not (sent := Mail.objects.get(pk=mail.pk).sent_at):
    time.sleep(0.02)
print((sent - mail.due_at).total_seconds())
"""


@pytest.mark.django_db  # only to run beside the test above, with the same environment
def test_a_mail_is_out_within_a_moment_and_the_worker_stops_when_asked(
    environment: dict[str, str], migrated: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    with migrated.cursor() as cursor:
        cursor.execute(f"DELETE FROM {WorkerPulse._meta.db_table}")  # of workers that other tests had
    with open_post_office() as post:
        there = {**environment, "EMAIL_URL": f"smtp://127.0.0.1:{post.port}"}
        with started("worker", environment=there, log=tmp_path / "log") as process:
            asked = subprocess.run(
                [*AUGENHOEHE, "admin", "shell", "-v0", "-c", QUEUE],
                env=there, capture_output=True, text=True, timeout=90, check=True,
            )  # fmt: skip
            assert post.ids() == ["<x@y>"]
            assert dt.timedelta(seconds=float(asked.stdout)) < dt.timedelta(seconds=3)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
    wait_for(lambda: "Traceback" not in (tmp_path / "log").read_text(), "a quiet log", seconds=1)
