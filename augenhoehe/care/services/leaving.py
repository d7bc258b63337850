"""The early end: either side, without a reason, silent and the same for both. And what each of them wants next."""

import datetime as dt

from django.db import transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import change_state, lock_tandem

from ..enums import LinkPurpose
from ..models import Wish
from . import mails
from .breaks import end_break
from .extensions import forget_open
from .links import close_links
from .quiet import settle


@transaction.atomic
def end_tandem(*, tandem: Tandem, now: dt.datetime) -> Tandem:
    """End a tandem. It takes no actor, so nothing can store who it was; before the confirmation it does not come about.

    Twice is once. Side effects: what waits in this room is closed, the dates ahead leave both calendars, a log entry
    without an actor, and the same mail to both, with the question about a new partner. Raises TandemError where there
    is nothing to end.
    """
    stored = lock_tandem(tandem.pk)
    if stored.state in (TandemState.ENDED, TandemState.NOT_FORMED):
        return stored
    if stored.state not in (TandemState.ACCEPTED, TandemState.CONFIRMED, TandemState.PAUSED):
        raise TandemError
    if stored.state == TandemState.ACCEPTED:
        return change_state(tandem=stored, to=TandemState.NOT_FORMED, actor=None, now=now)
    close_links(tandem=stored, now=now)
    end_break(stored, now)
    forget_open(stored)
    settle(stored, now)
    ended = change_state(tandem=stored, to=TandemState.ENDED, actor=None, now=now)
    mails.send_ended(ended, now)
    return ended


@transaction.atomic
def wish_partner(*, tandem: Tandem, side: Side, wanted: bool, now: dt.datetime) -> Wish:
    """One side says whether it wants a new partner; it may think again.

    Side effects: this side's links are used up, and a log entry that names no side. Raises TandemError unless the
    tandem has ended early.
    """
    stored = lock_tandem(tandem.pk)
    if stored.state != TandemState.ENDED:
        raise TandemError
    close_links(tandem=stored, now=now, purpose=LinkPurpose.WISH, side=side)
    wish, _new = Wish.objects.update_or_create(tandem=stored, side=side, defaults={"wanted": wanted})
    record(actor=None, action="care.wish", on=stored)
    return wish
