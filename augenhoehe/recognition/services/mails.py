"""The letters of this room, each in its reader's language, in the transaction of the act they tell of."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from augenhoehe.common.models import in_language
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails

from .. import placeholders as kinds
from ..models import Certificate


def send_issued(certificates: Iterable[Certificate]) -> None:
    """To each holder: there is a certificate, and where."""
    queue_mails([_letter(kinds.ISSUED, one) for one in certificates])


def send_reissued(certificate: Certificate) -> None:
    """A new one is there, and the earlier one no longer counts."""
    queue_mails([_letter(kinds.REISSUED, certificate)])


def send_revoked(certificate: Certificate) -> None:
    """It no longer counts, and why."""
    queue_mails([_letter(kinds.REVOKED, certificate, reason=certificate.reason)])


def _letter(kind: TextKind, certificate: Certificate, **more: str) -> Letter:
    person, programme = certificate.person, certificate.cohort.programme
    return Letter(
        kind,
        person,
        {
            "name": person.get_short_name(),
            "programme": in_language(programme, "name", person.language),
            "contact": programme.contact_email or settings.DEFAULT_FROM_EMAIL,
            "link": f"{settings.BASE_URL}{reverse('certificate', args=[certificate.pk])}",
            **more,
        },
        programme_id=programme.pk,
        idempotency_key=f"{kind.key}:{certificate.pk}",
    )
