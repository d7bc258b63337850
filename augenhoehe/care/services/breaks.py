"""A break: either side may begin and end it, and the tandem's clock stands still meanwhile."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.closing import cancel_ahead
from augenhoehe.tandems.services.state import change_state, lock_tandem

from .. import placeholders as kinds
from ..enums import LinkPurpose
from ..models import Break
from . import mails
from .links import close_links
from .quiet import settle

ASK_AFTER = 42
"""Days after which both are asked whether they go on, where nobody said until when the break is."""


@transaction.atomic
def pause_tandem(*, tandem: Tandem, until: dt.date | None, now: dt.datetime) -> Tandem:
    """Begin a break. Who wanted it, and why, is not asked here: there is no actor.

    Twice is once. Side effects: the dates ahead (those before `until`) leave both calendars, a log entry without an
    actor, and the same mail to both. Raises TandemError unless the tandem is confirmed.
    """
    stored = lock_tandem(tandem.pk)
    if stored.state == TandemState.PAUSED:
        return stored
    if stored.state != TandemState.CONFIRMED:
        raise TandemError
    settle(stored, now)
    made = Break.objects.create(tandem=stored, begins_on=timezone.localdate(now), until=until)
    cancel_ahead(tandem=stored, now=now, until=until)
    paused = change_state(tandem=stored, to=TandemState.PAUSED, actor=None, now=now)
    mails.tell_both(kinds.PAUSED, paused, key=str(made.pk))
    return paused


@transaction.atomic
def resume_tandem(*, tandem: Tandem, now: dt.datetime) -> Tandem:
    """End the break: the last day moves by as many days as it took.

    Twice is once. Side effects: a log entry without an actor, and the same mail to both. Raises TandemError unless the
    tandem is on a break or goes on already.
    """
    stored = lock_tandem(tandem.pk)
    if stored.state == TandemState.CONFIRMED:
        return stored
    if stored.state != TandemState.PAUSED:
        raise TandemError
    rest = end_break(stored, now)
    close_links(tandem=stored, now=now, purpose=LinkPurpose.RESUME)
    if rest is not None and stored.ends_on:
        days = (timezone.localdate(now) - rest.begins_on).days
        stored.save_version(stored.version, ends_on=stored.ends_on + dt.timedelta(days=days), updated_at=now)
    resumed = change_state(tandem=stored, to=TandemState.CONFIRMED, actor=None, now=now)
    mails.tell_both(kinds.RESUMED, resumed, key=str(rest.pk if rest else "late"))
    return resumed


def end_break(tandem: Tandem, now: dt.datetime) -> Break | None:
    """Close the break of a locked tandem, whatever comes after it; None where there is none."""
    rest = tandem.breaks.filter(ended_on=None).first()
    if rest is not None:
        Break.objects.filter(pk=rest.pk).update(ended_on=timezone.localdate(now), updated_at=now)
    return rest


def ask_after_breaks(*, now: dt.datetime) -> int:
    """Ask both once whether they go on: on the day they had in mind, or after six weeks. Returns how many breaks.

    Safe to run twice or in parallel.
    """
    today = timezone.localdate(now)
    open_breaks = Break.objects.filter(ended_on=None, asked_at=None, tandem__state=TandemState.PAUSED)
    due = [one.pk for one in open_breaks if today >= (one.until or one.begins_on + dt.timedelta(days=ASK_AFTER))]
    return sum(_ask(pk, now) for pk in due)


@transaction.atomic
def _ask(pk: int, now: dt.datetime) -> bool:
    rest = Break.objects.select_for_update().get(pk=pk)
    if rest.ended_on is not None or rest.asked_at is not None:
        return False
    Break.objects.filter(pk=pk).update(asked_at=now, updated_at=now)
    mails.send_break_over(lock_tandem(rest.tandem_id), pk, now)
    return True
