"""Sealing and opening a text by AES-256-GCM (NIST SP 800-38D). Knows keys and bytes, nobody and no table.

A sealed text is: 4 bytes that name the key, 12 random bytes, and what GCM makes of the text. It opens only together
with what it is bound to, so that a row that was swapped for another, or copied to another person, does not open.
"""

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from .errors import SealError

__all__ = ["NAME", "NONCE", "SealError", "is_current", "key_names", "seal", "unseal"]

NAME, NONCE = 4, 12
_KNOWN_RINGS: Final = 4


def seal(text: str, *, bound_to: str) -> bytes:
    """The text under the installation's present key; the same text is never sealed to the same bytes twice."""
    name, key = next(iter(_keys().items()))
    nonce = os.urandom(NONCE)
    return name + nonce + key.encrypt(nonce, text.encode(), bound_to.encode())


def unseal(sealed: bytes | memoryview, *, bound_to: str) -> str:
    """The text again. Raises SealError."""
    sealed = bytes(sealed)
    key = _keys().get(sealed[:NAME])
    if key is None:
        raise SealError
    try:
        return key.decrypt(sealed[NAME : NAME + NONCE], sealed[NAME + NONCE :], bound_to.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise SealError from error


def is_current(sealed: bytes | memoryview) -> bool:
    """Whether the present key sealed it, and not one that is kept for what it sealed earlier."""
    return bytes(sealed[:NAME]) == key_names()[0]


def key_names() -> list[bytes]:
    """What the first bytes of a sealed text can be, if it is to open here; the present key's first."""
    return list(_keys())


def _keys() -> dict[bytes, AESGCM]:
    return _ring(tuple(settings.NOTEBOOK_KEYS))


@lru_cache(maxsize=_KNOWN_RINGS)
def _ring(keys: Sequence[str]) -> dict[bytes, AESGCM]:
    """Name → key, the present one first."""
    raw = [bytes.fromhex(key) for key in keys]
    return {hashlib.sha256(b"augenhoehe notebook key" + one).digest()[:NAME]: AESGCM(one) for one in raw}
