"""Which keys badges can be checked with."""

import datetime as dt

from django.db import transaction

from augenhoehe.audit.services import record

from ..badges.keys import configured_key
from ..errors import RecognitionError
from ..models import BadgeKey


def remember_key(*, now: dt.datetime) -> BadgeKey | None:
    """Keep the public half of the present key, so that its badges can be checked after the next one has come.

    Twice is once; None where there is no key.
    """
    key = configured_key()
    if key is None:
        return None
    known, _new = BadgeKey.objects.get_or_create(name=key.name, defaults={"jwk": key.jwk, "first_seen_at": now})
    return known


@transaction.atomic
def withdraw_key(*, name: str, now: dt.datetime) -> None:
    """A key that somebody else may have: nothing that it signed counts any longer, and nothing new is signed with it.

    Holders download their badges anew once there is another key. Raises RecognitionError for an unknown name. Side
    effect: a log entry.
    """
    remember_key(now=now)
    found = BadgeKey.objects.filter(name=name)
    if not found.exists():
        raise RecognitionError
    if found.filter(withdrawn_at=None).update(withdrawn_at=now):
        record(actor=None, action="recognition.key_withdrawn", name=name)
