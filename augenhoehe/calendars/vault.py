"""Where a calendar lies and what opens it, sealed: the database and its backups hold none of it readable.

AES-256-GCM under a key that is derived from SECRET_KEY (HKDF-SHA-256), bound to the row and the person, so that a row
that was swapped or copied does not open. Whoever runs the server and knows the key could open it: reading calendars
needs that.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE: Final = 12


class SealError(Exception):
    """None of the keys opens it for this row and person."""


def seal(secret: Mapping[str, str], *, bound_to: str) -> bytes:
    """The values under the present key, with a fresh nonce."""
    nonce = os.urandom(_NONCE)
    return nonce + next(_keys()).encrypt(nonce, json.dumps(dict(secret)).encode(), bound_to.encode())


def unseal(sealed: bytes, *, bound_to: str) -> tuple[dict[str, str], bool]:
    """The values again, and whether the present key sealed them. Raises SealError."""
    sealed = bytes(sealed)
    for number, key in enumerate(_keys()):
        try:
            text = key.decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
        except (InvalidTag, ValueError):
            continue
        values: dict[str, str] = json.loads(text)
        return values, number == 0
    raise SealError


def _keys() -> Iterator[AESGCM]:
    """The present key and then the earlier ones."""
    return (_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=8)
def _key(secret: str) -> AESGCM:
    derived = HKDF(SHA256(), 32, salt=None, info=b"augenhoehe calendars").derive(secret.encode())
    return AESGCM(derived)
