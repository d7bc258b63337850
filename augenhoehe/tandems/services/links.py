"""Links in mails with which a partner accepts, or confirms after the first talk (see common/links.py).

What they are for happens on POST, in `answers` and `confirmation`.
"""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from augenhoehe.applications.enums import Side
from augenhoehe.common.links import hash_of, new_token

from ..enums import LinkPurpose
from ..models import ActionLink, Tandem

_SALT = "tandems.links"


def create_link(*, tandem: Tandem, side: Side, purpose: LinkPurpose, expires_at: dt.datetime) -> str:
    """A new link for one side of a tandem; returns its absolute address, which is stored nowhere."""
    return create_links(holders=[(tandem, side)], purpose=purpose, expires_at=expires_at)[0]


def create_links(*, holders: Sequence[tuple[Tandem, Side]], purpose: LinkPurpose, expires_at: dt.datetime) -> list[str]:
    """The same for many, each with a link of its own."""
    tokens = [new_token(_SALT) for _holder in holders]
    ActionLink.objects.bulk_create(
        ActionLink(tandem=tandem, side=side, purpose=purpose, token_hash=stored, expires_at=expires_at)
        for (tandem, side), (_token, stored) in zip(holders, tokens, strict=True)
    )
    return [f"{settings.BASE_URL}{reverse('answer-link', args=[token])}" for token, _stored in tokens]


def find_link(token: str) -> ActionLink | None:
    """The link behind a signed token, used and expired ones too; None when nobody ever issued it."""
    stored = hash_of(token, _SALT)
    if stored is None:
        return None
    return (
        ActionLink.objects.select_related(
            "tandem__cohort__programme", "tandem__mentor__person__unit", "tandem__mentee__person__unit"
        )
        .filter(token_hash=stored)
        .first()
    )


def use_links(*, tandem: Tandem, side: Side, purpose: LinkPurpose, now: dt.datetime) -> None:
    """Close all of this side's links for this purpose; a reminder may have brought a second one."""
    tandem.links.filter(side=side, purpose=purpose, used_at=None).update(used_at=now)


def revoke_links(*, tandem: Tandem, now: dt.datetime) -> None:
    """Close every link of a tandem. All get the same time, so that it tells nobody who had answered."""
    tandem.links.update(used_at=now, updated_at=now)
