"""Tandems without a date: the two are asked first, by a kind mail; the office sees it a week later (selectors)."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from augenhoehe.audit.services import record, record_many
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Tandem
from augenhoehe.tandems.services.state import lock_tandem

from ..enums import LinkPurpose, Reason
from ..models import CareLink, Signal
from ..rules import reason_of
from ..selectors.dates import dates_of, maybe_quiet, with_people
from . import mails
from .links import close_links


def notice_quiet(*, now: dt.datetime) -> int:
    """Ask whose dates give a reason to, and settle what no longer has one. Returns how many tandems were asked.

    Constant queries a batch. Safe to run twice; in parallel a batch is done by one of the two.
    """
    today = timezone.localdate(now)
    asked = 0
    for batch in maybe_quiet(now):
        found = ((tandem.pk, reason_of(dates_of(tandem, now), today)) for tandem in batch)
        reasons = {pk: reason for pk, reason in found if reason is not None}
        is_open = {tandem.pk: any(one.settled_at is None for one in tandem.signals.all()) for tandem in batch}
        _settle_many([one for one in batch if is_open[one.pk] and one.pk not in reasons], now)
        asked += _ask([one for one in batch if one.pk in reasons and not is_open[one.pk]], reasons, now)
    return asked


def _ask(tandems: Sequence[Tandem], reasons: dict[int, Reason], now: dt.datetime) -> int:
    if not tandems:
        return 0
    try:
        with transaction.atomic():
            Signal.objects.bulk_create(Signal(tandem=one, reason=reasons[one.pk], asked_at=now) for one in tandems)
            record_many(actor=None, action="care.asked", on={one: {"reason": reasons[one.pk]} for one in tandems})
            mails.send_quiet(with_people(tandems), now)
    except IntegrityError:  # somebody else has just asked them
        return 0
    return len(tandems)


@transaction.atomic
def _settle_many(tandems: Sequence[Tandem], now: dt.datetime) -> None:
    if tandems:
        Signal.objects.filter(tandem__in=tandems, settled_at=None).update(settled_at=now, updated_at=now)
        links = CareLink.objects.filter(tandem__in=tandems, purpose=LinkPurpose.QUIET, used_at=None)
        links.update(used_at=now, updated_at=now)


@transaction.atomic
def say_all_is_well(*, tandem: Tandem, now: dt.datetime) -> Tandem:
    """One of the two says that nothing is the matter; the dates count anew from today. Twice is once.

    Side effects: a log entry that names no side. Raises TandemError when nothing was asked.
    """
    stored = lock_tandem(tandem.pk)
    if not stored.signals.exists():
        raise TandemError
    if settle(stored, now):
        record(actor=None, action="care.all_is_well", on=stored)
    return stored


def settle(tandem: Tandem, now: dt.datetime) -> bool:
    """Close the open question of a locked tandem, and the links to it. False: there was none."""
    close_links(tandem=tandem, now=now, purpose=LinkPurpose.QUIET)
    return bool(tandem.signals.filter(settled_at=None).update(settled_at=now, updated_at=now))
