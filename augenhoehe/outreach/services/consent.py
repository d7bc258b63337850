"""A participant's yes to the wording that is shown: by their own act, and anew after every edit of the office."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from augenhoehe.audit.services import record
from augenhoehe.common.links import hash_of, new_token
from augenhoehe.common.models import in_language
from augenhoehe.messaging.services import queue_mail
from augenhoehe.outreach.enums import PublicState
from augenhoehe.outreach.errors import TransitionError
from augenhoehe.outreach.models import Article, ConsentLink, Voice
from augenhoehe.outreach.placeholders import CONSENT_ASKED

Piece = Article | Voice
SALT: Final = "outreach.consent"
_LINKS_LAST: Final = dt.timedelta(days=730)


def reworded_state(state: str) -> str:
    """Where it stands after the office has worded it anew: what was shown waits for its author's yes."""
    return PublicState.SUBMITTED if state == PublicState.PUBLISHED else state


def ask_author(*, piece: Piece, now: dt.datetime) -> None:
    """Send whoever handed it in the wording as it stands now. Their link lets them say yes, no, and later no more."""
    person = piece.handed_in_by
    if person is None:
        return
    token, stored = new_token(SALT)
    queue_mail(
        CONSENT_ASKED,
        to=person,
        programme_id=piece.programme_id,
        values={
            "name": person.first_name,
            "programme": in_language(piece.programme, "name", person.language),
            "link": f"{settings.BASE_URL}{reverse('consent', args=[token])}",
        },
    )
    owner = {"voice": piece} if isinstance(piece, Voice) else {"article": piece}
    ConsentLink.objects.create(token_hash=stored, expires_at=now + _LINKS_LAST, **owner)


def find_piece(token: str, *, now: dt.datetime) -> Piece | None:
    """What the link is about; None once it is gone or the link has expired. LookupError for one nobody issued."""
    stored = hash_of(token, SALT)
    if stored is None:
        raise LookupError
    found = ConsentLink.objects.select_related(
        *(f"{one}__{other}" for one in ("voice", "article") for other in ("programme", "handed_in_by"))
    )
    link = found.filter(token_hash=stored).first()
    return (link.voice or link.article) if link and link.is_open(now) else None


@transaction.atomic
def agree(*, piece: Piece, version: int, today: dt.date) -> None:
    """Its author says yes to exactly this wording; the office may show it now. Again is no harm.

    Raises StaleError where the wording is another by now, TransitionError once it is taken back. Side effect: a log
    entry.
    """
    locked = type(piece).objects.select_for_update().get(pk=piece.pk)
    if locked.state == PublicState.WITHDRAWN:
        raise TransitionError
    if locked.consent_on is not None:
        return
    locked.save_version(version, consent_on=today)
    record(actor=piece.handed_in_by, action="outreach.consent_given", on=locked)


@transaction.atomic
def take_back(*, piece: Piece) -> None:
    """Its author does not agree (any more): what nobody has read yet goes, what was shown is off the pages at once.

    Without a new consent the office cannot show it again. Twice is once. Side effect: a log entry.
    """
    locked = type(piece).objects.select_for_update().filter(pk=piece.pk).first()
    if locked is None or (locked.state == PublicState.WITHDRAWN and locked.consent_on is None):
        return
    record(actor=piece.handed_in_by, action="outreach.taken_back", on=locked, state=locked.state)
    if locked.state == PublicState.SUBMITTED:
        locked.delete()
        return
    unnamed = {"name": ""} if isinstance(locked, Voice) else {"byline": ""}
    locked.save_version(locked.version, state=PublicState.WITHDRAWN, consent_on=None, **unnamed)
