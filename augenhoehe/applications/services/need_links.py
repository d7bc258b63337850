"""Links in mails with which an applicant fills in the need check without an account (see common/links.py)."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.urls import reverse

from augenhoehe.applications.models import Application, NeedLink
from augenhoehe.common.links import hash_of, new_token
from augenhoehe.common.workdays import deadline

_SALT = "applications.need"
LASTS: Final = 20
"""Working days that a link lasts."""


def links_to_need(applications: Sequence[Application], *, now: dt.datetime) -> dict[int, str]:
    """Application → the absolute address of a new link, which is stored nowhere; earlier links are over."""
    revoke_need_links(applications, now=now)
    tokens = [(one, *new_token(_SALT)) for one in applications]
    until = deadline(now, LASTS)
    NeedLink.objects.bulk_create(
        NeedLink(application=one, token_hash=stored, expires_at=until) for one, _token, stored in tokens
    )
    return {one.pk: f"{settings.BASE_URL}{reverse('need-link', args=[token])}" for one, token, _stored in tokens}


def find_need_link(token: str) -> NeedLink | None:
    """The link behind a signed token, revoked and expired ones too; None when nobody ever issued it."""
    stored = hash_of(token, _SALT)
    if stored is None:
        return None
    related = ("application__person", "application__cohort__programme")
    return NeedLink.objects.select_related(*related).filter(token_hash=stored).first()


def revoke_need_links(applications: Sequence[Application], *, now: dt.datetime) -> None:
    """Close every link to the need checks of these applications."""
    NeedLink.objects.filter(application__in=applications, used_at=None).update(used_at=now, updated_at=now)
