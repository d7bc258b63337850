"""Why somebody cannot withdraw just now, told by the rooms above in their `holds.py`.

Applications come before tandems and must not import them; so whoever binds an application registers here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from augenhoehe.common.discovery import discover

from .models import Application

Hold = Callable[[Sequence[Application]], Mapping[int, Any]]
_holds: dict[str, Hold] = {}


def register(name: str, hold: Hold) -> None:
    """Declare a hold; the same name again replaces it.

    `hold(applications)` gives, for those that it holds, id → a (lazy) sentence that tells the person why. It takes a
    constant number of queries.
    """
    _holds[name] = hold


def reasons_to_stay(applications: Sequence[Application]) -> dict[int, Any]:
    """Id of each application that something holds → the first registered reason, as a sentence for the person."""
    discover("holds")
    found: dict[int, Any] = {}
    for _name, hold in sorted(_holds.items(), reverse=True):
        found |= hold(applications)
    return found


def reason_to_stay(application: Application) -> Any:
    """The same for one; None when nothing holds the application."""
    return reasons_to_stay([application]).get(application.pk)
