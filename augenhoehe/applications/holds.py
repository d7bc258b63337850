"""Why somebody cannot withdraw just now, told by the rooms above in their `holds.py`.

Applications come before tandems and must not import them; so whoever binds an application registers here.
"""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import autodiscover_modules

from .models import Application

Hold = Callable[[Application], Any]
_holds: dict[str, Hold] = {}


def register(name: str, hold: Hold) -> None:
    """Declare a hold; the same name again replaces it.

    `hold(application)` is a (lazy) sentence that tells the person what holds the application, or None.
    """
    _holds[name] = hold


def reason_to_stay(application: Application) -> Any:
    """The first registered reason, as a sentence for the person; None when nothing holds the application."""
    autodiscover_modules("holds")
    return next((reason for _name, hold in sorted(_holds.items()) if (reason := hold(application))), None)
