"""Keys that badges can be checked with, and the one that signs them."""

from typing import Any

from ..badges.addresses import LIST_SIZE
from ..badges.keys import SigningKey, configured_key
from ..models import BadgeKey, RegisterEntry


def signing_key() -> SigningKey | None:
    """The key of the settings, unless it was withdrawn; without one there are no badges. One query at most."""
    key = configured_key()
    if key is None or BadgeKey.objects.filter(name=key.name, withdrawn_at__isnull=False).exists():
        return None
    return key


def public_keys() -> dict[str, dict[str, Any]]:
    """Name → public half of every key whose badges are good: the present one and earlier ones. One query."""
    known = {row.name: row for row in BadgeKey.objects.all()}
    found = {name: row.jwk for name, row in known.items() if row.withdrawn_at is None}
    present = configured_key()
    if present is not None and present.name not in known:
        found[present.name] = present.jwk
    return found


def revoked_places(number: int) -> list[int]:
    """Which places of the list with this number are revoked. One query."""
    first = number * LIST_SIZE
    rows = RegisterEntry.objects.filter(pk__gte=first, pk__lt=first + LIST_SIZE, revoked_on__isnull=False)
    return [pk - first for pk in rows.values_list("pk", flat=True)]


def lists() -> int:
    """How many lists there are."""
    last = RegisterEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return int(last) // LIST_SIZE + 1
