"""Both are asked; each accepts or declines, and gives no reason."""

import datetime as dt

from django.db import transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.common.workdays import deadline

from ..enums import Answer, LinkPurpose, TandemState
from ..errors import AlreadyAnsweredError
from ..models import Tandem
from . import mails
from .links import use_links
from .state import change_state, lock_tandem

REMIND_BEFORE = 2
"""Working days before the deadline on which open answers are reminded of, once."""


@transaction.atomic
def answer_proposal(*, tandem: Tandem, side: Side, accept: bool, now: dt.datetime) -> Tandem:
    """One side accepts or declines a proposed tandem.

    The second acceptance makes the tandem accepted; a decline ends it, and stores nothing about who it was: the log
    entry has no actor, and both hear the same. Side effects: this side's links are used up, a log entry, mails by
    `change_state`. Raises AlreadyAnsweredError when this side accepted before, the deadline is past, or the tandem is
    not asked about any more.
    """
    stored = lock_tandem(tandem.pk)
    if stored.state != TandemState.PROPOSED or stored.answer_of(side) != Answer.OPEN or now > stored.answer_by:
        raise AlreadyAnsweredError
    if not accept:
        return change_state(tandem=stored, to=TandemState.NOT_FORMED, actor=None, now=now)
    use_links(tandem=stored, side=side, purpose=LinkPurpose.ANSWER, now=now)
    stored.save_version(stored.version, **{f"{side}_answer": Answer.YES}, updated_at=now)
    record(actor=None, action="tandems.answered", on=stored)
    if stored.mentor_answer == stored.mentee_answer == Answer.YES:
        return change_state(tandem=stored, to=TandemState.ACCEPTED, actor=None, now=now)
    return stored


def expire_due(*, now: dt.datetime) -> int:
    """Proposals that somebody left unanswered past the deadline do not come about. Returns how many.

    Each is a transaction of its own, decided under the row's lock: an answer that arrives at the same moment wins or
    comes too late, never both. Safe to run twice or in parallel.
    """
    due = Tandem.objects.filter(state=TandemState.PROPOSED, answer_by__lt=now).order_by("pk")
    return sum(_expire(pk, now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _expire(pk: int, now: dt.datetime) -> bool:
    tandem = lock_tandem(pk)
    if tandem.state != TandemState.PROPOSED or tandem.answer_by >= now:
        return False
    change_state(tandem=tandem, to=TandemState.NOT_FORMED, actor=None, now=now)
    return True


def remind_due(*, now: dt.datetime) -> int:
    """Remind those who have not answered, once, from two working days before the deadline on. Returns how many mails.

    Side effects: a mail with a link of its own for each, and the time of the reminder on the tandem.
    """
    horizon = deadline(now, REMIND_BEFORE)
    due = Tandem.objects.filter(
        state=TandemState.PROPOSED, reminded_at=None, answer_by__lte=horizon, answer_by__gte=now
    ).order_by("pk")
    return sum(_remind(pk, now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, now: dt.datetime) -> int:
    tandem = lock_tandem(pk)
    if tandem.state != TandemState.PROPOSED or tandem.reminded_at is not None:
        return 0
    tandem.save_version(tandem.version, reminded_at=now, updated_at=now)
    waiting = [side for side in Side if tandem.answer_of(side) == Answer.OPEN]
    for side in waiting:
        mails.send_answer_reminder(tandem, side)
    return len(waiting)
