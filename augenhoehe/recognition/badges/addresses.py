"""The addresses that a badge names. They are part of what is signed, so they never change."""

import uuid

from django.conf import settings
from django.urls import reverse

from ..codes import spaced
from ..models import Certificate

LIST_SIZE = 131_072
"""Places in a list of revoked badges: the least that the Bitstring Status List allows, so that nobody stands out."""


def absolute(name: str, *parts: object) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=parts)}"


def of_badge(uid: uuid.UUID) -> str:
    return absolute("badge", uid)


def of_issuer() -> str:
    return absolute("badge-issuer")


def of_key(name: str) -> str:
    return absolute("badge-key", name)


def of_status(number: int) -> str:
    """The list that the entry with this number of the register stands in."""
    return absolute("badge-status", number // LIST_SIZE)


def of_check(certificate: Certificate) -> str:
    return absolute("certificate-check-code", certificate.code)


def typed(certificate: Certificate) -> tuple[str, str]:
    """Where to check, as people type it, and the code in groups."""
    return absolute("certificate-check").partition("://")[2].rstrip("/"), spaced(certificate.code)
