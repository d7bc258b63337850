"""What a new programme gets from the rooms above: each may have a `starters.py` that registers one

function.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from augenhoehe.common.discovery import discover

if TYPE_CHECKING:
    from .models import Programme

Starter = Callable[["Programme"], object]
_starters: dict[str, Starter] = {}


def register(name: str, starter: Starter) -> None:
    """Call `starter` with every new programme, in the transaction that makes it. Idempotent by name."""
    _starters[name] = starter


def start(programme: "Programme") -> None:
    """Give a new programme what the rooms above have for it."""
    discover("starters")
    for name in sorted(_starters):
        _starters[name](programme)
