"""The midterm check: five items, each side alone, once; the office reads sums of at least five tandems."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record_many
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import AlreadyAnsweredError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import lock_tandem

from ..enums import Item, LinkPurpose
from ..models import Midterm, MidtermAnswer
from ..rules import MIDTERM_OPEN
from ..selectors.dates import confirmed, stretch_of, with_people
from . import mails
from .links import close_links

REMIND_AFTER: Final = 10
"""Days after which those who have not answered are reminded, once."""

FLOOR: Final = 5
"""Tandems, and people of each side, that a lot has at least before the office reads it."""


def ask_midterm(*, now: dt.datetime) -> int:
    """Ask both of each tandem that is half-way, once. Returns how many tandems. Constant queries a batch.

    A tandem that is already past two thirds when the part is switched on is not asked. Safe to run twice; in parallel
    a batch is done by one of the two.
    """
    today = timezone.localdate(now)
    return sum(_ask([one for one in batch if _is_half_way(one, today)], now) for batch in confirmed(Part.MIDTERM))


def _is_half_way(tandem: Tandem, today: dt.date) -> bool:
    stretch = stretch_of(tandem)
    return stretch.is_past(1 / 2, today) and not stretch.is_past(2 / 3, today)


def _ask(tandems: Sequence[Tandem], now: dt.datetime) -> int:
    asked = set(Midterm.objects.filter(tandem__in=tandems).values_list("tandem_id", flat=True)) if tandems else set()
    new = with_people(one for one in tandems if one.pk not in asked) if tandems else []
    if not new:
        return 0
    holders = [holder for tandem in new for holder in mails.both(tandem)]
    try:
        with transaction.atomic():
            Midterm.objects.bulk_create(Midterm(tandem=tandem, side=side, asked_at=now) for tandem, side in holders)
            record_many(actor=None, action="care.midterm_asked", on={one: {} for one in new})
            mails.send_midterm(holders, now + dt.timedelta(days=MIDTERM_OPEN))
    except IntegrityError:  # somebody else has just asked them
        return 0
    return len(new)


def remind_midterm(*, now: dt.datetime) -> int:
    """Remind those who have not answered, once. Returns how many mails. Safe to run twice or in parallel."""
    late = now - dt.timedelta(days=REMIND_AFTER)
    due = Midterm.objects.filter(
        answered_at=None, reminded_at=None, asked_at__lte=late, asked_at__gt=now - dt.timedelta(days=MIDTERM_OPEN),
        tandem__state=TandemState.CONFIRMED,
    )  # fmt: skip
    return sum(_remind(pk, now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, now: dt.datetime) -> bool:
    asked = Midterm.objects.select_for_update().get(pk=pk)
    if asked.answered_at is not None or asked.reminded_at is not None:
        return False
    Midterm.objects.filter(pk=pk).update(reminded_at=now, updated_at=now)
    until = asked.asked_at + dt.timedelta(days=MIDTERM_OPEN)
    mails.send_midterm_reminder([(lock_tandem(asked.tandem_id), Side(asked.side))], until)
    return True


@transaction.atomic
def answer_midterm(*, tandem: Tandem, side: Side, values: Mapping[str, int], now: dt.datetime) -> None:
    """One side answers. `values`: item → 1 to 5. What is stored leads back to nobody.

    No log entry: that somebody has answered is nobody's business. Side effects: this side's links are used up, and a
    lot may be released. Raises AlreadyAnsweredError when this side has answered, was never asked, or the time is over.
    """
    stored = lock_tandem(tandem.pk)
    asked = stored.midterms.filter(side=side, answered_at=None).first()
    if asked is None or not is_open(asked, now):
        raise AlreadyAnsweredError
    Midterm.objects.filter(pk=asked.pk).update(answered_at=now, updated_at=now)
    MidtermAnswer.objects.create(cohort=stored.cohort, side=side, **values)
    close_links(tandem=stored, now=now, purpose=LinkPurpose.MIDTERM, side=side)
    _release(stored.cohort)


def is_open(asked: Midterm, now: dt.datetime) -> bool:
    """Whether this side can still answer."""
    return asked.answered_at is None and asked.asked_at + dt.timedelta(days=MIDTERM_OPEN) >= now


def _release(cohort: Cohort) -> None:
    """Let the office read what has come in since the last time, as soon as it is a lot large enough.

    So the figures grow by five tandems at least, and the difference of two readings is nobody's answer.
    """
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    new = Midterm.objects.filter(tandem__cohort=cohort, answered_at__isnull=False, released=False)
    rows = list(new.values_list("side", "tandem_id", "tandem__mentor_id"))
    mentors = {mentor for side, _tandem, mentor in rows if side == Side.MENTOR}
    mentees = {tandem for side, tandem, _mentor in rows if side == Side.MENTEE}
    if min(len(mentors), len(mentees)) >= FLOOR:
        new.update(released=True)
        _mix(cohort)


def _mix(cohort: Cohort) -> None:
    """Write a lot anew, all at once and in the order of its random keys: till then where a row lies in the database's
    files, and which transaction wrote it, would lead to whoever answered at that moment.
    """
    waiting = MidtermAnswer.objects.filter(cohort=cohort, released=False)
    lot = [MidtermAnswer(cohort=cohort, released=True, **one) for one in waiting.values("side", *Item.values)]
    waiting.delete()
    MidtermAnswer.objects.bulk_create(sorted(lot, key=lambda one: one.pk))
