"""Dates that nobody cancels but the course of things: a tandem that ends, or is on a break."""

import datetime as dt

from django.db.models import QuerySet

from augenhoehe.calendars.services import free_date

from ..enums import MeetingState, SeriesState
from ..models import DateLink, Meeting, SeriesDate, Tandem
from . import date_mails
from .numbering import renumber


def close_dates(*, tandem: Tandem, now: dt.datetime, begun: bool = False) -> None:
    """Cancel what is planned, withdraw what is proposed, and close the links to both. The caller has locked the tandem.

    What has begun stays as it is, unless `begun`: a first talk that led to nothing counts for nobody. Side effect: a
    CANCEL to both for every date that is still ahead.
    """
    _cancel(tandem, tandem.meetings.all() if begun else tandem.meetings.filter(starts_at__gt=now), now)
    tandem.series.filter(state=SeriesState.OPEN).update(state=SeriesState.WITHDRAWN, updated_at=now)
    SeriesDate.objects.filter(series__tandem=tandem).delete()
    for owner in ("meeting__tandem", "series__tandem"):
        DateLink.objects.filter(**{owner: tandem}, used_at=None).update(used_at=now, updated_at=now)


def cancel_ahead(*, tandem: Tandem, now: dt.datetime, until: dt.date | None = None) -> None:
    """Take the dates ahead, or those before `until`, out of both calendars; nobody did it."""
    ahead = tandem.meetings.filter(starts_at__gt=now)
    _cancel(tandem, ahead.filter(starts_at__date__lt=until) if until else ahead, now)


def _cancel(tandem: Tandem, meetings: QuerySet[Meeting], now: dt.datetime) -> None:
    for meeting in meetings.filter(state=MeetingState.PLANNED):
        meeting.save_version(
            meeting.version, state=MeetingState.CANCELLED, sequence=meeting.sequence + 1, updated_at=now
        )
        free_date(uid=meeting.uid)
        if meeting.starts_at > now:
            date_mails.send_cancellation(meeting, tandem, now)
    renumber(tandem)
