"""Links with which a partner arranges a date from the mail, without an account (see common/links.py)."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from augenhoehe.applications.enums import Side
from augenhoehe.common.links import hash_of, new_token

from ..models import DateLink, Meeting, Series

_SALT = "tandems.dates"

OPEN_AFTER = dt.timedelta(days=60)
"""How long after a meeting its link still opens, to say whether it took place and to fix the next one."""

Holder = tuple[Meeting | Series, Side]


def links_to_dates(holders: Sequence[Holder], now: dt.datetime) -> list[str]:
    """A new link for each, in their order, as absolute addresses, which are stored nowhere. One query."""
    tokens = [new_token(_SALT) for _holder in holders]
    DateLink.objects.bulk_create(
        DateLink(side=side, token_hash=stored, expires_at=_until(about, now), **_owner(about))
        for (about, side), (_token, stored) in zip(holders, tokens, strict=True)
    )
    return [f"{settings.BASE_URL}{reverse('date-link', args=[token])}" for token, _stored in tokens]


def find_date_link(token: str) -> DateLink | None:
    """The link behind a token, over or not; None when nobody ever issued it."""
    stored = hash_of(token, _SALT)
    if stored is None:
        return None
    people = ("cohort__programme", "mentor__person__unit", "mentee__person__unit")
    joins = [f"{owner}__tandem__{name}" for owner in ("meeting", "series") for name in people]
    return DateLink.objects.select_related("meeting__record", *joins).filter(token_hash=stored).first()


def follow_meeting(meeting: Meeting) -> None:
    """Let a meeting's links hold as long as before, after it was moved."""
    meeting.links.update(expires_at=meeting.ends_at + OPEN_AFTER)


def _until(about: Meeting | Series, now: dt.datetime) -> dt.datetime:
    return (about.ends_at if isinstance(about, Meeting) else now) + OPEN_AFTER


def _owner(about: Meeting | Series) -> dict[str, Meeting | Series]:
    return {"meeting" if isinstance(about, Meeting) else "series": about}
