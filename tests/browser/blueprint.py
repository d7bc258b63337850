"""The demo's database, built once a process and then copied into the test's: as pages on SQLite, or table by table."""

import sqlite3
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from augenhoehe.portal.demo.build import build_demo
from augenhoehe.topics.selectors import board


class Blueprint:
    """Keeps what the first test has built."""

    def __init__(self) -> None:
        self._file: sqlite3.Connection | None = None
        self._tables: dict[str, bytes] = {}

    def close(self) -> None:
        if self._file:
            self._file.close()

    def restore(self) -> None:
        """Let the database, empty after the last test, be the demo's as on its first day."""
        board.forget()  # no workshop's code is ever given twice, but for a whole database that comes back
        if self._file:
            self._file.backup(connection.connection)
        elif self._tables:
            self._copy_in()
        else:
            build_demo(timezone.now())
            self._keep()

    def _keep(self) -> None:
        if connection.vendor == "sqlite":
            self._file = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(self._file)
            return
        with connection.cursor() as cursor:
            for model in _models():
                table = model._meta.db_table
                with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT BINARY)') as rows:
                    self._tables[table] = b"".join(bytes(part) for part in rows)

    def _copy_in(self) -> None:
        """In one transaction, at whose end the foreign keys are checked: the order of the tables does not matter.

        Sequences stay as they are: they have counted these rows when they were built, and no number comes back.
        """
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in self._tables))
            for table, rows in self._tables.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT BINARY)') as copy:
                    copy.write(rows)


def _models() -> list[type[models.Model]]:
    """Every model that has a table, those of many-to-many fields too."""
    found: list[Any] = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]
