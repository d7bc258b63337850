"""The mails of this room, in each reader's language. They open nothing: the agreement is read after signing in."""

from django.conf import settings
from django.urls import reverse

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import in_language
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.tandems.models import Tandem

from . import placeholders as kinds
from .models import Agreement


def send_proposed(agreement: Agreement, tandem: Tandem, author: Side) -> None:
    """Tell the partner that a version waits for their yes: once, however often the author goes on writing."""
    reader = Side.MENTEE if author == Side.MENTOR else Side.MENTOR
    answered = Agreement.objects.filter(tandem=tandem, **{f"{reader}_agreed_at__isnull": False}).first()
    since = answered.number if answered else 0
    queue_mails([_letter(kinds.PROPOSED, tandem, reader, f"{tandem.pk}:{reader}:{since}")])


def send_agreed(agreement: Agreement, tandem: Tandem) -> None:
    """Tell both that this version holds."""
    queue_mails([_letter(kinds.AGREED, tandem, side, f"{tandem.pk}:{side}:{agreement.number}") for side in Side])


def _letter(kind: TextKind, tandem: Tandem, side: Side, key: str) -> Letter:
    person, programme = tandem.application_of(side).person, tandem.cohort.programme
    values = {
        "name": person.get_short_name(),
        "programme": in_language(programme, "name", person.language),
        "partner": tandem.partner_of(side).person.get_full_name(),
        "link": settings.BASE_URL + reverse("agreement", args=[tandem.pk]),
        "contact": programme.contact_email or settings.DEFAULT_FROM_EMAIL,
    }
    return Letter(kind, person, values, programme_id=programme.pk, idempotency_key=f"{kind.key}:{key}")
