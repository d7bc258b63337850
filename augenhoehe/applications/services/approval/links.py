"""Links in mails with which a supervisor answers (see common/links.py)."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from augenhoehe.applications.models import Approval, ApprovalLink
from augenhoehe.common.links import hash_of, new_token
from augenhoehe.common.workdays import deadline
from augenhoehe.programmes.enums import PhaseKind

_SALT = "applications.approvals"
LASTS = 20
"""Working days that a link lasts at least; it lasts until the matching is over, for whoever thinks again."""


def create_link(*, approval: Approval, now: dt.datetime) -> str:
    """A new link; returns its absolute address, which is stored nowhere."""
    token, stored = new_token(_SALT)
    ApprovalLink.objects.create(approval=approval, token_hash=stored, expires_at=_expiry(approval, now))
    return f"{settings.BASE_URL}{reverse('working-time', args=[token])}"


def _expiry(approval: Approval, now: dt.datetime) -> dt.datetime:
    least = deadline(now, LASTS)
    matching = approval.application.cohort.phases.filter(kind=PhaseKind.MATCHING).first()
    if matching is None:
        return least
    return max(least, timezone.make_aware(dt.datetime.combine(matching.closes_on, dt.time(23, 59, 59))))


def find_link(token: str) -> ApprovalLink | None:
    """The link behind a signed token, revoked and expired ones too; None when nobody ever issued it."""
    stored = hash_of(token, _SALT)
    if stored is None:
        return None
    related = ("approval__application__person", "approval__application__cohort__programme")
    return ApprovalLink.objects.select_related(*related).filter(token_hash=stored).first()


def revoke_links(*, approval: Approval, now: dt.datetime) -> None:
    """Close every link to this approval."""
    approval.links.filter(used_at=None).update(used_at=now, updated_at=now)
