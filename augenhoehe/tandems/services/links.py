"""Links in mails that let their holder do one thing once, without an account.

The address holds a signed random token; the database knows its SHA-256 only. Opening a link changes nothing: mail
scanners open links. What it was for happens on POST, in `answers` and `confirmation`.
"""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from augenhoehe.applications.enums import Side

from ..enums import LinkPurpose
from ..models import ActionLink, Tandem

_signer = Signer(salt="tandems.links", sep=".")


def create_link(*, tandem: Tandem, side: Side, purpose: LinkPurpose, expires_at: dt.datetime) -> str:
    """A new link for one side of a tandem; returns its absolute address, which is stored nowhere."""
    token = secrets.token_urlsafe(24)
    ActionLink.objects.create(tandem=tandem, side=side, purpose=purpose, token_hash=_hash(token), expires_at=expires_at)
    return f"{settings.BASE_URL}{reverse('answer-link', args=[_signer.sign(token)])}"


def find_link(token: str) -> ActionLink | None:
    """The link behind a signed token, used and expired ones too; None when nobody ever issued it."""
    try:
        bare = _signer.unsign(token)
    except BadSignature:
        return None
    return (
        ActionLink.objects.select_related(
            "tandem__cohort__programme", "tandem__mentor__person__unit", "tandem__mentee__person__unit"
        )
        .filter(token_hash=_hash(bare))
        .first()
    )


def use_links(*, tandem: Tandem, side: Side, purpose: LinkPurpose, now: dt.datetime) -> None:
    """Close all of this side's links for this purpose; a reminder may have brought a second one."""
    tandem.links.filter(side=side, purpose=purpose, used_at=None).update(used_at=now)


def revoke_links(*, tandem: Tandem, now: dt.datetime) -> None:
    """Close every link of a tandem. All get the same time, so that it tells nobody who had answered."""
    tandem.links.update(used_at=now, updated_at=now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
