"""Links in mails with which an applicant goes on without an account (see common/links.py).

One for the need check of an application that waits, one for the form of an application that is begun; by its signature
the one is not the other.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.urls import reverse

from augenhoehe.applications.models import Application, ApplicationLink
from augenhoehe.common.links import hash_of, new_token
from augenhoehe.common.workdays import deadline

_NEED: Final = "applications.need"
_FORM: Final = "applications.form"
LASTS: Final = 20
"""Working days that a link lasts."""


def links_to_need(applications: Sequence[Application], *, now: dt.datetime) -> dict[int, str]:
    """Application → the absolute address of a new link, which is stored nowhere; earlier links are over."""
    return _links(applications, "need-link", _NEED, now)


def link_to_form(application: Application, *, now: dt.datetime) -> str:
    """The same to the whole form of a begun application, without the silent list."""
    return _links([application], "form-link", _FORM, now)[application.pk]


def _links(applications: Sequence[Application], page: str, salt: str, now: dt.datetime) -> dict[int, str]:
    ApplicationLink.objects.filter(application__in=applications, used_at=None).update(used_at=now, updated_at=now)
    tokens = [(one, *new_token(salt)) for one in applications]
    until = deadline(now, LASTS)
    ApplicationLink.objects.bulk_create(
        ApplicationLink(application=one, token_hash=stored, expires_at=until) for one, _token, stored in tokens
    )
    return {one.pk: f"{settings.BASE_URL}{reverse(page, args=[token])}" for one, token, _stored in tokens}


def find_need_link(token: str) -> ApplicationLink | None:
    """The link behind a signed token, revoked and expired ones too; None when nobody ever issued it."""
    return _find(token, _NEED)


def find_form_link(token: str) -> ApplicationLink | None:
    """The same for the form."""
    return _find(token, _FORM)


def _find(token: str, salt: str) -> ApplicationLink | None:
    stored = hash_of(token, salt)
    if stored is None:
        return None
    related = ("application__person", "application__cohort__programme")
    return ApplicationLink.objects.select_related(*related).filter(token_hash=stored).first()
