"""The mails of this room, each in its reader's language, in the transaction of the act they tell of.

Whether somebody has answered is between the two: what would tell it does not stand in the office's list of mails.
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import in_language
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.tandems.models import Tandem

from .. import placeholders as kinds
from ..enums import Round

_ASKED = {Round.FIRST: kinds.ASKED_FIRST, Round.LAST: kinds.ASKED_LAST}


def send_asked(asked: Iterable[tuple[Tandem, Side, Round]]) -> None:
    """The round is open: what it is about, and the way there."""
    queue_mails([_letter(_ASKED[one], tandem, side, one) for tandem, side, one in asked])


def send_reminder(tandem: Tandem, side: Side, which: Round) -> None:
    queue_mails([_letter(kinds.REMINDER, tandem, side, which, listed=False)])


def send_ready(tandem: Tandem, side: Side, which: Round) -> None:
    """To the one who waited: both have sent, the mirror can be looked at."""
    queue_mails([_letter(kinds.READY, tandem, side, which, listed=False)])


def _letter(kind: TextKind, tandem: Tandem, side: Side, which: Round, *, listed: bool = True) -> Letter:
    person, programme = tandem.application_of(side).person, tandem.cohort.programme
    values = {
        "name": person.get_short_name(),
        "partner": tandem.partner_of(side).person.get_full_name(),
        "programme": in_language(programme, "name", person.language),
        "contact": programme.contact_email or settings.DEFAULT_FROM_EMAIL,
        "link": settings.BASE_URL + reverse("tandem-mirror", args=[tandem.pk]),
    }
    key = f"{kind.key}:{which}:{tandem.pk}:{side}"
    return Letter(kind, person, values, programme_id=programme.pk, idempotency_key=key, listed=listed)
