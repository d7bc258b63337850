"""After the first talk both say whether they go on; and what the office does when nobody says anything."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.common.workdays import deadline
from augenhoehe.people.models import Person

from ..enums import Answer, LinkPurpose, TandemState
from ..errors import AlreadyAnsweredError
from ..models import FIRST, Meeting, Tandem
from . import mails
from .links import use_links
from .numbering import COUNTED
from .state import change_state, lock_tandem

ASK_BEFORE = 2
"""Working days before the deadline on which both are asked at the latest, with or without a date in the calendar."""

LINK_DAYS = 60
"""How long the link in that mail opens: people may answer late, the office sees that they are."""


@transaction.atomic
def confirm_tandem(*, tandem: Tandem, side: Side, go_on: bool, now: dt.datetime) -> Tandem:
    """One side says after the first talk whether the tandem goes on.

    The second yes confirms it; a no ends it, silently and alike for both. A late yes counts as long as nobody ended
    the tandem. Side effects as in `answers`. Raises AlreadyAnsweredError when this side has confirmed, or the tandem is
    not waiting for this.
    """
    stored = lock_tandem(tandem.pk)
    if stored.state != TandemState.ACCEPTED or stored.confirms_of(side) != Answer.OPEN:
        raise AlreadyAnsweredError
    if not go_on:
        return change_state(tandem=stored, to=TandemState.NOT_FORMED, actor=None, now=now)
    use_links(tandem=stored, side=side, purpose=LinkPurpose.CONFIRM, now=now)
    stored.save_version(stored.version, **{f"{side}_confirms": Answer.YES}, updated_at=now)
    record(actor=None, action="tandems.confirmation_given", on=stored)
    if stored.mentor_confirms == stored.mentee_confirms == Answer.YES:
        stored = change_state(tandem=stored, to=TandemState.CONFIRMED, actor=None, now=now)
        mails.send_confirmed(stored)
    return stored


@transaction.atomic
def end_unconfirmed(*, tandem: Tandem, actor: Person, version: int, now: dt.datetime) -> Tandem:
    """The office ends a tandem whose confirmation is overdue. Both hear that it did not come about, and no more.

    Raises AlreadyAnsweredError while it is not overdue, and StaleError when something happened in between.
    """
    stored = lock_tandem(tandem.pk)
    if stored.state != TandemState.ACCEPTED or stored.confirm_by is None or stored.confirm_by >= now:
        raise AlreadyAnsweredError
    stored.save_version(version, updated_at=now)
    return change_state(tandem=stored, to=TandemState.NOT_FORMED, actor=actor, now=now)


def ask_confirmation_due(*, now: dt.datetime) -> int:
    """Ask both how the first talk went, once: after its end, or shortly before the deadline. Returns how many."""
    first = Meeting.objects.filter(tandem=OuterRef("pk"), number=FIRST, state__in=COUNTED)
    begun = first.filter(starts_at__lte=now)
    soon = Q(confirm_by__lte=deadline(now, ASK_BEFORE)) & ~Exists(first)
    due = Tandem.objects.filter(Exists(begun) | soon, state=TandemState.ACCEPTED, confirm_asked_at=None).order_by("pk")
    return sum(_ask(pk, now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _ask(pk: int, now: dt.datetime) -> bool:
    tandem = lock_tandem(pk)
    if tandem.state != TandemState.ACCEPTED or tandem.confirm_asked_at is not None:
        return False
    if any(meeting.ends_at > now for meeting in tandem.meetings.filter(number=FIRST, state__in=COUNTED)):
        return False
    tandem.save_version(tandem.version, confirm_asked_at=now, updated_at=now)
    for side in Side:
        if tandem.confirms_of(side) == Answer.OPEN:
            mails.send_confirm_request(tandem, side, expires_at=now + dt.timedelta(days=LINK_DAYS))
    return True
