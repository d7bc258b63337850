"""The one door to background work: Django 5.2 has no `django.tasks` of its own."""

from typing import Any

from django.utils.module_loading import import_string
from django_tasks import task

__all__ = ["enqueue", "task"]


def enqueue(name: str, **arguments: Any) -> None:
    """Start the task with this dotted name; it is stored with, and only with, the surrounding transaction.

    Naming it by text keeps the arrow between tasks and services one-way.
    """
    import_string(name).enqueue(**arguments)
