from collections.abc import Iterator
from typing import Final

from ..confidential import held_by_earlier_keys, reseal
from ..models import Keywords, Message, PrivateNote, Sealed, Word

TABLES: Final[tuple[type[Sealed], ...]] = (Keywords, PrivateNote, Message, Word)
_BATCH: Final = 500


def reseal_everything() -> tuple[int, int]:
    """Seal every row by the present key, each in a transaction of its own. Returns how many were, how many are left.

    Raises SealError at a row that no known key opens; what came before it stays done.
    """
    done = sum(reseal(_rows(table)) for table in TABLES)
    return done, sum(held_by_earlier_keys(_rows(table)) for table in TABLES)


def _rows(table: type[Sealed]) -> Iterator[Sealed]:
    return table._default_manager.order_by("pk").iterator(_BATCH)
