"""Links to a questionnaire, derived and not drawn: reminded of with the same link, and never kept.

token = HMAC-SHA256(installation's key, survey's secret ‖ person ‖ side). The database knows the token's hash beside the
person, and another hash of it beside the draft; neither follows from the other without the token. With the survey's
secret, which goes at its close, nobody can derive the token again. While the survey is open, whoever runs the server
and has its key could: the notice in the questionnaire says so.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import Final

from django.conf import settings

from .models import Survey

_MARK: Final = 8


def token_of(survey: Survey, person_id: int, side: str) -> str:
    """What stands in the address of this person's questionnaire while it is open."""
    if survey.secret is None:
        raise ValueError("only an open survey has links")
    secret = bytes(survey.secret)
    message = b"|".join((secret, str(person_id).encode(), side.encode()))
    return urlsafe_b64encode(hmac.new(_key_of(secret), message, hashlib.sha256).digest()).decode().rstrip("=")


def new_secret() -> bytes:
    """For a survey that opens: drawn, behind a mark of the key that its links are derived with."""
    return _mark(_keys()[0]) + secrets.token_bytes(32)


def _keys() -> list[bytes]:
    given = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [hashlib.sha256(b"surveys" + one.encode()).digest() for one in given]


def _key_of(secret: bytes) -> bytes:
    """The key of the days when the survey opened, so that a change of keys leaves its links as they are."""
    keys = _keys()
    return next((key for key in keys if secret.startswith(_mark(key))), keys[0])


def _mark(key: bytes) -> bytes:
    return hmac.new(key, b"mark", hashlib.sha256).digest()[:_MARK]


def hash_of(token: str) -> str:
    """By which an invitation is found."""
    return hashlib.sha256(f"invitation:{token}".encode()).hexdigest()


def draft_key(token: str) -> str:
    """By which a draft is found."""
    return hashlib.sha256(f"draft:{token}".encode()).hexdigest()
