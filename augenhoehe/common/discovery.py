"""Rooms above a registry bring a module with an agreed name; it is looked for once in a process."""

from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def discover(name: str) -> None:
    """Import the module `name` of every room that has one. Looking again would cost half a millisecond a call."""
    autodiscover_modules(name)
