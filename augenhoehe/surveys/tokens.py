"""Links to a questionnaire, derived and not drawn: reminded of with the same link, and never kept.

token = HMAC-SHA256(installation's key, survey's secret ‖ person ‖ side). The database knows the token's hash beside the
person, and another hash of it beside the draft; neither follows from the other without the token. With the survey's
secret, which goes at its close, nobody can derive the token again. While the survey is open, whoever runs the server
and has its key could: the notice in the questionnaire says so.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from django.conf import settings

from .models import Survey


def token_of(survey: Survey, person_id: int, side: str) -> str:
    """What stands in the address of this person's questionnaire while it is open."""
    if survey.secret is None:
        raise ValueError("only an open survey has links")
    message = b"|".join((bytes(survey.secret), str(person_id).encode(), side.encode()))
    key = hashlib.sha256(b"surveys" + settings.SECRET_KEY.encode()).digest()
    return urlsafe_b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode().rstrip("=")


def hash_of(token: str) -> str:
    """By which an invitation is found."""
    return hashlib.sha256(f"invitation:{token}".encode()).hexdigest()


def draft_key(token: str) -> str:
    """By which a draft is found."""
    return hashlib.sha256(f"draft:{token}".encode()).hexdigest()
