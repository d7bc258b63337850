"""The key that signs badges: private, from the settings alone; and what everybody may know of it."""

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings
from jwt.algorithms import RSAAlgorithm

ALGORITHM: Final = "RS256"
"""The one that every checker of Open Badges 3.0 has to know."""
BITS: Final = 3072
LEAST_BITS: Final = 2048


class KeyFaultError(Exception):
    """What stands in BADGE_KEY is no RSA private key, or one that is too short."""


@dataclass(frozen=True)
class SigningKey:
    """`name` is its thumbprint (RFC 7638), `jwk` its public half (RFC 7517)."""

    name: str
    private: rsa.RSAPrivateKey
    jwk: dict[str, Any]


def configured_key() -> SigningKey | None:
    """The key of this installation; None where there is none, and so no badges. Raises KeyFaultError."""
    return _loaded(settings.BADGE_KEY) if settings.BADGE_KEY else None


@lru_cache(maxsize=4)
def _loaded(pem: str) -> SigningKey:
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError) as error:
        raise KeyFaultError from error
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < LEAST_BITS:
        raise KeyFaultError
    full = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    numbers = {name: str(full[name]) for name in ("e", "kty", "n")}
    name = _thumbprint(numbers)
    return SigningKey(name, key, {**numbers, "kid": name, "use": "sig", "alg": ALGORITHM})


def _thumbprint(numbers: dict[str, str]) -> str:
    canonical = json.dumps(numbers, sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(hashlib.sha256(canonical.encode()).digest()).rstrip(b"=").decode()


def new_key() -> str:
    """A fresh private key as PEM (PKCS 8)."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
