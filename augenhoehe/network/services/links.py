"""The link in the yearly mail (see common/links.py)."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.urls import reverse

from augenhoehe.common.links import hash_of, new_token

from ..models import AlumniEntry, LeaveLink

_LEAVE: Final = "network.leave"
HOLDS: Final = dt.timedelta(days=400)
"""Until the next mail has come."""


def link_to_leave(entry: AlumniEntry, now: dt.datetime) -> str:
    """A new address with which this person leaves the directory. It is stored nowhere."""
    token, stored = new_token(_LEAVE)
    LeaveLink.objects.create(entry=entry, token_hash=stored, expires_at=now + HOLDS)
    return f"{settings.BASE_URL}{reverse('alumni-link', args=[token])}"


def find_leave_link(token: str) -> LeaveLink | None:
    """The link behind a token; None once its entry is gone, and when nobody ever issued it."""
    stored = hash_of(token, _LEAVE)
    links = LeaveLink.objects.select_related("entry__person", "entry__cohort__programme")
    return links.filter(token_hash=stored).first() if stored else None
