"""The list of revoked badges (W3C Bitstring Status List 1.0): a bit for each, and nothing else about anybody."""

import base64
import datetime as dt
import gzip
from collections.abc import Iterable
from typing import Any, Final

from . import addresses
from .credential import CONTEXTS, issuer_profile, signed
from .keys import SigningKey

GOOD_FOR: Final = dt.timedelta(days=1)
"""An older copy of the list is refused, so that nobody brings a revoked badge back to life with it."""
_STAMP: Final = "%Y-%m-%dT%H:%M:%SZ"


def status_list(number: int, revoked: Iterable[int], key: SigningKey, *, now: dt.datetime) -> str:
    """The signed list with this number; `revoked` are places in it."""
    address = addresses.absolute("badge-status", number)
    now = now.astimezone(dt.UTC)
    body: dict[str, Any] = {
        "@context": [CONTEXTS[0]],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_profile(),
        "validFrom": now.strftime(_STAMP),
        "validUntil": (now + GOOD_FOR).strftime(_STAMP),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": _encoded(revoked),
        },
    }
    return signed(body, key)


def _encoded(places: Iterable[int]) -> str:
    """The first bit is the leftmost; compressed, and as multibase base64url ("u")."""
    bits = bytearray(addresses.LIST_SIZE // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()
