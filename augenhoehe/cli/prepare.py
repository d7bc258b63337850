"""What has to be there before the first page: tables, collected static files and, in the demo, the invented city.

The web server looks whether anything is missing; if so, a process of its own (python -m augenhoehe.cli.prepare)
brings it: when that ends, its memory is free.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from augenhoehe.common import lifeline
from augenhoehe.common.supervisor import HOPELESS

WAIT_FOR_DATABASE = 30.0
NO_KEY = "NOTEBOOK_KEY does not open %d stored texts. Name the key that sealed them in NOTEBOOK_KEY_FALLBACKS."
_LOCK = 0x61756768  # any number, the same for all who prepare


def make_ready() -> None:
    """Have whatever is missing prepared; Django is set up, and no database connection is left open.

    Ends the process with HOPELESS when it cannot be done; the reason has then been printed.
    """
    if _is_anything_missing():
        environment = {**os.environ, lifeline.PARENT_VARIABLE: str(os.getpid())}
        if subprocess.run([sys.executable, "-m", "augenhoehe.cli.prepare"], env=environment, check=False).returncode:
            sys.exit(HOPELESS)
    if lost := _lost_texts():
        print(NO_KEY % lost, file=sys.stderr)  # noqa: T201
        sys.exit(HOPELESS)


def _is_anything_missing() -> bool:
    from django.db import OperationalError

    with _left_alone():
        try:
            return is_database_behind() or is_demo_empty() or are_static_files_behind()
        except OperationalError:
            return True


def _lost_texts() -> int:
    """How many texts none of the keys opens: whoever wrote on now would write under a wrong key."""
    from augenhoehe.common.resealing import count_lost

    with _left_alone():
        return count_lost()


@contextmanager
def _left_alone() -> Iterator[None]:
    """No connection is open afterwards, as the processes part after that."""
    from django.db import connection

    try:
        yield
    finally:
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]


def main() -> int:
    lifeline.hold_if_supervised()
    from django.db import OperationalError

    from .django_setup import setup

    setup()
    try:
        wait_for_database(WAIT_FOR_DATABASE)
    except OperationalError as error:
        print(f"The database cannot be reached: {str(error).splitlines()[0]}", file=sys.stderr)  # noqa: T201
        return 1
    with _alone():
        prepare_database()
        seed_demo()
    collect_static()
    return 0


def wait_for_database(seconds: float) -> None:
    """Return as soon as the database answers. Raises OperationalError when it does not do so in time."""
    from django.db import OperationalError, connection

    until = time.monotonic() + seconds
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError:
            # An SQLite file that cannot be opened will not be there in a moment either.
            if connection.vendor == "sqlite" or time.monotonic() > until:
                raise
            time.sleep(0.5)


@contextmanager
def _alone() -> Iterator[None]:
    """Of several machines that start at once, one prepares and the others wait for it."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def is_database_behind() -> bool:
    """Whether a table or column is missing."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return True
    return settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names()


def prepare_database() -> None:
    """Bring the tables up to date."""
    from django.core.management import call_command

    if is_database_behind():
        print("Preparing the database …", flush=True)  # noqa: T201
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def is_demo_empty() -> bool:
    """Whether this is a demo that nobody lives in yet."""
    from django.conf import settings
    from django.contrib.auth import get_user_model

    return bool(settings.DEMO) and not get_user_model().objects.exists()


def seed_demo() -> None:
    """In demo mode, build the city in an empty database."""
    if is_demo_empty():
        # Loading the builder takes half a second: only for a database that may be empty.
        from augenhoehe.cli.demo import seed_if_empty

        print("Building the demo …", flush=True)  # noqa: T201
        seed_if_empty()


def _mark() -> Path:
    from django.conf import settings

    return Path(settings.STATIC_ROOT) / ".collected"


def are_static_files_behind() -> bool:
    """Whether any static file changed since they were collected."""
    mark = _mark()
    return not mark.exists() or mark.read_text() != static_fingerprint()


def collect_static() -> None:
    """Collect the static files if any of them changed since the last time."""
    from django.core.management import call_command

    if are_static_files_behind():
        print("Collecting style sheets and scripts …", flush=True)  # noqa: T201
        fingerprint = static_fingerprint()
        _mark().unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        _mark().write_text(fingerprint)


def static_fingerprint() -> str:
    """Names, sizes and times of all static files as one short text."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
