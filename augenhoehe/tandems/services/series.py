"""Several dates at once: one proposes them, the other takes or changes them, and only then they are meetings."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person

from ..enums import SeriesState
from ..errors import NothingProposedError, SeriesOpenError, TandemError
from ..models import Meeting, Series, SeriesDate, Tandem
from . import date_mails
from .meetings import MeetingDetails, add_meeting
from .state import lock_tandem


@transaction.atomic
def propose_series(
    *,
    tandem: Tandem,
    actor: Person,
    dates: Sequence[MeetingDetails],
    draft_key: uuid.UUID,
    now: dt.datetime,
    side: Side | None = None,
) -> tuple[Series, bool]:
    """Propose dates to the partner. Returns the series and whether it is new: the same form sent twice is one.

    `side`: for whom somebody else proposes them. Side effects: a log entry and a mail to the partner; nothing is in a
    calendar yet. Raises TandemError when the two are no tandem, SeriesOpenError while another one waits for an answer,
    and NothingProposedError without dates.
    """
    stored = _open(tandem, actor)
    if known := stored.series.filter(draft_key=draft_key).first():
        return known, False
    if stored.series.filter(state=SeriesState.OPEN).exists():
        raise SeriesOpenError
    if not dates:
        raise NothingProposedError
    by = side or stored.side_of(actor)
    if by is None:
        raise TandemError
    series = Series.objects.create(tandem=stored, proposed_by=by, draft_key=draft_key)
    SeriesDate.objects.bulk_create(SeriesDate(series=series, **asdict(one.fitting())) for one in dates)
    record(actor=actor, action="tandems.series_proposed", on=series, tandem=stored.pk, dates=len(dates))
    date_mails.send_series(series, stored, now)
    return series, True


@transaction.atomic
def take_series(
    *,
    series: Series,
    actor: Person,
    version: int,
    dates: Sequence[MeetingDetails],
    now: dt.datetime,
    side: Side | None = None,
) -> list[Meeting]:
    """The partner takes these dates, as proposed or changed: they become meetings, and both are invited to each.

    `side`: for whom somebody else takes them. Side effects: as in `plan_meeting` for each date, and the proposal is
    gone. Raises StaleError when somebody answered
    or withdrew it since `version`, NothingProposedError without dates, and TandemError for whoever proposed it.
    """
    tandem = _open(series.tandem, actor)
    stored = _lock(series, version)
    if (side or tandem.side_of(actor)) != stored.answered_by:
        raise TandemError
    if not dates:
        raise NothingProposedError
    _settle(stored, SeriesState.TAKEN, actor, now)
    return [
        add_meeting(tandem=tandem, actor=actor, details=one, now=now)
        for one in sorted(dates, key=lambda one: one.starts_at)
    ]


@transaction.atomic
def withdraw_series(
    *, series: Series, actor: Person, version: int, now: dt.datetime, side: Side | None = None
) -> Series:
    """Take a proposal back, or say that none of it suits: either may. Raises StaleError, TandemError as above.

    Side effects: a log entry, and where it was not taken back by whoever made it a mail to them.
    """
    tandem = _open(series.tandem, actor)
    stored = _lock(series, version)
    _settle(stored, SeriesState.WITHDRAWN, actor, now)
    if (side or tandem.side_of(actor)) == stored.answered_by:
        date_mails.send_none_suits(stored, tandem, now)
    return stored


def _open(tandem: Tandem, actor: Person) -> Tandem:
    stored = lock_tandem(tandem.pk)
    if not actor.has_perm("tandems.plan_meeting", stored):
        raise TandemError
    return stored


def _lock(series: Series, version: int) -> Series:
    stored = Series.objects.select_for_update().get(pk=series.pk)
    if stored.state != SeriesState.OPEN or stored.version != version:
        raise StaleError
    return stored


def _settle(series: Series, to: SeriesState, actor: Person, now: dt.datetime) -> None:
    series.save_version(series.version, state=to, updated_at=now)
    series.dates.all().delete()
    series.links.filter(used_at=None).update(used_at=now, updated_at=now)
    record(actor=actor, action=f"tandems.series_{to}", on=series, tandem=series.tandem_id)
