"""What has to be sealed anew when the key changes: a room that seals texts brings a `sealed.py` that registers here."""

from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

Reseal = Callable[[], tuple[int, int]]
_rooms: dict[str, Reseal] = {}


def register(name: str, reseal: Reseal) -> None:
    """Seal this too: `reseal` does it row by row, and returns how many it sealed and how many are left. Idempotent."""
    _rooms[name] = reseal


def reseal_everything() -> tuple[int, int]:
    """In every room; how many texts were sealed anew, and how many an earlier key still holds. Raises SealError."""
    autodiscover_modules("sealed")
    counts = [reseal() for _name, reseal in sorted(_rooms.items())]
    return sum(done for done, _left in counts), sum(left for _done, left in counts)
