"""Links in mails with which a supervisor decides, and an applicant answers their question (see common/links.py).

Both are about the same approval and end together; by its signature a link of the one kind is none of the other.
"""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from augenhoehe.applications.models import Approval, ApprovalLink
from augenhoehe.common.links import hash_of, new_token
from augenhoehe.common.workdays import deadline
from augenhoehe.programmes.enums import PhaseKind

_DECISION = "applications.approvals"
_QUESTION = "applications.questions"
LASTS = 20
"""Working days that a link lasts at least; it lasts until the matching is over, for whoever thinks again."""


def create_link(*, approval: Approval, now: dt.datetime) -> str:
    """A new link for the supervisor; returns its absolute address, which is stored nowhere."""
    return _create(approval, "working-time", _DECISION, now)


def create_question_link(*, approval: Approval, now: dt.datetime) -> str:
    """The same for the applicant, to answer what the supervisor wants to know."""
    return _create(approval, "question", _QUESTION, now)


def _create(approval: Approval, page: str, salt: str, now: dt.datetime) -> str:
    token, stored = new_token(salt)
    ApprovalLink.objects.create(approval=approval, token_hash=stored, expires_at=_expiry(approval, now))
    return f"{settings.BASE_URL}{reverse(page, args=[token])}"


def _expiry(approval: Approval, now: dt.datetime) -> dt.datetime:
    least = deadline(now, LASTS)
    matching = approval.application.cohort.phases.filter(kind=PhaseKind.MATCHING).first()
    if matching is None:
        return least
    return max(least, timezone.make_aware(dt.datetime.combine(matching.closes_on, dt.time(23, 59, 59))))


def find_link(token: str) -> ApprovalLink | None:
    """The supervisor's link behind a signed token, revoked and expired ones too; None when nobody ever issued it."""
    return _find(token, _DECISION)


def find_question_link(token: str) -> ApprovalLink | None:
    """The same for an applicant's link."""
    return _find(token, _QUESTION)


def _find(token: str, salt: str) -> ApprovalLink | None:
    stored = hash_of(token, salt)
    if stored is None:
        return None
    related = ("approval__application__person", "approval__application__cohort__programme")
    return ApprovalLink.objects.select_related(*related).filter(token_hash=stored).first()


def revoke_links(*, approval: Approval, now: dt.datetime) -> None:
    """Close every link to this approval."""
    approval.links.filter(used_at=None).update(used_at=now, updated_at=now)
