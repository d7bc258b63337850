"""Links in mails that let their holder do one thing, without an account.

The address holds a signed random token; the database knows its SHA-256 only. Opening a link changes nothing, because
mail scanners open links: what it is for happens on POST. A room keeps its links in a model of its own (`MailLink`),
with what they are about and for whom.
"""

import datetime as dt
import hashlib
import secrets

from django.core.signing import BadSignature, Signer
from django.db import models

from .models import Timestamped


class MailLink(Timestamped):
    """A link that expires, can be revoked, and works once where `used_at` is set by what it was for."""

    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def is_open(self, now: dt.datetime) -> bool:
        return self.used_at is None and self.expires_at >= now


def new_token(salt: str) -> tuple[str, str]:
    """A fresh token for links of this kind: what stands in the address, and the hash that is stored."""
    token = secrets.token_urlsafe(24)
    return _signer(salt).sign(token), _hash(token)


def hash_of(signed: str, salt: str) -> str | None:
    """The stored hash of a token from an address; None when it was never issued here or for another kind of link."""
    try:
        return _hash(_signer(salt).unsign(signed))
    except BadSignature:
        return None


def _signer(salt: str) -> Signer:
    return Signer(salt=salt, sep=".")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
