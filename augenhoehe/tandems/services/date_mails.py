"""Mails about dates, to both, each in the reader's language and with a link of their own."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from augenhoehe.applications.enums import Side
from augenhoehe.common.dates import moment
from augenhoehe.messaging.calendar import Method
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails

from .. import placeholders as kinds
from ..models import Meeting, Series, Tandem
from ..selectors.guides import four_rules
from .date_links import links_to_dates
from .invitations import calendar_object, where_of
from .mails import language_of, letter_of, page_of, send


def send_invitation(meeting: Meeting, tandem: Tandem, now: dt.datetime) -> None:
    """An iTIP REQUEST to both; from the second on it is an update of the first."""
    if meeting.sequence:
        kind = kinds.MEETING_MOVED
    else:
        kind = kinds.MEETING_INVITATION if meeting.is_first else kinds.MEETING_NEXT
    for side, link in zip(Side, links_to_dates([(meeting, side) for side in Side], now), strict=True):
        values = date_values(meeting, language_of(tandem, side)) | {"link": link}
        if kind == kinds.MEETING_INVITATION:
            values["rules"] = four_rules(language_of(tandem, side), tandem.cohort).plain
        _send_calendar(kind, meeting, tandem, side, values, "REQUEST", now)


def send_cancellation(meeting: Meeting, tandem: Tandem, now: dt.datetime) -> None:
    """An iTIP CANCEL to both."""
    for side in Side:
        values = date_values(meeting, language_of(tandem, side)) | {"link": page_of(tandem)}
        _send_calendar(kinds.MEETING_CANCELLED, meeting, tandem, side, values, "CANCEL", now)


def send_series(series: Series, tandem: Tandem, now: dt.datetime) -> None:
    """To the partner: these dates are proposed. They are in no calendar yet, so nothing is attached."""
    side = series.answered_by
    (link,) = links_to_dates([(series, side)], now)
    with translation.override(language_of(tandem, side)):
        dates = "\n".join(f"- {moment(one.starts_at, one.minutes)}" for one in series.dates.all())
    send(kinds.SERIES_PROPOSED, tandem, side, {"dates": dates, "link": link}, key=f"series:{series.pk}")


def send_declined(meeting: Meeting, tandem: Tandem, by: Side, now: dt.datetime) -> None:
    """To the other one: the partner's calendar has declined the date. It stays until somebody moves it."""
    other = Side.MENTEE if by == Side.MENTOR else Side.MENTOR
    (link,) = links_to_dates([(meeting, other)], now)
    values = date_values(meeting, language_of(tandem, other)) | {"link": link}
    send(kinds.MEETING_DECLINED, tandem, other, values, key=f"declined:{meeting.uid}:{meeting.sequence}:{by}")


def send_counter(meeting: Meeting, tandem: Tandem, at: dt.datetime, minutes: int, now: dt.datetime) -> None:
    """To both: somebody's calendar proposes another time. Nothing is moved before one of them takes it."""
    links = links_to_dates([(meeting, side) for side in Side], now)
    for side, link in zip(Side, links, strict=True):
        language = language_of(tandem, side)
        values = date_values(meeting, language) | {"link": link}
        with translation.override(language):
            values["proposed"] = moment(at, minutes)
        kind = kinds.COUNTER_SENT if side == meeting.counter_by else kinds.COUNTER_PROPOSED
        key = f"counter:{meeting.uid}:{meeting.sequence}:{at:%Y%m%d%H%M}:{now:%Y%m%d%H%M%S}"
        send(kind, tandem, side, values, key=key)


def send_kept(meeting: Meeting, tandem: Tandem, to: Side, at: dt.datetime, minutes: int, now: dt.datetime) -> None:
    """To whoever proposed another time, and to their calendar (DECLINECOUNTER): the date stays as it was."""
    (link,) = links_to_dates([(meeting, to)], now)
    language = language_of(tandem, to)
    values = date_values(meeting, language) | {"link": link}
    with translation.override(language):
        values["proposed"] = moment(at, minutes)
    calendar = calendar_object(meeting, tandem, method="DECLINECOUNTER", language=language, now=now)
    key = f"kept:{meeting.uid}:{meeting.sequence}:{at:%Y%m%d%H%M}:{now:%Y%m%d%H%M%S}"
    send(kinds.COUNTER_DECLINED, tandem, to, values, key=key, calendar=calendar, method="DECLINECOUNTER")


def send_none_suits(series: Series, tandem: Tandem, now: dt.datetime) -> None:
    """To whoever proposed several dates: none of them suits the other one."""
    link = settings.BASE_URL + reverse("tandem-series", args=[tandem.pk])
    send(kinds.SERIES_DECLINED, tandem, Side(series.proposed_by), {"link": link}, key=f"series-declined:{series.pk}")


def queue_for_meetings(kind: TextKind, meetings: Sequence[Meeting], now: dt.datetime, *, key: str) -> int:
    """The same mail about many meetings, to both of each; their tandems are fetched with cohort and people.

    Returns how many mails. A constant number of queries.
    """
    holders = [(meeting, side) for meeting in meetings for side in Side]
    links = links_to_dates(holders, now)
    letters = [_about(kind, meeting, side, link, key) for (meeting, side), link in zip(holders, links, strict=True)]
    return len(queue_mails(letters))


def _about(kind: TextKind, meeting: Meeting, side: Side, link: str, key: str) -> Letter:
    values = date_values(meeting, language_of(meeting.tandem, side)) | {"link": link}
    return letter_of(kind, meeting.tandem, side, values, key=f"{key}:{meeting.uid}:{meeting.sequence}")


def date_values(meeting: Meeting, language: str) -> dict[str, str]:
    """What a mail says of a date."""
    with translation.override(language):
        return {
            "meeting": meeting.name,
            "when": moment(meeting.starts_at, meeting.minutes),
            "where": where_of(meeting),
        }


def _send_calendar(
    kind: TextKind,
    meeting: Meeting,
    tandem: Tandem,
    side: Side,
    values: Mapping[str, str],
    method: Method,
    now: dt.datetime,
) -> None:
    calendar = calendar_object(meeting, tandem, method=method, language=language_of(tandem, side), now=now)
    send(kind, tandem, side, values, key=f"meeting:{meeting.uid}:{meeting.sequence}", calendar=calendar, method=method)
