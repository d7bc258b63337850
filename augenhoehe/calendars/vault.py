"""Where a calendar lies and what opens it, sealed (common/sealing.py): no database and no backup holds it readable.

Bound to the row and the person: one that was swapped or copied does not open. Whoever runs the server and holds the key
could open it, for reading calendars needs that; the page where people connect one says so.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from augenhoehe.common.sealing import SealError, is_current, seal, unseal

if TYPE_CHECKING:
    from .models import Source

__all__ = ["SealError", "access_to", "reseal_sources", "sealed_access"]


def sealed_access(source: "Source", where: Mapping[str, str]) -> bytes:
    """Address, user name and password as they are stored in this row, which is in the database already."""
    return seal(json.dumps(dict(where)), bound_to=_bound_to(source))


def access_to(source: "Source") -> dict[str, str]:
    """The same again, to ask the calendar. Raises SealError."""
    found: dict[str, str] = json.loads(unseal(source.sealed or b"", bound_to=_bound_to(source)))
    return found


def reseal_sources() -> tuple[int, int]:
    """Seal anew, by the present key, what an earlier one sealed; how many were, and how many are left.

    What no known key opens is left: its person sees that, and enters it again.
    """
    from .models import Source

    done = left = 0
    for pk in Source.objects.filter(sealed__isnull=False).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            source = Source.objects.select_for_update().filter(pk=pk, sealed__isnull=False).first()
            if source is None or is_current(source.sealed or b""):
                continue
            try:
                fresh = sealed_access(source, access_to(source))
            except SealError:
                left += 1
                continue
            done += Source.objects.filter(pk=pk).update(sealed=fresh)
    return done, left


def _bound_to(source: "Source") -> str:
    return f"calendars.Source:{source.pk}:{source.person_id}"
