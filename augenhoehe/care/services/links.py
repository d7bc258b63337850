"""Links in mails with which one of the two answers (see common/links.py). What they are for happens on POST."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from augenhoehe.applications.enums import Side
from augenhoehe.common.links import hash_of, new_token
from augenhoehe.tandems.models import Tandem

from ..enums import LinkPurpose
from ..models import CareLink

_SALT = "care.links"


def create_links(
    *, holders: Sequence[tuple[Tandem, Side]], purpose: LinkPurpose, expires_at: dt.datetime
) -> dict[tuple[int, Side], str]:
    """(Tandem's id, side) → the absolute address of a new link, which is stored nowhere."""
    tokens = [new_token(_SALT) for _holder in holders]
    CareLink.objects.bulk_create(
        CareLink(tandem=tandem, side=side, purpose=purpose, token_hash=stored, expires_at=expires_at)
        for (tandem, side), (_token, stored) in zip(holders, tokens, strict=True)
    )
    return {
        (tandem.pk, side): f"{settings.BASE_URL}{reverse('care-link', args=[token])}"
        for (tandem, side), (token, _stored) in zip(holders, tokens, strict=True)
    }


def find_link(token: str) -> CareLink | None:
    """The link behind a signed token, used and expired ones too; None when nobody ever issued it."""
    stored = hash_of(token, _SALT)
    if stored is None:
        return None
    related = ("tandem__cohort__programme", "tandem__mentor__person", "tandem__mentee__person")
    return CareLink.objects.select_related(*related).filter(token_hash=stored).first()


def close_links(
    *, tandem: Tandem, now: dt.datetime, purpose: LinkPurpose | None = None, side: Side | None = None
) -> None:
    """Close the links of a tandem, or those of a purpose or a side."""
    links = tandem.care_links.filter(used_at=None)
    if purpose is not None:
        links = links.filter(purpose=purpose)
    if side is not None:
        links = links.filter(side=side)
    links.update(used_at=now, updated_at=now)
