"""What has to be there before the first page: tables, collected static files and, in the demo, the invented city.

`augenhoehe serve` runs it as a process of its own (python -m augenhoehe.cli.prepare): when it ends, its memory is free.
"""

import hashlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from augenhoehe.common import lifeline

WAIT_FOR_DATABASE = 30.0
_LOCK = 0x61756768  # any number, the same for all who prepare


def main() -> int:
    lifeline.hold_if_supervised()
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    from .django_setup import setup

    try:
        setup()
        wait_for_database(WAIT_FOR_DATABASE)
    except ImproperlyConfigured as error:
        return _refuse(str(error))
    except OperationalError as error:
        return _refuse(f"The database cannot be reached: {str(error).splitlines()[0]}")
    with _alone():
        prepare_database()
        seed_demo()
    collect_static()
    return 0


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)  # noqa: T201
    return 1


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


def prepare_database() -> None:
    """Bring the tables up to date; nothing to do is done at once."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)  # noqa: T201
        call_command("migrate", interactive=False, verbosity=0)
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        call_command("createcachetable", verbosity=0)


def seed_demo() -> None:
    """In demo mode, build the city in an empty database."""
    from django.conf import settings
    from django.contrib.auth import get_user_model

    if settings.DEMO and not get_user_model().objects.exists():
        # Loading the builder takes half a second: only for a database that may be empty.
        from augenhoehe.cli.demo import seed_if_empty

        print("Building the demo …", flush=True)  # noqa: T201
        seed_if_empty()


def collect_static() -> bool:
    """Collect the static files if any of them changed since the last time; returns whether they were."""
    from django.conf import settings
    from django.core.management import call_command

    mark = Path(settings.STATIC_ROOT) / ".collected"
    fingerprint = static_fingerprint()
    if mark.exists() and mark.read_text() == fingerprint:
        return False
    print("Collecting style sheets and scripts …", flush=True)  # noqa: T201
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(fingerprint)
    return True


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
