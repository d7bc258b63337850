"""What an edit changes: for the log, and to tell a double click from a real conflict."""

from collections.abc import Mapping
from typing import Any

from django.db import models

_LONG = 80


def differing(instance: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Names of the fields whose stored value is not the given one."""
    return [name for name, value in values.items() if getattr(instance, name) != value]


def changes_of(instance: models.Model, values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field → [old, new], as a log may hold them: long texts are only said to have changed."""
    return {name: [_short(getattr(instance, name)), _short(values[name])] for name in differing(instance, values)}


def _short(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    text = str(value.pk if isinstance(value, models.Model) else value)
    return text if len(text) <= _LONG else "…"
