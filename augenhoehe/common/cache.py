"""The cache in the database, which counts how often forms are sent: it says so when it cannot count."""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends import db
from django.db import OperationalError, connections, router


class DatabaseCache(db.DatabaseCache):
    """Django's own, but for one thing: `add` raises OperationalError where the database is away or locked.

    Django's answers False then, as if somebody else held the key; and whoever limits rates by it tells a person who has
    sent a form once that it was too often (429), in place of asking them to come back in a moment (503).
    """

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        refused: list[OperationalError] = []

        def watch(execute: Callable[..., Any], *given: Any) -> Any:
            try:
                return execute(*given)
            except OperationalError as error:
                refused.append(error)
                raise

        with connections[router.db_for_write(self.cache_model_class)].execute_wrapper(watch):
            added = super().add(key, value, *args, **kwargs)
        if refused and not added:
            raise refused[0]
        return added
