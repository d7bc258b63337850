"""What happens once a mentee has prepared, told by the rooms above in their `prepared.py`.

Events come before tandems and must not import them; so whoever waited for the preparation registers here.
"""

import datetime as dt
from collections.abc import Callable

from augenhoehe.applications.models import Application
from augenhoehe.common.discovery import discover

Follower = Callable[[Application, dt.datetime], None]
_followers: dict[str, Follower] = {}


def register(name: str, follower: Follower) -> None:
    """Declare what to do; the same name again replaces it. It runs in the same transaction."""
    _followers[name] = follower


def tell(application: Application, now: dt.datetime) -> None:
    """Let everybody who waited do their part."""
    discover("prepared")
    for _name, follower in sorted(_followers.items()):
        follower(application, now)
