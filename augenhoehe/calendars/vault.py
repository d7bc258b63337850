"""Where a calendar lies and what opens it, sealed (common/sealing.py): no database and no backup holds it readable.

Bound to the row and the person: one that was swapped or copied does not open. Whoever runs the server and holds the key
could open it, for reading calendars needs that; the page where people connect one says so.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from augenhoehe.common.sealing import SealError, seal, unseal

if TYPE_CHECKING:
    from .models import Source

__all__ = ["SealError", "access_to", "bound_to", "sealed_access"]


def sealed_access(source: "Source", where: Mapping[str, str]) -> bytes:
    """Address, user name and password as they are stored in this row, which is in the database already."""
    return seal(json.dumps(dict(where)), bound_to=bound_to(source))


def access_to(source: "Source") -> dict[str, str]:
    """The same again, to ask the calendar. Raises SealError."""
    found: dict[str, str] = json.loads(unseal(source.sealed or b"", bound_to=bound_to(source)))
    return found


def bound_to(source: "Source") -> str:
    """The row and its person: in another place the same bytes do not open."""
    return f"calendars.Source:{source.pk}:{source.person_id}"
