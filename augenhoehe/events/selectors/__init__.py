"""What the rooms above ask of this one; each page has a module of its own beside it."""

from .hours import attended, hours_of
from .member import OwnEvent, coming_up
from .preparation import is_prepared, unprepared

__all__ = ["OwnEvent", "attended", "coming_up", "hours_of", "is_prepared", "unprepared"]
