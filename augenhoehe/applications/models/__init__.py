"""`Exclusion` is left out on purpose: it is reached through `applications.confidential` alone."""

from . import exclusion  # noqa: F401  (Django has to see the table)
from .application import Application, TopicAnswer

__all__ = ["Application", "TopicAnswer"]
